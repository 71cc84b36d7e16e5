"""What the tests share: a team, two clients of one server, a receiver of webhooks."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import Client, Team, new_team
from receiver import Receiver, receiving
from server import redis, serving


@dataclass(frozen=True)
class House:
    """A running server with a help desk, and a stranger who has an API key, too."""

    url: str
    team: Team
    desk: Client
    stranger: Client
    receiver: Receiver


@contextmanager
def house_with(store: str, folder: Path) -> Iterator[House]:
    """A house of its own, with limits that no test comes to."""
    with ExitStack() as running:
        receiver = running.enter_context(receiving())
        team = new_team(folder)
        desk, stranger = team.add("desk", webhook=receiver.url), team.add("stranger")
        limits = dict.fromkeys(("HANDOVER_RATE_CLIENT", "HANDOVER_RATE_CREATE", "HANDOVER_RATE_OPEN"), "off")
        settings = {"HANDOVER_CLIENTS": str(team.clients), "HANDOVER_MAX_LIFETIME": "365d", **limits}
        if store == "redis":
            settings["HANDOVER_REDIS_URL"] = running.enter_context(redis(folder))
        yield House(running.enter_context(serving(settings)), team, desk, stranger, receiver)


@pytest.fixture(scope="session", params=["memory", "redis"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Whatever speaks to the server does so on each store."""
    with house_with(request.param, tmp_path_factory.mktemp(request.param)) as made:
        yield made
