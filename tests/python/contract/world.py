"""What the calls meet: bundles and requests that are really there, with the tokens of their holders."""

import base64
import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

LABEL = b"handover/1 "
"""What stands before every label (SPEC, 'Notation')."""


def b64u(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


@dataclass(frozen=True)
class Subject:
    """A bundle or a request, with the token of each of its holders."""

    sort: str
    id: str
    tokens: Mapping[str, str]

    @property
    def path(self) -> str:
        return f"/api/v1/{self.sort}/{self.id}"


@dataclass
class World:
    """Draws the same things from the same seed."""

    server: httpx.Client
    draw: random.Random = field(default_factory=lambda: random.Random(5))
    subjects: list[Subject] = field(default_factory=list)
    drawn: dict[str, Subject] = field(default_factory=dict)
    claims: list[tuple[str, str]] = field(default_factory=list)

    def token(self) -> bytes:
        return self.draw.randbytes(32)

    def octets(self, count: int) -> str:
        return b64u(self.draw.randbytes(count))

    def one(self, sort: str) -> Subject:
        return self.draw.choice([subject for subject in self.subjects if subject.sort == sort])

    def bundle(self) -> tuple[Subject, dict[str, object]]:
        """A bundle of its own, and the body that stores it."""
        link, opening, receipt = self.token(), self.token(), self.token()
        hashes = {"link_hash": hashed(link), "open_hash": hashed(opening), "receipt_hash": hashed(receipt)}
        subject = Subject("bundles", derived(b"id", link), tokens(link=link, open=opening, receipt=receipt))
        return subject, {**hashes, "envelope": self.envelope(), "expires_in": 3600}

    def request(self) -> tuple[Subject, dict[str, object]]:
        """A request of its own, and the body that stores it."""
        answer, collect = self.token(), self.token()
        hashes = {"answer_hash": hashed(answer), "collect_hash": hashed(collect)}
        subject = Subject("requests", derived(b"request-id", answer), tokens(answer=answer, collect=collect))
        return subject, {**hashes, "document": self.octets(300), "expires_in": 3600}

    def store(self, made: tuple[Subject, dict[str, object]], key: str, **more: str) -> Subject:
        """Stores it for the client with this key."""
        subject, body = made
        answer = self.server.put(subject.path, json={**body, **more}, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 201, answer.text
        self.subjects.append(subject)
        return subject

    def get(self, path: str, key: str, **query: int) -> dict[str, Any]:
        """What the client with this key is told."""
        answer = self.server.get(path, params=query, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def envelope(self) -> str:
        """As large as the smallest padded body makes it, with a header as SPEC section 2 wants it."""
        header = bytes([0x48, 1, 1, 0, 16, 0, 0, 0])
        return b64u(header + self.draw.randbytes(24 + 32 + 1024 + 16))


def tokens(**named: bytes) -> dict[str, str]:
    return {name: b64u(token) for name, token in named.items()}


def hashed(token: bytes) -> str:
    return b64u(hashlib.sha256(token).digest())


def derived(label: bytes, token: bytes) -> str:
    """The id that belongs to the hash of this token (SPEC, sections 1 and 5)."""
    return b64u(hashlib.sha256(LABEL + label + hashlib.sha256(token).digest()).digest()[:16])
