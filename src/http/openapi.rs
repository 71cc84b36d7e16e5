//! `/openapi.json`: OpenAPI 3.1, made from the handlers and the wire types.

mod examples;
mod refusals;

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use serde_json::Value;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use self::refusals::Refusals;
use super::{about, build, bundles, machines, requests};
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
        build::build,
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
    components(schemas(wire::Event, wire::Problem)),
    modifiers(&Credentials, &Refusals),
    tags(
        (name = "about", description = "What this server allows, and what it was built with"),
        (name = "bundles", description = "Seal, look, open once, confirm, finish, revoke"),
        (name = "requests", description = "Ask, look, answer, finish, withdraw. A request and the bundle that answers it have one id"),
        (name = "machines", description = "For ticketing systems, with an API key: have requests made, list them, follow their events"),
    )
)]
struct Api;

/// The description, as one line of JSON.
#[must_use]
pub fn json() -> String {
    let mut document = serde_json::to_value(Api::openapi())
        .expect("the description is made of text and maps with text keys");
    let_several_hold(&mut document);
    examples::add(&mut document);
    document.to_string()
}

/// What is one of several may be two of them at once: a receipt has all that a view has.
fn let_several_hold(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(let_several_hold),
        Value::Object(members) => {
            if let Some(choices) = members.remove("oneOf") {
                members.insert("anyOf".to_owned(), choices);
            }
            members.values_mut().for_each(let_several_hold);
        }
        _ => {}
    }
}

/// `GET /openapi.json`.
pub async fn openapi() -> HttpResponse {
    static DOCUMENT: LazyLock<web::Bytes> = LazyLock::new(|| json().into());
    HttpResponse::Ok()
        .content_type("application/json")
        .body(DOCUMENT.clone())
}

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
