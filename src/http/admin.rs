//! The operator's listener: `/livez`, `/readyz`, `/metrics`, and the doctor's `/probe`. Never on the public
//! address.
//!
//! Ready is who can serve: a clients file that cannot be used is a warning, because the clients stay as
//! they were, and to take every instance out of service for it would stop what works.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{App, error::Error, probe};
use crate::store::{Health, Owner, log::HookState};

/// What `/readyz` answers.
#[derive(Serialize)]
struct Readiness {
    ready: bool,
    problems: Vec<String>,
    warnings: Vec<String>,
}

/// The routes of the operator's listener.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/livez", web::get().to(livez))
        .route("/readyz", web::get().to(readyz))
        .route("/metrics", web::get().to(metrics))
        .route("/probe", web::post().to(probe::begin))
        .route("/probe/{word}", web::get().to(probe::look))
        .default_service(web::to(async || {
            HttpResponse::from_error(Error::NothingHere)
        }));
}

/// The process runs and answers.
async fn livez() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// The store can be reached and is set up safely, and the process is not about to end.
async fn readyz(app: web::Data<App>) -> HttpResponse {
    let mut problems = match app.store.health().await {
        Ok(Health { problems, .. }) => problems,
        Err(error) => vec![error.to_string()],
    };
    if app.ending.has_begun() {
        problems.push("this instance is about to end: send nobody to it".to_owned());
    }
    let mut response = if problems.is_empty() {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    response.json(Readiness {
        ready: problems.is_empty(),
        problems,
        warnings: app
            .clients
            .refused()
            .as_deref()
            .map(stale)
            .into_iter()
            .collect(),
    })
}

fn stale(reason: &str) -> String {
    format!(
        "the clients stay as they were, because their file was read again and cannot be used: \
         {reason}; mend it and send SIGHUP"
    )
}

/// The counters, as OpenMetrics text.
async fn metrics(app: web::Data<App>) -> HttpResponse {
    let health = app.store.health().await.ok();
    let hooks = hooks(&app).await;
    app.metrics.holding(app.room.taken());
    HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(app.metrics.text(health.as_ref(), &app.clients, &hooks))
}

/// The webhooks of which the store says how they are doing.
async fn hooks(app: &App) -> Vec<(Owner, HookState)> {
    let clients = app.clients.get();
    let mut hooks = Vec::new();
    for client in clients.iter().filter(|client| client.webhook().is_some()) {
        if let Ok(state) = app.store.hook_state(client.name()).await {
            hooks.push((client.name().clone(), state));
        }
    }
    hooks
}
