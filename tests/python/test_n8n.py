"""deploy/integrations/n8n: the workflow's calls and its code, with the real server; n8n itself is not here."""

import base64
import json
import subprocess
import time
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from conftest import House
from receiver import Delivered
from server import ROOT, eventually
from test_webhooks import delivery

WORKFLOW = json.loads((ROOT / "deploy/integrations/n8n/handover.json").read_text())
NODES: dict[str, dict[str, Any]] = {node["name"]: node for node in WORKFLOW["nodes"]}
KNOWN = {
    "code": 2,
    "httpRequest": 4.2,
    "if": 2.2,
    "noOp": 1,
    "respondToWebhook": 1.1,
    "set": 3.4,
    "splitOut": 1,
    "stickyNote": 1,
    "switch": 3.2,
    "webhook": 2,
}
"""The versions of the nodes whose parameters the tests read. All but `switch` and `code` were compared with n8n's source."""


def evaluated(node: str, **given: Any) -> Any:
    """The node's parameters with their expressions evaluated, or what its code gives."""
    asked = {"node": NODES[node], "json": {}, "nodes": {}, "env": {}, "body": "", **given}
    harness = ROOT / "tests/python/n8n/evaluate.mjs"
    done = subprocess.run(["node", harness], input=json.dumps(asked), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def sent(house: House, node: str, item: dict[str, Any]) -> httpx.Response:
    """Sends what the node would send, with the API key that its credential holds."""
    call = evaluated(node, json=item)
    assert (call["authentication"], call["genericAuthType"]) == ("genericCredentialType", "httpHeaderAuth")
    headers = {pair["name"]: pair["value"] for pair in call.get("headerParameters", {}).get("parameters", [])}
    query = {pair["name"]: pair["value"] for pair in call.get("queryParameters", {}).get("parameters", [])}
    if call.get("sendBody"):
        headers["Content-Type"] = "application/json"
    return httpx.request(
        call["method"],
        call["url"].replace("https://handover.example", house.url),
        headers={**headers, **house.desk.bearer},
        params=query,
        content=call.get("jsonBody"),
    )


def branch(node: str, event: dict[str, Any]) -> list[str]:
    """Where a Switch sends an item: its conditions are equalities, of which one is enough."""
    rules = evaluated(node, json=event)["rules"]["values"]
    for rule, targets in zip(rules, WORKFLOW["connections"][node]["main"], strict=False):
        assert rule["conditions"]["combinator"] == "or"
        if any(one["leftValue"] == one["rightValue"] for one in rule["conditions"]["conditions"]):
            return [target["node"] for target in targets]
    others = WORKFLOW["connections"][node]["main"][len(rules) :]
    return [target["node"] for targets in others for target in targets]


def ticket(number: str, lang: str = "fr") -> dict[str, Any]:
    return {"body": {"ticket": number, "agent": "Jeanne", "lang": lang, "ask": ["backoffice"]}}


class TestTheFile:
    def test_every_connection_leads_from_a_node_to_a_node(self) -> None:
        assert len(NODES) == len(WORKFLOW["nodes"]), "names are unique"
        assert len({node["id"] for node in WORKFLOW["nodes"]}) == len(NODES)
        reached = set()
        for source, outputs in WORKFLOW["connections"].items():
            assert source in NODES
            for target in (target for output in outputs["main"] for target in output):
                assert target["type"] == "main"
                reached.add(target["node"])
        beginnings = {name for name, node in NODES.items() if node["type"] in _types("webhook", "stickyNote")}
        assert reached | beginnings == set(NODES), "nothing hangs loose"

    def test_every_node_is_of_a_known_type_and_version(self) -> None:
        for node in NODES.values():
            assert KNOWN[node["type"].removeprefix("n8n-nodes-base.")] == node["typeVersion"]
            assert len(node["position"]) == 2

    def test_it_holds_no_credential_and_is_off_until_somebody_switches_it_on(self) -> None:
        text = json.dumps(WORKFLOW)
        assert not any(mark in text for mark in ("hndo_", "whsec_A", '"credentials"', "pinned"))
        assert WORKFLOW["active"] is False
        assert WORKFLOW["settings"]["saveDataSuccessExecution"] == "none", "its data hold links"

    def test_strangers_cannot_start_what_asks_or_finishes(self) -> None:
        for name in ("A ticket needs access", "A ticket is solved"):
            assert NODES[name]["parameters"]["authentication"] == "headerAuth"
        assert NODES["Handover tells"]["parameters"]["options"]["rawBody"] is True


def _types(*names: str) -> set[str]:
    return {f"n8n-nodes-base.{name}" for name in names}


class TestItsCalls:
    def test_a_second_press_gives_the_same_links(self, house: House) -> None:
        first = sent(house, "Ask for access", ticket("N-1"))
        assert first.status_code == 201, first.text
        again = sent(house, "Ask for access", ticket("N-1"))
        assert (again.status_code, again.json()) == (200, first.json())

    @pytest.mark.parametrize(("lang", "hello"), [("fr", "Bonjour,"), ("en", "Hello,")])
    def test_the_words_carry_the_right_link_to_the_right_reader(self, house: House, lang: str, hello: str) -> None:
        item = ticket(f"N-2-{lang}", lang)
        made = sent(house, "Ask for access", item).json()
        words = evaluated("Words for the ticket", json=made, nodes={"A ticket needs access": item})
        said = {one["name"]: one["value"] for one in words["assignments"]["assignments"]}
        assert said["ticket"] == item["body"]["ticket"]
        assert said["reply"].startswith(hello)
        assert made["request_link"] in said["reply"]
        assert made["collect_link"] not in said["reply"]
        assert made["code"] not in said["reply"]
        assert made["collect_link"] in said["note"]

    def test_a_solved_ticket_finishes_what_was_opened_and_withdraws_the_rest(self, house: House) -> None:
        opened = sent(house, "Ask for access", ticket("N-3")).json()
        house.team.answer(opened["request_link"], "n8n")
        house.team.collect(opened["collect_link"])
        body = {"ask": ["ftp"], "reference": "N-3", "lang": "fr", "expires_in": 3600}
        httpx.post(f"{house.url}/api/v1/requests", json=body, headers=house.desk.bearer)

        def listed() -> dict[str, str]:
            item = {"body": {"ticket": "N-3"}}
            requests = sent(house, "Requests of the ticket", item).json()[NODES["One by one"]["parameters"]["fieldToSplitOut"]]
            return {request["id"]: request["state"] for request in requests}

        eventually("both requests are listed", lambda: sorted(listed().values()) == ["opened", "pending"])
        for request, state in listed().items():
            (node,) = branch("What is there to do?", {"id": request, "state": state})
            assert node == ("Finish" if state == "opened" else "Withdraw")
            assert sent(house, node, {"id": request}).status_code == 204
        assert sorted(listed().values()) == ["opened", "revoked"]


class TestItsSignature:
    def verify(self, came: Delivered, **environment: str) -> dict[str, Any]:
        body = base64.b64encode(came.body).decode()
        (item,) = evaluated("Verify the signature", json={"headers": came.headers}, body=body, env=environment)
        result: dict[str, Any] = item["json"]
        return result

    def test_a_delivered_event_is_genuine_and_a_changed_one_is_not(self, house: House) -> None:
        came = delivery(house, "N-4")
        secret = house.desk.secret or ""
        verified = self.verify(came, HANDOVER_WEBHOOK_SECRETS=f"whsec_{'A' * 32} {secret}")
        assert verified == {"genuine": True, "event": json.loads(came.body)}
        changed = Delivered(came.headers, came.body.replace(b"N-4", b"N-5"))
        assert self.verify(changed, HANDOVER_WEBHOOK_SECRETS=secret) == {"genuine": False}
        assert self.verify(came, HANDOVER_WEBHOOK_SECRETS=f"whsec_{'A' * 32}") == {"genuine": False}
        assert self.verify(Delivered({}, came.body), HANDOVER_WEBHOOK_SECRETS=secret) == {"genuine": False}

    def test_an_old_one_is_not_taken(self) -> None:
        secret = f"whsec_{'A' * 32}"
        for age, genuine in ((0, True), (600, False)):
            at = int(time.time()) - age
            headers = {"webhook-id": "1", "webhook-timestamp": str(at), "webhook-signature": signature(secret, at)}
            came = Delivered(headers, b"{}")
            assert self.verify(came, HANDOVER_WEBHOOK_SECRETS=secret)["genuine"] is genuine

    def test_without_a_secret_it_fails_and_says_that_nothing_is_lost(self) -> None:
        with pytest.raises(RuntimeError, match="HANDOVER_WEBHOOK_SECRETS is not set.*Handover sends it again"):
            self.verify(Delivered({}, b"{}"))

    @pytest.mark.parametrize(
        ("kind", "node"),
        [
            ("request.answered", "Tell the agent"),
            ("bundle.opened", "Note that it was opened"),
            ("request.expired", "Offer to ask again"),
            ("bundle.expired", "Offer to ask again"),
            ("bundle.late", "Warn the team"),
            ("bundle.destroyed", "Warn the team"),
            ("request.created", "Taken"),
            ("handover.test", "Taken"),
        ],
    )
    def test_what_happened_leads_to_the_right_place(self, kind: str, node: str) -> None:
        assert branch("What happened?", {"genuine": True, "event": {"type": kind}}) == [node]


def signature(secret: str, at: int) -> str:
    return Webhook(secret).sign("1", datetime.fromtimestamp(at, UTC), "{}")
