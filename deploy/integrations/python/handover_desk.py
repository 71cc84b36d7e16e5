#!/usr/bin/env python3
"""Asks merchants for access on behalf of a help desk, and follows what becomes of it.

handover_desk.py ask T-1234 --for backoffice,ftp --lang fr    prints the links for the ticket
handover_desk.py follow --state FILE                          prints what happened since the last time
handover_desk.py finish T-1234                                the ticket is solved

HANDOVER_URL names the server; HANDOVER_API_KEY_FILE, or HANDOVER_API_KEY, holds the API key.
Exit codes: 0 done, 1 refused, 2 wrong usage, 3 network or server trouble: run it again, nothing is lost.
"""

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

ATTEMPTS, LONGEST_WAIT = 6, 60  # seconds


class Failed(Exception):
    """A sentence that says what to do next, and the exit code."""


class Desk:
    """What a help desk does with Handover. Each call may be repeated: none has its effect twice."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def ask(self, ticket: str, again: str, **wish: Any) -> Any:
        """Makes a request. The same call within a day gives the same links once more."""
        key = hashlib.sha256(f"{ticket}\n{again}".encode()).hexdigest()
        body = {"reference": ticket, **{name: value for name, value in wish.items() if value is not None}}
        return self.call("POST", "requests", json=body, headers={"Idempotency-Key": key})

    def follow(self, after: str | None) -> Iterator[tuple[list[Any], str]]:
        """The events behind `after`, in order, page by page, each page with where to go on."""
        more = True
        while more:
            page = self.call("GET", "events", params={"after": after} if after else {})
            more, after = bool(page["events"]), page["next"]
            yield page["events"], page["next"]

    def requests(self, ticket: str) -> Iterator[Any]:
        """All requests of a ticket, the newest first."""
        query = {"reference": ticket}
        while page := self.call("GET", "requests", params=query):
            yield from page["requests"]
            if "next" not in page:
                return
            query["cursor"] = page["next"]

    def finish(self, ticket: str) -> Iterator[str]:
        """Finishes what was opened for a ticket, and withdraws what nobody has opened."""
        for request in list(self.requests(ticket)):
            if request["state"] in ("claimed", "opened"):
                self.call("POST", f"requests/{request['id']}/finish")
                yield f"{request['id']} finished: the merchant is told to close the access"
            elif request["state"] in ("pending", "answered"):
                self.call("DELETE", f"requests/{request['id']}")
                yield f"{request['id']} withdrawn: nobody had opened it"

    def call(self, method: str, path: str, **more: Any) -> Any:
        """Calls until there is an answer, and waits in between as long as the server asks for."""
        for attempt in range(ATTEMPTS):
            wait = 2**attempt
            try:
                answer = self.http.request(method, f"api/v1/{path}", **more)
                if answer.is_success:
                    return answer.json() if answer.content else None
                if answer.status_code not in (429, 502, 503, 504):
                    raise Failed(problem(answer), 3 if answer.status_code >= 500 else 1)
                said, retry_after = problem(answer), answer.headers.get("Retry-After", "")
                wait = int(retry_after) if retry_after.isdigit() else wait
            except httpx.TransportError as error:
                said = f"{self.http.base_url} cannot be reached: {error}"
            time.sleep(min(wait, LONGEST_WAIT) if attempt + 1 < ATTEMPTS else 0)
        raise Failed(f"{said}\nTried {ATTEMPTS} times. Run it again later: nothing is lost, nothing is done twice.", 3)


def problem(answer: httpx.Response) -> str:
    """What a problem (RFC 9457) says; anything else did not come from Handover."""
    if answer.headers.get("Content-Type") == "application/problem+json":
        return f"{answer.status_code}: {answer.json()['detail']}"
    return f"{answer.status_code}: this is not an answer of Handover: is HANDOVER_URL right?"


def keep(file: Path, after: str) -> None:
    """Writes the position whole or not at all."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with beside.open("w") as new:
        new.write(after)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(file)


def run(desk: Desk, given: argparse.Namespace) -> None:
    if given.command == "ask":
        wish = {"ask": given.kinds.split(","), "from": given.agent, "lang": given.lang, "expires_in": given.days * 86_400}
        made = desk.ask(given.ticket, given.again, **wish)
        print(f"for the merchant: {made['request_link']}\nfor the private note: {made['collect_link']}")
        print(f"to compare by telephone: {made['code']}")
    elif given.command == "follow":
        for events, after in desk.follow(given.state.read_text() if given.state.exists() else None):
            for event in events:
                print(event["time"], event.get("reference", "-"), event["type"], event["id"], sep="\t", flush=True)
            keep(given.state, after)
    else:
        for line in desk.finish(given.ticket):
            print(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask")
    ask.add_argument("ticket")
    ask.add_argument("--for", dest="kinds", required=True, help="backoffice, ftp, database, panel, domain, other: with commas")
    ask.add_argument("--from", dest="agent", help="who asks, as the merchant reads it")
    ask.add_argument("--lang", choices=("en", "fr"), default="en", help="the merchant's language")
    ask.add_argument("--days", type=int, default=7, help="how long the merchant has, and then you")
    ask.add_argument("--again", default="", help="any new text: asks once more for a ticket that was asked today")
    commands.add_parser("follow").add_argument("--state", type=Path, required=True, help="keeps where it has come to")
    commands.add_parser("finish").add_argument("ticket")
    given = parser.parse_args()
    url, key = os.environ.get("HANDOVER_URL", ""), os.environ.get("HANDOVER_API_KEY", "")
    try:
        if file := os.environ.get("HANDOVER_API_KEY_FILE"):
            key = Path(file).read_text()
        if not url.startswith(("https://", "http://")) or not key.strip():
            parser.error("set HANDOVER_URL to the server's address, and HANDOVER_API_KEY_FILE to a file with the API key")
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key.strip()}"}, timeout=30) as http:
            run(Desk(http), given)
    except (Failed, OSError) as error:
        sentence, code = error.args if isinstance(error, Failed) else (error, 2)
        print(f"error: {sentence}", file=sys.stderr)
        return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
