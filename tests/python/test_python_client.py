"""deploy/integrations/python, run as a cron job runs it: with the real server, merchant and agent."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from conftest import House
from server import ROOT, eventually, redis, serving

SCRIPT = ROOT / "deploy/integrations/python/handover_desk.py"
sys.path.append(str(SCRIPT.parent))
import handover_desk  # noqa: E402


def desk(url: str, key_file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HANDOVER_URL": url, "HANDOVER_API_KEY_FILE": str(key_file)}
    return subprocess.run([sys.executable, SCRIPT, *arguments], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def key_file(house: House, tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text(house.desk.key + "\n")
    return file


def asked(house: House, key_file: Path, *arguments: str) -> dict[str, str]:
    """What `ask` prints, by what stands before it."""
    done = desk(house.url, key_file, "ask", *arguments)
    assert done.returncode == 0, done.stderr
    return dict(line.split(": ", 1) for line in done.stdout.splitlines())


def events(house: House, key_file: Path, state: Path, ticket: str, until: str) -> list[list[str]]:
    """What `follow` prints of a ticket, run again and again until this has happened."""
    lines: list[list[str]] = []

    def happened() -> bool:
        done = desk(house.url, key_file, "follow", "--state", str(state))
        assert done.returncode == 0, done.stderr
        lines.extend(line.split("\t") for line in done.stdout.splitlines())
        return any(line[1:3] == [ticket, until] for line in lines)

    eventually(f"{until} of {ticket}", happened)
    return [line for line in lines if line[1] == ticket]


def solved(house: House, key_file: Path, ticket: str, count: int) -> list[str]:
    """What `finish` prints: with Redis, the list of requests follows within seconds."""
    lines: list[str] = []

    def is_done() -> bool:
        done = desk(house.url, key_file, "finish", ticket)
        assert (done.returncode, done.stderr) == (0, "")
        lines.extend(done.stdout.splitlines())
        return len(lines) >= count

    eventually(f"{count} requests of {ticket} are done with", is_done)
    return lines


def test_a_ticket_from_the_question_to_the_end(house: House, key_file: Path, tmp_path: Path) -> None:
    printed = asked(house, key_file, "T-1", "--for", "backoffice", "--from", "Jeanne", "--lang", "fr")
    assert len(printed["to compare by telephone"]) == 6
    house.team.answer(printed["for the merchant"], "s3same-öffne")
    assert house.team.collect(printed["for the private note"]) == "s3same-öffne"
    finished = solved(house, key_file, "T-1", 1)
    assert "finished: the merchant is told to close the access" in finished[0]

    lines = events(house, key_file, tmp_path / "state", "T-1", "intervention.finished")
    kinds = [line[2] for line in lines]
    expected = ["request.created", "request.answered", "bundle.claimed", "bundle.opened", "intervention.finished"]
    assert kinds == expected, "each once, in order"
    again = desk(house.url, key_file, "follow", "--state", str(tmp_path / "state"))
    assert again.stdout == "", "it goes on where it stopped"


def test_the_same_question_gives_the_same_links_and_another_one_is_refused(house: House, key_file: Path) -> None:
    first = asked(house, key_file, "T-2", "--for", "ftp")
    assert asked(house, key_file, "T-2", "--for", "ftp") == first
    other = desk(house.url, key_file, "ask", "T-2", "--for", "ftp,database")
    assert other.returncode == 1
    assert other.stderr.startswith("error: 422: ")
    assert asked(house, key_file, "T-2", "--for", "ftp,database", "--again", "the database, too") != first


def test_what_nobody_has_opened_is_withdrawn(house: House, key_file: Path) -> None:
    asked(house, key_file, "T-3", "--for", "ftp")
    answered = asked(house, key_file, "T-3", "--for", "backoffice", "--again", "once more")
    house.team.answer(answered["for the merchant"], "never opened")
    assert [line.split(" ", 1)[1] for line in solved(house, key_file, "T-3", 2)] == ["withdrawn: nobody had opened it"] * 2
    assert desk(house.url, key_file, "finish", "T-3").stdout == "", "and that only once"


def test_the_position_is_kept_whole_or_not_at_all(house: House, key_file: Path, tmp_path: Path) -> None:
    asked(house, key_file, "T-4", "--for", "ftp")
    state = tmp_path / "state"
    events(house, key_file, state, "T-4", "request.created")
    before = state.read_text()
    assert sorted(tmp_path.iterdir()) == [key_file, state], "nothing half-written lies beside it"
    state.write_text("nonsense")
    refused = desk(house.url, key_file, "follow", "--state", str(state))
    assert refused.returncode == 1
    assert state.read_text() == "nonsense", "what is refused changes nothing"
    state.write_text(before)
    assert desk(house.url, key_file, "follow", "--state", str(state)).returncode == 0


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it has waited, each time: it really has."""
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        time.sleep(seconds)

    monkeypatch.setattr(handover_desk, "time", SimpleNamespace(sleep=sleep))
    return waited


def test_it_waits_as_long_as_the_limit_asks_for(house: House, waits: list[float]) -> None:
    asked_for: list[float] = []

    def remember(answer: httpx.Response) -> None:
        if answer.status_code == 429:
            asked_for.append(float(answer.headers["Retry-After"]))

    settings = {"HANDOVER_CLIENTS": str(house.team.clients), "HANDOVER_RATE_CLIENT": "20/min"}
    hooks = {"response": [remember]}
    with serving(settings) as url, httpx.Client(base_url=url, headers=house.desk.bearer, event_hooks=hooks) as http:
        while not waits:
            assert handover_desk.Desk(http).call("GET", "client")["name"] == "desk"
    assert waits == asked_for, "each time as long as Retry-After says"


def test_without_its_store_the_server_is_asked_again_and_nothing_is_lost(
    house: House, tmp_path: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover_desk, "ATTEMPTS", 2)
    with ExitStack() as running, ExitStack() as store:
        url = store.enter_context(redis(tmp_path))
        server = running.enter_context(serving({"HANDOVER_CLIENTS": str(house.team.clients), "HANDOVER_REDIS_URL": url}))
        http = running.enter_context(httpx.Client(base_url=server, headers=house.desk.bearer))
        store.close()
        with pytest.raises(handover_desk.Failed, match="503: ") as failed:
            handover_desk.Desk(http).ask("T-9", "", ask=["ftp"], lang="en", expires_in=3600)
    sentence, code = failed.value.args
    assert "nothing is lost" in sentence
    assert code == 3
    assert waits == [1, 0], "as long as Retry-After says, and not after the last"


@pytest.mark.parametrize(
    ("key", "url", "code", "says"),
    [
        ("hndo_unknown", None, 1, "401: Nothing was changed."),
        ("", None, 2, "HANDOVER_API_KEY_FILE"),
        ("hndo_any", "handover.example", 2, "HANDOVER_URL"),
    ],
)
def test_errors_say_what_to_do(house: House, tmp_path: Path, key: str, url: str | None, code: int, says: str) -> None:
    file = tmp_path / "key"
    file.write_text(key)
    done = desk(url or house.url, file, "finish", "T-8")
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert key == "" or key not in done.stderr, "the key is never printed"


def test_it_is_short_enough_to_be_read() -> None:
    assert len(SCRIPT.read_text().splitlines()) < 150
