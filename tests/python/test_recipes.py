"""The recipes of deploy/integrations: what is marked `run` in them runs here, with the real server."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from conftest import House
from server import BINARY, ROOT, eventually

RECIPES = ROOT / "deploy/integrations"
TICKET = "4711"


def blocks(page: str, sort: str = "sh") -> list[str]:
    """What stands in the page's fences that are marked to be run."""
    text = (RECIPES / page).read_text()
    found = re.findall(rf"^ *```{sort} run\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    assert found, f"{page} has nothing to run"
    return found


@contextmanager
def recorder() -> Iterator[tuple[str, list[tuple[str, str, Any]]]]:
    """Stands where the help desk would, and keeps what it is sent."""
    calls: list[tuple[str, str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def record(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            calls.append((self.command, self.path, json.loads(body) if body else None))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"session_token": "s"}')

        do_GET = do_POST = record

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = Thread(target=listener.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.server_address[1]}", calls
        finally:
            listener.shutdown()
            thread.join()


class Agent:
    """Runs the blocks of a page, one after the other, in a folder of its own."""

    def __init__(self, house: House, folder: Path, ticket: str, help_desk: str = "") -> None:
        self.folder = folder
        (folder / "handover.headers").write_text(f"Authorization: Bearer {house.desk.key}\n")
        for name in ("glpi", "freshdesk"):
            (folder / f"{name}.headers").write_text("Authorization: user_token invented\n")
        (folder / "key").write_text(house.desk.key)
        (folder / "support.json").write_bytes(house.team.key_file.read_bytes())
        (folder / "bin").mkdir()
        (folder / "bin/handover").symlink_to(BINARY)
        self.environment = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "HANDOVER_URL": house.url,
            "HANDOVER_API_KEY_FILE": str(folder / "key"),
            "XDG_CONFIG_HOME": str(house.team.folder),
            "GLPI_URL": help_desk,
            "FRESHDESK_URL": help_desk,
            "TICKET": ticket,
        }

    def run(self, block: str) -> str:
        command = ["bash", "-euo", "pipefail", "-c", block]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def kept(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())


def state(house: House, request: str) -> dict[str, Any]:
    answer = httpx.get(f"{house.url}/api/v1/requests/{request}", headers=house.desk.bearer)
    seen: dict[str, Any] = answer.json()
    return seen


def answered_and_opened(house: House, asked: dict[str, str]) -> None:
    absent = "ftp" if "ftp" in json.loads(asked["document"])["ask"] else ""
    house.team.answer(asked["request_link"], "recipe", absent)
    assert house.team.collect(asked["collect_link"]) == "recipe"


def until(agent: Agent, follow: str, ticket: str, kind: str) -> str:
    """Runs the block that follows the events until this one came, and gives all that it wrote."""
    wrote: list[str] = []

    def came() -> bool:
        wrote.append(agent.run(follow))
        return any(one.get("reference") == ticket and one["type"] == kind for one in agent.kept("events.json")["events"])

    eventually(f"{kind} of {ticket}", came)
    return "".join(wrote)


def test_the_four_calls(house: House, tmp_path: Path) -> None:
    ask, look, follow, solve = blocks("README.md")
    agent = Agent(house, tmp_path, "R-1")
    assert agent.run(ask).count("\n") == 3
    asked = agent.kept("asked.json")
    agent.run(ask)
    assert agent.kept("asked.json") == asked, "a second press changes nothing"
    eventually("it is listed", lambda: f"{asked['id']}\tpending" in agent.run(look))
    answered_and_opened(house, asked)
    assert "R-1\tbundle.opened" in until(agent, follow, "R-1", "bundle.opened")
    agent.run(follow)
    assert agent.kept("events.json")["events"] == [], "it goes on where it stopped"
    agent.run(solve)
    assert "finished_at" in state(house, asked["id"])


@pytest.mark.parametrize(("page", "reply", "note"), [("glpi.md", "is_private", 1), ("freshdesk.md", "private", True)])
def test_recipes_with_a_script(house: House, tmp_path: Path, page: str, reply: str, note: object) -> None:
    ask, follow, solve = blocks(page)
    number = TICKET + str(len(page))
    with recorder() as (url, calls):
        agent = Agent(house, tmp_path, number, url)
        agent.run(ask)
        asked = agent.kept("asked.json")
        texts = [body.get("input", body) for _, _, body in calls if body]
        public, private = texts
        assert asked["request_link"] in json.dumps(public)
        assert public.get(reply, 0) in (0, False)
        assert asked["collect_link"] in json.dumps(private)
        assert private[reply] == note
        assert asked["collect_link"] not in json.dumps(public)
        assert asked["code"] not in json.dumps(public)

        answered_and_opened(house, asked)
        calls.clear()
        until(agent, follow, number, "bundle.opened")
        notes = [body.get("input", body) for _, path, body in calls if body and number in path]
        assert any("bundle.opened" in json.dumps(one) for one in notes)
        assert all(one[reply] == note for one in notes)
    agent.run(solve)
    assert "finished_at" in state(house, asked["id"])


def test_jira(house: House) -> None:
    (body,), (finish,) = blocks("jira.md", "json"), blocks("jira.md", "url")
    values = {"issue.key": "DESK-1", "initiator.displayName": "Jeanne"}
    headers = {**house.desk.bearer, "Content-Type": "application/json", "Idempotency-Key": "jira-DESK-1"}
    made = httpx.post(f"{house.url}/api/v1/requests", content=filled(body, values), headers=headers)
    assert made.status_code == 201, made.text
    asked = made.json()
    page = (RECIPES / "jira.md").read_text()
    for name in re.findall(r"webResponse\.body\.(\w+)", page):
        assert asked[name], f"the answer has no {name}"
    url = filled(finish, {"issue.Handover id": asked["id"]}).strip().replace("https://handover.example", house.url)
    early = httpx.post(url, headers=house.desk.bearer)
    assert (early.status_code, early.json()["code"]) == (409, "state")
    answered_and_opened(house, asked)
    assert httpx.post(url, headers=house.desk.bearer).status_code == 204


def filled(template: str, values: dict[str, str]) -> str:
    """Does what Jira does with its smart values."""
    return re.sub(r"\{\{(.*?)\}\}", lambda found: values[found.group(1)], template)


def test_osticket(house: House, tmp_path: Path) -> None:
    ask, follow, solve = blocks("osticket.md")
    agent = Agent(house, tmp_path, "OST-1")
    agent.run(ask)
    asked = {"document": '{"ask": []}', **agent.kept("asked.json")}
    answered_and_opened(house, asked)
    assert "Ticket OST-1: bundle.opened" in until(agent, follow, "OST-1", "bundle.opened")
    agent.run(solve)
    assert "finished_at" in state(house, asked["id"])


def test_every_page_says_what_was_tried() -> None:
    for page in ("glpi.md", "jira.md", "freshdesk.md", "osticket.md", "n8n/README.md"):
        text = (RECIPES / page).read_text()
        assert "What was tried" in text
    index = (RECIPES / "README.md").read_text()
    for link in re.findall(r"\]\(([^)#:]+)\)", index):
        assert (RECIPES / link).exists(), f"{link} is not there"
