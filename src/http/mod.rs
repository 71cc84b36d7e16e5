//! FLOOR 2: one route table; each handler extracts, calls one verb and answers.
//!
//! Invariants:
//! - `GET`, `HEAD` and `OPTIONS` change nothing, anywhere.
//! - An answer about an id is the same for an unknown id, a purged one and a wrong token.
//! - Nothing here logs or measures an id, a token, a link or an address.

pub mod error;

pub mod head;

pub mod auth;

pub mod room;

pub mod body;

pub mod about;

pub mod build;

pub mod bundles;

pub mod requests;

mod asking;

mod query;

mod cursor;

pub mod machines;

pub mod pages;

pub mod route;

pub mod headers;

pub mod limits;

pub mod connection;

pub mod openapi;

pub mod probe;

pub mod ending;

pub mod admin;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

use std::sync::Arc;

use actix_web::{HttpResponse, Resource, middleware::from_fn, web};

use self::{ending::Ending, error::Error, limits::Limits, probe::Probe, room::Room};
use crate::{
    clients,
    config::{Config, PublicUrl},
    protocol::wire::Brand,
    store::Store,
    telemetry::Metrics,
};

/// What every handler may use. One for each worker; its parts are shared or cheap.
pub struct App {
    /// The settings.
    pub config: Arc<Config>,
    /// Whose server it is, if its operator says so.
    pub brand: Option<Arc<Brand>>,
    /// What the links that are made here begin with.
    pub public_url: PublicUrl,
    /// The machines with API keys.
    pub clients: Arc<clients::Current>,
    /// This worker's handle on the store.
    pub store: Store,
    /// The rate limits of this instance.
    pub limits: Arc<Limits>,
    /// The room for bodies of this instance.
    pub room: Arc<Room>,
    /// The counters of this instance.
    pub metrics: Arc<Metrics>,
    /// How a doctor's call has come.
    pub probe: Arc<Probe>,
    /// Whether this instance is about to end.
    pub ending: Arc<Ending>,
}

/// The one route table of the public listener.
pub fn routes(config: &mut web::ServiceConfig) {
    let create = || from_fn(limits::create);
    let open = || from_fn(limits::open);
    config
        .service(
            resource(route::ABOUT, "GET, HEAD")
                .route(web::get().to(about::about))
                .route(web::head().to(about::about)),
        )
        .service(
            resource(route::BUILD, "GET, HEAD")
                .route(web::get().to(build::build))
                .route(web::head().to(build::build)),
        )
        .service(
            resource(route::BUNDLE, "GET, HEAD, PUT, DELETE")
                .route(web::put().to(bundles::put).wrap(create()))
                .route(web::get().to(bundles::get).wrap(open()))
                .route(web::head().to(bundles::get).wrap(open()))
                .route(web::delete().to(bundles::revoke).wrap(open())),
        )
        .service(resource(route::OPEN, "POST").route(web::post().to(bundles::open).wrap(open())))
        .service(
            resource(route::CONFIRM, "POST").route(web::post().to(bundles::confirm).wrap(open())),
        )
        .service(
            resource(route::FINISH, "POST").route(web::post().to(bundles::finish).wrap(open())),
        )
        .service(
            resource(route::REQUESTS, "GET, HEAD, POST")
                .route(web::post().to(machines::ask).wrap(create()))
                .route(web::get().to(machines::list).wrap(open()))
                .route(web::head().to(machines::list).wrap(open())),
        )
        .service(
            resource(route::REQUEST, "GET, HEAD, PUT, DELETE")
                .route(web::put().to(requests::put).wrap(create()))
                .route(web::get().to(requests::get).wrap(open()))
                .route(web::head().to(requests::get).wrap(open()))
                .route(web::delete().to(requests::revoke).wrap(open())),
        )
        .service(
            resource(route::ANSWER, "POST").route(web::post().to(requests::answer).wrap(create())),
        )
        .service(
            resource(route::FINISH_REQUEST, "POST")
                .route(web::post().to(requests::finish).wrap(open())),
        )
        .service(
            resource(route::EVENTS, "GET, HEAD")
                .route(web::get().to(machines::events).wrap(open()))
                .route(web::head().to(machines::events).wrap(open())),
        )
        .service(
            resource(route::CLIENT, "GET, HEAD")
                .route(web::get().to(machines::client).wrap(open()))
                .route(web::head().to(machines::client).wrap(open())),
        )
        .service(
            resource(route::DESCRIPTION, "GET, HEAD")
                .route(web::get().to(openapi::openapi))
                .route(web::head().to(openapi::openapi)),
        );
    for (path, _) in pages::PAGES {
        config.route(path, web::to(pages::page));
    }
    config.default_service(web::to(pages::page));
}

/// A resource that answers every other method with 405 and what it allows.
fn resource(path: &'static str, allow: &'static str) -> Resource {
    web::resource(path).default_service(web::to(move || async move {
        HttpResponse::from_error(Error::Method(allow))
    }))
}
