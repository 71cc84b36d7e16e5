"""Webhooks, verified as a receiver would: by the library that is published for Python."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any

import httpx
import pytest
import standardwebhooks.webhooks
from standardwebhooks import Webhook, WebhookVerificationError

from conftest import House
from receiver import Delivered
from server import ROOT, eventually

CALLS: list[dict[str, Any]] = json.loads((ROOT / "tests/vectors/webhook.json").read_text())["calls"]
STRANGER = "whsec_YSBzZWNyZXQgdGhhdCBub2JvZHkgd2FzIGdpdmVuLi4="


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the receiver's clock."""

    def set_clock(seconds: float) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:
                return datetime.fromtimestamp(seconds, tz or UTC)

        monkeypatch.setattr(standardwebhooks.webhooks, "datetime", Clock)

    return set_clock


def verified(call: dict[str, Any], secret: str, **changed: Any) -> Any:
    sent = {**call, **changed}
    headers = {
        "webhook-id": sent["id"],
        "webhook-timestamp": str(sent["timestamp"]),
        "webhook-signature": sent["signature"],
    }
    return Webhook(secret).verify(sent["body"], headers)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call["name"])
class TestVectors:
    def test_every_secret_verifies_it(self, call: dict[str, Any], at: Callable[[float], None]) -> None:
        at(call["timestamp"] + 3)
        for secret in call["secrets"]:
            assert verified(call, secret) == json.loads(call["body"])

    def test_nothing_else_does_and_nothing_changed_is_taken(self, call: dict[str, Any], at: Callable[[float], None]) -> None:
        at(call["timestamp"] + 3)
        secret = call["secrets"][0]
        changes = [{"body": call["body"] + " "}, {"id": call["id"] + "0"}, {"timestamp": call["timestamp"] + 1}]
        for changed in changes:
            with pytest.raises(WebhookVerificationError):
                verified(call, secret, **changed)
        with pytest.raises(WebhookVerificationError):
            verified(call, STRANGER)

    def test_it_is_taken_for_minutes_not_for_ever(self, call: dict[str, Any], at: Callable[[float], None]) -> None:
        at(call["timestamp"] + 600)
        with pytest.raises(WebhookVerificationError, match="too old"):
            verified(call, call["secrets"][0])


def delivery(house: House, reference: str) -> Delivered:
    """Asks for access, and waits until the receiver is told."""

    def told() -> list[Delivered]:
        return [one for one in house.receiver.delivered if json.loads(one.body).get("reference") == reference]

    body = {"ask": ["backoffice"], "reference": reference, "lang": "fr", "expires_in": 3600}
    asked = httpx.post(f"{house.url}/api/v1/requests", json=body, headers=house.desk.bearer)
    assert asked.status_code == 201, asked.text
    eventually(f"the event of {reference} is delivered", lambda: bool(told()))
    return told()[0]


def test_a_delivered_event_is_verified_and_a_changed_one_is_not(house: House) -> None:
    came = delivery(house, "T-à vérifier")
    assert house.desk.secret is not None
    event = Webhook(house.desk.secret).verify(came.body, came.headers)
    assert event["type"] == "request.created"
    assert event["id"] == came.headers["webhook-id"]
    with pytest.raises(WebhookVerificationError):
        Webhook(house.desk.secret).verify(came.body.replace(b"created", b"revoked"), came.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(STRANGER).verify(came.body, came.headers)
