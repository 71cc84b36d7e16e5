//! The composition root of the service: settings in, two listeners out.

pub(crate) mod descriptors;
mod housekeeping;
mod sending;
mod signals;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use actix_http::{HttpService, error::DispatchError};
use actix_service::{IntoServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::{
    App as Actix, HttpServer,
    dev::{AppConfig, Server as Listener},
    rt::net::TcpStream,
    web,
};
use tokio::sync::watch;
use tracing_actix_web::TracingLogger;

use crate::{
    clients::{Clients, Current, Scope},
    config::{Config, Invalid, PublicUrl},
    http::{
        self, App, body, connection::Bounded, head, headers, limits::Limits, openapi::Description,
        pages::Pages, probe::Probe, room::Room,
    },
    protocol::wire::Openness,
    store::{self, Store, memory::Memory},
    telemetry::{self, Metrics, RequestSpan},
};

/// A head must be complete this long after the connection was made.
const HEAD_DEADLINE: Duration = Duration::from_secs(5);
/// An idle connection is kept this long.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// A closed connection may take this long to say so.
const GOODBYE: Duration = Duration::from_secs(2);
/// Running requests have this long to end once the stop was asked for, in seconds.
const SHUTDOWN: u64 = 10;
/// Connections that one worker serves at the same time.
const CONNECTIONS: usize = 4_096;
/// The same for the operator's listener.
const ADMIN_CONNECTIONS: usize = 64;

/// A server that is bound and not yet running.
pub struct Server {
    config: Arc<Config>,
    public_url: PublicUrl,
    clients: Arc<Current>,
    store: Store,
    metrics: Arc<Metrics>,
    limits: Arc<Limits>,
    listener: TcpListener,
    admin: Option<TcpListener>,
}

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] Invalid),
    /// An address cannot be served on.
    #[error("cannot serve on {address}: {cause}; is something else running there?")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// The store cannot be used as it is.
    #[error(transparent)]
    Store(#[from] store::Unfit),
    /// The operating system refused something.
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
    /// Logging was started before.
    #[error("logging cannot start: {0}")]
    Logging(String),
}

/// Serves until SIGTERM or SIGINT, and reads the clients file again at SIGHUP; `handover serve`.
///
/// # Errors
/// When a setting is wrong, an address is taken, or the store cannot be used as it is.
pub fn serve(config: Config) -> Result<(), StartError> {
    descriptors::take();
    let _guard = telemetry::start_logging(config.log, config.log_format)
        .map_err(|error| StartError::Logging(error.to_string()))?;
    actix_web::rt::System::new().block_on(async {
        // Before anything else: until it is asked for, a SIGHUP ends the process.
        let hangups = signals::hangups()?;
        let server = Server::bind(config)?;
        let (settings, clients) = (Arc::clone(&server.config), Arc::clone(&server.clients));
        actix_web::rt::spawn(signals::read_again(hangups, settings, clients));
        let address = server.address();
        tracing::info!(
            version = env!("CARGO_PKG_VERSION"),
            "serving on http://{address}"
        );
        server.run(signals::stop()).await?;
        tracing::info!("stopped");
        Ok(())
    })
}

impl Server {
    /// Checks the settings, opens the store and takes the addresses; port 0 takes a free one.
    ///
    /// # Errors
    /// When a setting is wrong, an address is taken, or the store's URL or layout is not usable. A
    /// Redis that does not answer yet is no error: calls get 503 until it does.
    pub fn bind(config: Config) -> Result<Self, StartError> {
        config.check()?;
        let clients = config.clients()?;
        let store = open_store(&config)?;
        let listener = listen(config.bind)?;
        let admin = config.admin_bind.map(listen).transpose()?;
        let limits = Limits::new(&config);
        let here = || PublicUrl::from(local(&listener));
        let public_url = config.public_url.clone().unwrap_or_else(here);
        say_what_may_surprise(&config, &clients);
        Ok(Self {
            config: Arc::new(config),
            public_url,
            clients: Arc::new(Current::new(clients)),
            store,
            metrics: Arc::default(),
            limits: Arc::new(limits),
            listener,
            admin,
        })
    }

    /// Where it serves.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        local(&self.listener)
    }

    /// Where the operator's listener serves, if there is one.
    #[must_use]
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin.as_ref().map(local)
    }

    /// Serves until `stop` ends, then lets running requests end.
    ///
    /// # Errors
    /// When the store's layout is not ours, or the operating system refuses a thread or a socket.
    pub async fn run(self, stop: impl Future<Output = ()> + 'static) -> Result<(), StartError> {
        let store = self.store.for_worker();
        store.start().await?;
        // Before anybody is told of it: a loss in the first second is an alarm, too.
        self.metrics.tell_losses(store.since().await.ok());
        let (end, ending) = watch::channel(false);
        let (clients, metrics) = (Arc::clone(&self.clients), Arc::clone(&self.metrics));
        let sending = sending::send(self.store.for_worker(), clients, metrics, ending);
        let sending = actix_web::rt::spawn(sending);
        let housekeeping = actix_web::rt::spawn(housekeeping::keep_house(
            store,
            Arc::clone(&self.clients),
            Arc::clone(&self.limits),
            Arc::clone(&self.metrics),
        ));
        let app = self.app();
        let admin = self.admin.map(|socket| admin(socket, app.clone()));
        let (admin, public) = (
            admin.transpose()?,
            public(self.listener, app, &self.config)?,
        );
        let (public_handle, admin_handle) = (public.handle(), admin.as_ref().map(Listener::handle));
        let stopping = end.clone();
        actix_web::rt::spawn(async move {
            stop.await;
            stopping.send_replace(true);
            public_handle.stop(true).await;
            if let Some(handle) = admin_handle {
                handle.stop(false).await;
            }
        });
        if let Some(admin) = admin {
            actix_web::rt::spawn(admin);
        }
        let outcome = public.await;
        housekeeping.abort();
        end.send_replace(true);
        let _ = sending.await;
        Ok(outcome?)
    }

    fn app(&self) -> impl AppFactory + use<> {
        let config = Arc::clone(&self.config);
        let public_url = self.public_url.clone();
        let clients = Arc::clone(&self.clients);
        let store = self.store.clone();
        let limits = Arc::clone(&self.limits);
        let room = Arc::<Room>::default();
        let metrics = Arc::clone(&self.metrics);
        let probe = Arc::<Probe>::default();
        move || {
            web::Data::new(App {
                config: Arc::clone(&config),
                public_url: public_url.clone(),
                clients: Arc::clone(&clients),
                store: store.for_worker(),
                limits: Arc::clone(&limits),
                room: Arc::clone(&room),
                metrics: Arc::clone(&metrics),
                probe: Arc::clone(&probe),
            })
        }
    }
}

/// Makes one worker's [`App`].
trait AppFactory: Fn() -> web::Data<App> + Clone + Send + 'static {}

impl<F: Fn() -> web::Data<App> + Clone + Send + 'static> AppFactory for F {}

/// The public listener, over `socket`.
fn public(socket: TcpListener, app: impl AppFactory, config: &Config) -> io::Result<Listener> {
    let pages = web::Data::new(Pages::embedded());
    let description = web::Data::new(Description(http::openapi::json().into()));
    let exchange = body::longest_patience(config.max_envelope.0) + HEAD_DEADLINE;
    let builder = actix_server::Server::build();
    let ending = builder.graceful_shutdown_signal();
    let factory = move || {
        let app = Actix::new()
            .app_data(app())
            .app_data(pages.clone())
            .app_data(description.clone())
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
fn admin(socket: TcpListener, app: impl AppFactory) -> io::Result<Listener> {
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

/// Where API keys are needed and nobody has one, and where a machine's links lead to this machine:
/// nothing is broken, but it may surprise.
fn say_what_may_surprise(config: &Config, clients: &Clients) {
    if config.create == Openness::Keys && !clients.any_may(Scope::BundlesWrite) {
        tracing::warn!(
            "nobody can create bundles: no client has an API key with the scope bundles:write; \
             make one with handover clients add, or set HANDOVER_CREATE=anyone"
        );
    }
    if config.requests == Openness::Keys && !clients.any_may(Scope::RequestsWrite) {
        tracing::info!(
            "nobody can create requests: no client has an API key with the scope requests:write; \
             make one with handover clients add, or set HANDOVER_REQUESTS=anyone"
        );
    }
    if config.public_url.is_none() && clients.any_may(Scope::RequestsWrite) {
        tracing::warn!(
            "the links of requests that machines make lead to http://{}: name the address that people \
             type with HANDOVER_PUBLIC_URL",
            config.bind
        );
    }
}

fn open_store(config: &Config) -> Result<Store, StartError> {
    let memory = || Store::Memory(Memory::new(config.memory_limit.0 as u64));
    Ok(config.redis()?.map_or_else(memory, Store::Redis))
}

fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).map_err(|cause| StartError::Bind { address, cause })
}

fn local(listener: &TcpListener) -> SocketAddr {
    listener
        .local_addr()
        .expect("a bound TCP socket has an address")
}
