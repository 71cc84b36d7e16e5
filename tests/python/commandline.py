"""The real command line: it makes clients and team keys, and is the merchant and the agent."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server import BINARY

PASSPHRASE = "correct horse battery staple"
SCOPES = "bundles:write,requests:write,requests:read,events:read"


@dataclass(frozen=True)
class Client:
    """A client of the clients file, as `clients add` has printed it."""

    name: str
    key: str
    secret: str | None

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


@dataclass(frozen=True)
class Team:
    """A folder with a clients file and a team's key, as an operator and a team have them."""

    folder: Path
    key_file: Path

    @property
    def public_key(self) -> str:
        return str(json.loads(self.key_file.read_text())["public_key"])

    @property
    def clients(self) -> Path:
        return self.folder / "clients.toml"

    def add(self, name: str, scopes: str = SCOPES, webhook: str | None = None) -> Client:
        """Adds a client whose answers this team reads."""
        arguments = ["clients", "add", name, "--display", f"The support of {name}", "--scope", scopes]
        arguments += ["--team-key", str(self.key_file), "--clients", str(self.clients), "-o", "json"]
        if webhook is not None:
            arguments += ["--webhook", webhook]
        made = json.loads(run(self.folder, *arguments))
        return Client(made["client"], made["key"], made.get("webhook_secret"))

    def answer(self, link: str, password: str, absent: str = "") -> None:
        """Is the merchant, who has a back office to give, and not what is `absent`."""
        fields = {"url": "https://shop.example/admin123", "email": "support@shop.example", "password": password}
        items = json.dumps({"items": [{"kind": "backoffice", "fields": fields}]})
        more = ["--absent", absent] if absent else []
        run(self.folder, "answer", link, "--json", "-", "-o", "json", *more, given=items)

    def collect(self, link: str) -> str:
        """Is the agent, and gives the password that the merchant gave."""
        opened = json.loads(run(self.folder, "collect", link, "--yes", "-o", "json"))
        return str(opened["items"][0]["fields"]["password"])


def new_team(folder: Path) -> Team:
    """Makes a team key in the folder."""
    made: dict[str, Any] = json.loads(run(folder, "team-key", "new", "support", "-o", "json"))
    return Team(folder, Path(made["path"]))


def run(folder: Path, *arguments: str, given: str = "") -> str:
    """Runs it, and gives what it wrote to its standard output; a failure shows what it said."""
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_CONFIG_HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "HANDOVER_PASSPHRASE": PASSPHRASE,
    }
    done = subprocess.run([BINARY, *arguments], env=environment, input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"handover {arguments[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout
