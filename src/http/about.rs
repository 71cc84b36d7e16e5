//! `GET /api/v1/about`: what a static page cannot know.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{App, auth::NoCredential, error::Error};
use crate::protocol::wire::About;

/// What this server allows and since when its store has kept what it was given.
#[utoipa::path(
    get, path = "/api/v1/about", tag = "about",
    responses((status = 200, description = "What this server allows", body = About))
)]
pub async fn about(
    app: web::Data<App>,
    request: HttpRequest,
    _: NoCredential,
) -> Result<HttpResponse, Error> {
    app.probe.note(&request, &app);
    let config = &app.config;
    Ok(HttpResponse::Ok().json(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        max_envelope: config.max_envelope.0 as u64,
        max_lifetime: config.max_lifetime.0.as_secs(),
        lease: config.lease.0.as_secs(),
        tries: config.tries,
        create: config.create,
        requests: config.requests,
        support_addresses: config.support_addresses.clone(),
        brand: app.brand.as_deref().cloned(),
        store_since: app.store.since().await?,
    }))
}
