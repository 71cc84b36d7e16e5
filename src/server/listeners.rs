//! What a connection meets on its way to a handler: the public listener's layers, and the operator's.

use std::{io, net::TcpListener, time::Duration};

use actix_http::{HttpService, error::DispatchError};
use actix_service::{IntoServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::{
    App as Actix, HttpServer,
    dev::{AppConfig, Server as Listener},
    rt::net::TcpStream,
    web,
};
use tracing_actix_web::TracingLogger;

use crate::{
    config::Config,
    http::{self, App, body, connection::Bounded, head, headers, pages::Pages},
    telemetry::{self, RequestSpan},
};

/// A head must be complete this long after the connection was made.
const HEAD_DEADLINE: Duration = Duration::from_secs(5);
/// An idle connection is kept this long.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// A closed connection may take this long to say so.
const GOODBYE: Duration = Duration::from_secs(2);
/// Running requests have this long to end once the door is shut, in seconds: with the notice before,
/// less than the ten after which engines of containers lose patience.
const SHUTDOWN: u64 = 8;
/// Connections that one worker serves at the same time.
pub(super) const CONNECTIONS: usize = 4_096;
/// The same for the operator's listener.
pub(super) const ADMIN_CONNECTIONS: usize = 64;

/// Makes one worker's [`App`].
pub(super) trait AppFactory: Fn() -> web::Data<App> + Clone + Send + 'static {}

impl<F: Fn() -> web::Data<App> + Clone + Send + 'static> AppFactory for F {}

/// The public listener, over `socket`.
pub(super) fn public(
    socket: TcpListener,
    app: impl AppFactory,
    pages: Pages,
    config: &Config,
) -> io::Result<Listener> {
    let pages = web::Data::new(pages);
    let exchange = body::longest_patience(config.max_envelope.0) + HEAD_DEADLINE;
    let builder = actix_server::Server::build();
    let ending = builder.graceful_shutdown_signal();
    let factory = move || {
        let app = Actix::new()
            .app_data(app())
            .app_data(pages.clone())
            .wrap_fn(headers::complete)
            .wrap_fn(telemetry::measure)
            .wrap(TracingLogger::<RequestSpan>::new())
            .wrap_fn(head::detach)
            .configure(http::routes)
            .into_factory()
            .map_err(|error: actix_web::Error| error.error_response());
        let ending = ending.clone();
        let http = HttpService::build()
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(HEAD_DEADLINE)
            .client_disconnect_timeout(GOODBYE)
            .graceful_shutdown_signal(move || {
                let ending = ending.clone();
                async move { ending.notified().await }
            })
            .h1(map_config(app, |()| AppConfig::default()));
        fn_service(move |stream: TcpStream| async move {
            stream.set_nodelay(true)?;
            let peer = stream.peer_addr().ok();
            Ok((Bounded::new(stream, exchange), peer))
        })
        .map_err(DispatchError::Io)
        .and_then(http)
    };
    Ok(builder
        .max_concurrent_connections(CONNECTIONS)
        .shutdown_timeout(SHUTDOWN)
        .disable_signals()
        .listen("public", socket, factory)?
        .run())
}

/// The operator's listener, over `socket`.
pub(super) fn admin(socket: TcpListener, app: impl AppFactory) -> io::Result<Listener> {
    let factory = move || {
        Actix::new()
            .app_data(app())
            .wrap_fn(headers::complete)
            .configure(http::admin::routes)
    };
    let listener = HttpServer::new(factory)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(HEAD_DEADLINE)
        .client_disconnect_timeout(GOODBYE)
        .max_connections(ADMIN_CONNECTIONS)
        .workers(1)
        .disable_signals()
        .listen(socket)?;
    Ok(listener.run())
}
