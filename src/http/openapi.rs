//! `/openapi.json`: OpenAPI 3.1, made from the handlers and the wire types.

use actix_web::{HttpResponse, web};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, OpenApi as Document, Ref, ResponseBuilder,
        path::Operation,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{about, bundles, machines, requests};
use crate::protocol::wire;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Handover",
        description = "Hands credentials over once. The server holds ciphertext only: keys, \
                       passphrases and plaintext stay with the clients. An id alone has no effect \
                       and tells nothing; GET, HEAD and OPTIONS change nothing, anywhere."
    ),
    paths(
        about::about,
        bundles::put,
        bundles::get,
        bundles::open,
        bundles::confirm,
        bundles::finish,
        bundles::revoke,
        requests::put,
        requests::get,
        requests::answer,
        requests::finish,
        requests::revoke,
        machines::ask,
        machines::list,
        machines::events,
        machines::client,
    ),
    components(schemas(wire::Problem)),
    modifiers(&Credentials, &Refusals),
    tags(
        (name = "about", description = "What this server allows"),
        (name = "bundles", description = "Seal, look, open once, confirm, finish, revoke"),
        (name = "requests", description = "Ask, look, answer, finish, withdraw. A request and the bundle that answers it have one id"),
        (name = "machines", description = "For ticketing systems, with an API key: have requests made, list them, follow their events"),
    )
)]
struct Api;

/// The description, as one line of JSON.
#[must_use]
pub fn json() -> String {
    Api::openapi()
        .to_json()
        .expect("the description is made of text and maps with text keys")
}

/// `GET /openapi.json`.
pub async fn openapi(document: web::Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(document.0.clone())
}

/// The description, made once.
pub struct Description(pub web::Bytes);

/// The two security schemes.
struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut Document) {
        for (name, description) in [
            (
                "token",
                "The link, receipt, answer or collect token: 32 bytes as canonical base64url, 43 \
                 characters.",
            ),
            (
                "api_key",
                "An API key: hndo_ and 57 letters and digits. Where it is not needed, it makes its \
                 client the owner of what is created.",
            ),
        ] {
            let scheme = HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(description))
                .build();
            if let Some(components) = &mut document.components {
                components.add_security_scheme(name, SecurityScheme::Http(scheme));
            }
        }
    }
}

/// Which problems each call can answer, beside its success.
struct Refusals;

/// One table: operation → its problems.
const REFUSALS: [(&str, &[&Refusal]); 16] = [
    ("about", &[&TOKEN, &STORE]),
    (
        "put",
        &[
            &JSON, &TOKEN, &SCOPE, &NOTHING, &TIMEOUT, &EXISTS, &TOO_LARGE, &MEDIA, &UNSEALED,
            &SLOW, &STORE, &FULL,
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
            &JSON, &TOKEN, &NOTHING, &TIMEOUT, &TOO_LARGE, &MEDIA, &INVALID, &SLOW, &STORE,
        ],
    ),
    ("finish", &[&TOKEN, &NOTHING, &STATE, &SLOW, &STORE]),
    ("revoke", &[&TOKEN, &NOTHING, &STATE, &SLOW, &STORE]),
    (
        "put_request",
        &[
            &JSON, &TOKEN, &SCOPE, &NOTHING, &TIMEOUT, &EXISTS, &TOO_LARGE, &MEDIA, &ASKING, &SLOW,
            &STORE, &FULL,
        ],
    ),
    ("get_request", &[&TOKEN, &SCOPE, &NOTHING, &SLOW, &STORE]),
    (
        "answer",
        &[
            &JSON, &TOKEN, &NOTHING, &TIMEOUT, &ANSWERED, &ENDED, &TOO_LARGE, &MEDIA, &ANSWERING,
            &SLOW, &STORE, &FULL,
        ],
    ),
    (
        "finish_request",
        &[&TOKEN, &SCOPE, &NOTHING, &STATE, &SLOW, &STORE],
    ),
    (
        "revoke_request",
        &[&TOKEN, &SCOPE, &NOTHING, &STATE, &SLOW, &STORE],
    ),
    (
        "make_request",
        &[
            &JSON, &TOKEN, &SCOPE, &TIMEOUT, &TOO_LARGE, &MEDIA, &INVALID, &SLOW, &STORE, &FULL,
        ],
    ),
    ("list_requests", &[&TOKEN, &SCOPE, &SEARCH, &SLOW, &STORE]),
    ("list_events", &[&TOKEN, &SCOPE, &SEARCH, &SLOW, &STORE]),
    ("get_client", &[&TOKEN, &SLOW]),
];

/// A status and what it means.
type Refusal = (&'static str, &'static str);

const JSON: Refusal = ("400", "`json`: the body is not JSON");
const TOKEN: Refusal = ("401", "`token`: the credential does not fit this call");
const WRONG: Refusal = ("403", "`wrong_passphrase`, with tries_left");
const SCOPE: Refusal = ("403", "`scope`: the API key's client may not do this");
const NOTHING: Refusal = (
    "404",
    "`nothing_here`: unknown, purged, or a wrong token: all the same",
);
const TIMEOUT: Refusal = ("408", "`timeout`: the body came too slowly");
const EXISTS: Refusal = ("409", "`exists`: other content is stored under this id");
const STATE: Refusal = (
    "409",
    "`state`: its state does not allow this; with state and at",
);
const ANSWERED: Refusal = ("409", "`answered`: another answer was stored before");
const ENDED: Refusal = (
    "410",
    "`gone`: the request ended unanswered; with state and at",
);
const GONE: Refusal = (
    "410",
    "`gone`: opened by another, or ended; with state and at",
);
const TOO_LARGE: Refusal = ("413", "`too_large`");
const MEDIA: Refusal = ("415", "`media_type`: the body is not declared as JSON");
const INVALID: Refusal = (
    "422",
    "`invalid`: a member is missing, unknown or out of range",
);
const SEARCH: Refusal = (
    "422",
    "`invalid`: a member of the query is unknown or out of range, or the cursor is of another search",
);
const ASKING: Refusal = ("422", "`invalid` or `id_mismatch`");
const ANSWERING: Refusal = ("422", "`invalid` or `illegal_size`");
const UNSEALED: Refusal = ("422", "`invalid`, `id_mismatch` or `illegal_size`");
const SLOW: Refusal = ("429", "`slow_down`: wait as long as Retry-After says");
const STORE: Refusal = ("503", "`store_down`: nothing was lost, send it again");
const OPENING: Refusal = (
    "503",
    "`store_down`: with a claim and a lease nothing was lost, send it again with the same claim; \
     without, the bundle may be lost, as the detail says",
);
const FULL: Refusal = (
    "507",
    "`full`: nothing was stored; what is stored can still be opened",
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
    for (status, description) in refusals.map_or(&[][..], |(_, refusals)| refusals) {
        let problem = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .build();
        let response = ResponseBuilder::new()
            .description(*description)
            .content("application/problem+json", problem)
            .build();
        operation
            .responses
            .responses
            .insert((*status).to_owned(), response.into());
    }
}
