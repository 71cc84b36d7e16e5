//! Which problems each call can answer, with what each says.

use utoipa::{
    Modify,
    openapi::{
        ContentBuilder, OpenApi as Document, Ref, ResponseBuilder, example::ExampleBuilder,
        path::Operation,
    },
};

use crate::{
    http::error::kinds::{self, Kind},
    protocol::wire::Problem,
};

/// Which problems each call can answer, beside its success.
pub(super) struct Refusals;

/// One table: operation → its problems.
const REFUSALS: [(&str, &[&Refusal]); 16] = [
    ("about", &[&TOKEN, &STORE]),
    (
        "put",
        &[
            &JSON, &TOKEN, &SCOPE, &NOTHING, &TIMEOUT, &EXISTS, &TOO_LARGE, &MEDIA, &UNSEALED,
            &SLOW, &TAKING, &FULL,
        ],
    ),
    ("get", &[&TOKEN, &NOTHING, &SLOW, &STORE]),
    (
        "open",
        &[
            &JSON, &TOKEN, &WRONG, &NOTHING, &TIMEOUT, &GONE, &TOO_LARGE, &MEDIA, &INVALID, &SLOW,
            &OPENING,
        ],
    ),
    (
        "confirm",
        &[
            &JSON, &TOKEN, &NOTHING, &TIMEOUT, &TOO_LARGE, &MEDIA, &INVALID, &SLOW, &KEEPING,
        ],
    ),
    ("finish", &[&TOKEN, &NOTHING, &STATE, &SLOW, &KEEPING]),
    ("revoke", &[&TOKEN, &NOTHING, &STATE, &SLOW, &KEEPING]),
    (
        "put_request",
        &[
            &JSON, &TOKEN, &SCOPE, &NOTHING, &TIMEOUT, &EXISTS, &TOO_LARGE, &MEDIA, &ASKING, &SLOW,
            &TAKING, &FULL,
        ],
    ),
    ("get_request", &[&TOKEN, &SCOPE, &NOTHING, &SLOW, &STORE]),
    (
        "answer",
        &[
            &JSON, &TOKEN, &NOTHING, &TIMEOUT, &ANSWERED, &ENDED, &TOO_LARGE, &MEDIA, &ANSWERING,
            &SLOW, &TAKING, &FULL,
        ],
    ),
    (
        "finish_request",
        &[&TOKEN, &SCOPE, &NOTHING, &STATE, &SLOW, &KEEPING],
    ),
    (
        "revoke_request",
        &[&TOKEN, &SCOPE, &NOTHING, &STATE, &SLOW, &KEEPING],
    ),
    (
        "make_request",
        &[
            &JSON, &TOKEN, &SCOPE, &TIMEOUT, &TOO_LARGE, &MEDIA, &MAKING, &SLOW, &TAKING, &FULL,
        ],
    ),
    ("list_requests", &[&TOKEN, &SCOPE, &SEARCH, &SLOW, &STORE]),
    ("list_events", &[&TOKEN, &SCOPE, &SEARCH, &SLOW, &STORE]),
    ("get_client", &[&TOKEN, &SLOW]),
];

/// What it means, and the kinds of problem, all of one status.
type Refusal = (&'static str, &'static [&'static Kind]);

const JSON: Refusal = ("The body is not JSON", &[&kinds::JSON]);
const TOKEN: Refusal = ("The credential does not fit this call", &[&kinds::TOKEN]);
const WRONG: Refusal = ("With tries_left", &[&kinds::WRONG_PASSPHRASE]);
const SCOPE: Refusal = ("The API key's client may not do this", &[&kinds::SCOPE]);
const NOTHING: Refusal = (
    "Unknown, purged, or a wrong token: all the same",
    &[&kinds::NOTHING_HERE],
);
const TIMEOUT: Refusal = ("The body came too slowly", &[&kinds::TIMEOUT]);
const EXISTS: Refusal = ("Other content is stored under this id", &[&kinds::EXISTS]);
const STATE: Refusal = (
    "Its state does not allow this; with state and at",
    &[&kinds::STATE],
);
const ANSWERED: Refusal = ("Another answer was stored before", &[&kinds::ANSWERED]);
const ENDED: Refusal = (
    "The request ended unanswered; with state and at",
    &[&kinds::UNANSWERABLE],
);
const GONE: Refusal = (
    "Opened by another, or ended; with state and at",
    &[&kinds::GONE],
);
const TOO_LARGE: Refusal = ("The body is too large", &[&kinds::TOO_LARGE]);
const MEDIA: Refusal = ("The body is not declared as JSON", &[&kinds::MEDIA_TYPE]);
const INVALID: Refusal = (
    "A member is missing, unknown or out of range",
    &[&kinds::INVALID],
);
const SEARCH: Refusal = (
    "A member of the query is unknown or out of range, or the cursor is of another search",
    &[&kinds::INVALID],
);
const MAKING: Refusal = (
    "A member is missing, unknown or out of range, there is no key to seal to, or the Idempotency-Key \
     stands for another call: nothing was made",
    &[&kinds::INVALID],
);
const ASKING: Refusal = (
    "A member is out of range, or the id is another one",
    &[&kinds::INVALID, &kinds::ID_MISMATCH],
);
const ANSWERING: Refusal = (
    "A member is out of range, or no padded body has this size",
    &[&kinds::INVALID, &kinds::ILLEGAL_SIZE],
);
const UNSEALED: Refusal = (
    "A member is out of range, the id is another one, or no padded body has this size",
    &[&kinds::INVALID, &kinds::ID_MISMATCH, &kinds::ILLEGAL_SIZE],
);
const SLOW: Refusal = ("Wait as long as Retry-After says", &[&kinds::SLOW_DOWN]);
const STORE: Refusal = ("Nothing was lost, send it again", &[&kinds::STORE_DOWN]);
const KEEPING: Refusal = (
    "Nothing was lost, send it again: the store does not answer, or too few copies of it do",
    &[&kinds::STORE_DOWN, &kinds::NOT_DURABLE],
);
const TAKING: Refusal = (
    "Nothing was lost, send it again: there was no room for the body, the store does not answer, or too \
     few copies of it do",
    &[&kinds::STORE_DOWN, &kinds::NOT_DURABLE, &kinds::BUSY],
);
const OPENING: Refusal = (
    "With a claim and a lease nothing was lost, send it again with the same claim; without, the bundle \
     may be lost, as the detail says",
    &[&kinds::STORE_DOWN, &kinds::NOT_DURABLE],
);
const FULL: Refusal = (
    "Nothing was stored; what is stored can still be opened",
    &[&kinds::FULL],
);

impl Modify for Refusals {
    fn modify(&self, document: &mut Document) {
        for item in document.paths.paths.values_mut() {
            let operations = [
                &mut item.get,
                &mut item.put,
                &mut item.post,
                &mut item.delete,
            ];
            for operation in operations.into_iter().flatten() {
                add_refusals(operation);
            }
        }
    }
}

fn add_refusals(operation: &mut Operation) {
    let name = operation.operation_id.as_deref().unwrap_or_default();
    let refusals = REFUSALS.iter().find(|(id, _)| *id == name);
    for (description, kinds) in refusals.map_or(&[][..], |(_, refusals)| refusals) {
        let examples = kinds.iter().map(|kind| {
            let example = ExampleBuilder::new().value(serde_json::to_value(problem(kind)).ok());
            (kind.code, example)
        });
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .examples_from_iter(examples)
            .build();
        let response = ResponseBuilder::new()
            .description(*description)
            .content("application/problem+json", content)
            .build();
        let status = kinds.first().map_or(500, |kind| kind.status);
        let responses = &mut operation.responses.responses;
        responses.insert(status.to_string(), response.into());
    }
}

/// What a problem of this kind says, but for what the call adds.
fn problem(kind: &Kind) -> Problem {
    Problem {
        kind: format!("urn:handover:problem:{}", kind.code),
        status: kind.status,
        code: kind.code.to_owned(),
        title: kind.title.to_owned(),
        detail: kind.detail.to_owned(),
        state: None,
        at: None,
        tries_left: None,
    }
}
