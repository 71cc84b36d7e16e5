//! `GET /.well-known/handover.json`: what this server was built with.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web::Bytes};

use crate::{
    protocol::wire::Build,
    served::{FILES, PAGES, digest},
};

/// Made once: it is the same for as long as the program runs.
static BUILD: LazyLock<Bytes> = LazyLock::new(|| {
    let text = |name: &str| name.to_owned();
    let table = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        pairs.map(|(key, value)| (text(key), text(value))).collect()
    };
    let build = Build {
        version: text(env!("CARGO_PKG_VERSION")),
        digest: digest(),
        pages: table(&PAGES),
        files: table(FILES),
    };
    let json = serde_json::to_vec(&build).expect("texts alone");
    Bytes::from(json)
});

/// The version, and the hash of each file of the web build. A claim of the server, and no proof:
/// `handover verify` compares what is served with what it was built with itself.
#[utoipa::path(
    get, path = "/.well-known/handover.json", tag = "about",
    responses((status = 200, description = "What this server was built with", body = Build))
)]
pub async fn build() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("application/json")
        .body(Bytes::clone(&BUILD))
}
