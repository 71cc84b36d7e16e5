"""What schemathesis loads: who the calls come from, what they aim at, and what every answer must be."""

import hashlib
import os
import re

import httpx
import schemathesis
from schemathesis import AuthContext, Case, CheckContext, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.openapi.checks import EnsureResourceAvailability, UseAfterFree

from world import Subject, World

DESK_KEY = os.environ["DESK_KEY"]
STRANGERS_KEY = os.environ["STRANGERS_KEY"]
WITH_CREDENTIALS = os.environ["WITH"] == "credentials"

# Who may make a call: the holder of one of these tokens, or the client with its key.
HOLDERS = {
    "get": ("link", "receipt"),
    "open": ("link",),
    "finish": ("link",),
    "revoke": ("receipt",),
    "get_request": ("answer", "collect", "key"),
    "answer": ("answer",),
    "finish_request": ("collect", "key"),
    "revoke_request": ("collect", "key"),
}

CODES = {
    400: {"json"},
    401: {"token"},
    403: {"wrong_passphrase", "scope"},
    404: {"nothing_here"},
    405: {"method"},
    408: {"timeout"},
    409: {"exists", "answered", "state"},
    410: {"gone"},
    413: {"too_large"},
    415: {"media_type"},
    422: {"invalid", "id_mismatch", "illegal_size"},
    429: {"slow_down"},
    503: {"busy", "not_durable", "store_down"},
    507: {"full"},
}

world = World(httpx.Client(base_url=os.environ["HANDOVER_URL"]))
strangers = [
    world.store(world.bundle(), STRANGERS_KEY),
    world.store(world.request(), STRANGERS_KEY, reference="the stranger's ticket"),
]
for number in range(8):
    world.store(world.bundle(), DESK_KEY)
    world.store(world.request(), DESK_KEY, reference=f"T-{number}")

SECRETS = [
    "the stranger's ticket",
    "stranger",
    *(subject.id for subject in strangers),
    *(token for subject in strangers for token in subject.tokens.values()),
]


@schemathesis.auth(refresh_interval=None)
class Credentials:
    """Aims a call at something that is there, with the credential that fits; never the stranger's."""

    def get(self, case: Case, context: AuthContext) -> str | None:
        make_right(case)
        turn_page(case)
        if operation(case) in HOLDERS:
            subject = world.one(sort(case))
            aim(case, subject)
            return credential(case, subject)
        return DESK_KEY if {"api_key": []} in case.operation.definition.raw.get("security", []) else None

    def set(self, case: Case, data: str, context: AuthContext) -> None:
        if WITH_CREDENTIALS:
            case.headers["Authorization"] = f"Bearer {data}"


def operation(case: Case) -> str:
    return str(case.operation.definition.raw["operationId"])


def sort(case: Case) -> str:
    return "requests" if "/requests" in case.operation.path else "bundles"


def is_wrong(case: Case, location: ParameterLocation) -> bool:
    """Whether this part of the call is there to be refused."""
    return case.meta is not None and case.meta.is_negative_at(location)


def aim(case: Case, subject: Subject) -> None:
    if not is_wrong(case, ParameterLocation.PATH):
        case.path_parameters["id"] = subject.id
    if operation(case) == "open" and not is_wrong(case, ParameterLocation.BODY) and world.draw.random() < 0.8:
        case.body = {**case.body, "open_token": subject.tokens["open"]}


def credential(case: Case, subject: Subject) -> str:
    """What a holder has; for what is the stranger's, what a holder of something else has."""
    holder = world.draw.choice(HOLDERS[operation(case)])
    if holder == "key":
        return DESK_KEY
    if subject in strangers:
        subject = world.one(subject.sort)
    return "0" * 43 if subject in strangers else subject.tokens[holder]


def make_right(case: Case) -> None:
    """What no schema can say: an id comes from a hash, an envelope is as large as a padded body, bytes are as many as
    they must be, a public key is a sound one, a name hides nothing, a whole number is written as one, and an
    idempotency key names one body."""
    if is_wrong(case, ParameterLocation.BODY) or not isinstance(case.body, dict):
        return
    if operation(case) in ("put", "put_request") and not is_wrong(case, ParameterLocation.PATH):
        subject, body = world.bundle() if operation(case) == "put" else world.request()
        case.path_parameters["id"] = subject.id
        case.body = {**case.body, **{name: text for name, text in body.items() if name.endswith("_hash")}}
        world.drawn[subject.id] = subject
    right = {
        "envelope": world.envelope(),
        "document": world.octets(300),
        "wraps": [world.octets(1168)],
        "public_keys": [os.environ["TEAM_KEY"]],
        "from": "Jeanne",
    }
    case.body = {**case.body, **{name: value for name, value in right.items() if case.body.get(name) is not None}}
    if "expires_in" in case.body:
        case.body["expires_in"] = int(case.body["expires_in"])
    if operation(case) == "confirm" and world.claims and not is_wrong(case, ParameterLocation.PATH):
        case.path_parameters["id"], case.body["claim"] = world.draw.choice(world.claims)
    if "Idempotency-Key" in case.headers and not is_wrong(case, ParameterLocation.HEADER):
        case.headers["Idempotency-Key"] = hashlib.sha256(repr(case.body).encode()).hexdigest()


def turn_page(case: Case) -> None:
    """A cursor is what an answer before has given, for the same client and the same search."""
    if is_wrong(case, ParameterLocation.QUERY):
        return
    if "after" in case.query:
        case.query["after"] = world.get("/api/v1/events", DESK_KEY, limit=1)["next"]
    if "cursor" in case.query:
        case.query.pop("reference", None)
        case.query["cursor"] = world.get("/api/v1/requests", DESK_KEY, limit=1)["next"]


@schemathesis.hook
def after_call(context: HookContext, case: Case, response: Response) -> None:
    """What is stored can be aimed at, and what is claimed confirmed."""
    if operation(case) in ("put", "put_request") and response.status_code == 201:
        world.subjects.append(world.drawn[case.path_parameters["id"]])
    if operation(case) == "open" and response.status_code == 200 and case.body.get("claim"):
        world.claims.append((case.path_parameters["id"], case.body["claim"]))


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """What schemathesis takes for a fault and is a promise."""
    if isinstance(failure, UseAfterFree):
        # What was taken back stays to be seen, as `revoked`, until its receipt's time is over.
        return not (response.status_code == 200 and response.json()["state"] == "revoked")
    if isinstance(failure, EnsureResourceAvailability):
        # What was just made is the client's: another thing's token is none for it, and the stranger's is not ours.
        is_strangers = case.path_parameters["id"] in {subject.id for subject in strangers}
        return case.headers["Authorization"] == f"Bearer {DESK_KEY}" and not is_strangers
    return True


@schemathesis.check
def nothing_is_kept(context: CheckContext, response: Response, case: Case) -> None:
    assert response.headers.get("cache-control") == ["no-store"], "an answer may be kept on its way"


@schemathesis.check
def every_refusal_is_a_problem(context: CheckContext, response: Response, case: Case) -> None:
    if response.status_code < 400 or response.request.method == "HEAD":
        return
    assert response.headers["content-type"] == ["application/problem+json"]
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["code"] in CODES[response.status_code]
    assert problem["type"] == f"urn:handover:problem:{problem['code']}"
    assert re.search(r"\w.*\.$", problem["detail"], re.DOTALL), "a detail is a sentence"


@schemathesis.check
def nobody_else_is_told_of(context: CheckContext, response: Response, case: Case) -> None:
    for secret in SECRETS:
        assert secret not in response.text, "an answer tells of another client"
