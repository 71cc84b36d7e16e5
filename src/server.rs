//! The composition root of the service: settings in, two listeners out.

use std::{
    any::Any,
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use actix_web::{
    App as Actix, HttpServer,
    dev::{Extensions, Server as Listener},
    rt::net::TcpStream,
    web,
};
use socket2::SockRef;
use tokio::time::{MissedTickBehavior, interval};
use tracing_actix_web::TracingLogger;

use crate::{
    config::{Config, Invalid},
    http::{self, App, headers, limits::Limits, openapi::Description, pages::Pages},
    store::{Store, memory::Memory},
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
    #[error("{0}")]
    Store(String),
    /// The operating system refused something.
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
    /// Logging was started before.
    #[error("logging cannot start: {0}")]
    Logging(String),
}

/// Serves until SIGTERM or SIGINT; `handover serve`.
///
/// # Errors
/// When a setting is wrong, an address is taken, or the store cannot be used as it is.
pub fn serve(config: Config) -> Result<(), StartError> {
    let _guard = telemetry::start_logging(config.log, config.log_format)
        .map_err(|error| StartError::Logging(error.to_string()))?;
    actix_web::rt::System::new().block_on(async {
        let server = Server::bind(config)?;
        let address = server.address();
        tracing::info!(
            version = env!("CARGO_PKG_VERSION"),
            "serving on http://{address}"
        );
        server.run(stop_signal()).await?;
        tracing::info!("stopped");
        Ok(())
    })
}

/// Ends when the operating system asks the process to end.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

impl Server {
    /// Checks the settings, opens the store and takes the addresses; port 0 takes a free one.
    ///
    /// # Errors
    /// When a setting is wrong, an address is taken, or the store's URL or layout is not usable. A
    /// Redis that does not answer yet is no error: calls get 503 until it does.
    pub fn bind(config: Config) -> Result<Self, StartError> {
        config.check()?;
        let store = open_store(&config)?;
        let listener = listen(config.bind)?;
        let admin = config.admin_bind.map(listen).transpose()?;
        let limits = Limits::new(
            config.rate_create,
            config.rate_open,
            config.trusted_proxies.clone(),
        );
        Ok(Self {
            config: Arc::new(config),
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
        let housekeeping = actix_web::rt::spawn(keep_house(
            self.store.for_worker(),
            Arc::clone(&self.limits),
        ));
        let admin = self.admin_listener()?;
        let public = self.public_listener()?;
        let (public_handle, admin_handle) = (public.handle(), admin.as_ref().map(Listener::handle));
        actix_web::rt::spawn(async move {
            stop.await;
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
        Ok(outcome?)
    }

    fn app(&self) -> impl Fn() -> web::Data<App> + Clone + use<> {
        let config = Arc::clone(&self.config);
        let store = self.store.clone();
        let limits = Arc::clone(&self.limits);
        let metrics = Arc::clone(&self.metrics);
        move || {
            web::Data::new(App {
                config: Arc::clone(&config),
                store: store.for_worker(),
                limits: Arc::clone(&limits),
                metrics: Arc::clone(&metrics),
            })
        }
    }

    fn public_listener(&self) -> io::Result<Listener> {
        let app = self.app();
        let pages = web::Data::new(Pages::embedded());
        let description = web::Data::new(Description(http::openapi::json().into()));
        let listener = HttpServer::new(move || {
            Actix::new()
                .app_data(app())
                .app_data(pages.clone())
                .app_data(description.clone())
                .wrap_fn(headers::complete)
                .wrap_fn(telemetry::measure)
                .wrap(TracingLogger::<RequestSpan>::new())
                .configure(http::routes)
        });
        Ok(listener
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(HEAD_DEADLINE)
            .client_disconnect_timeout(GOODBYE)
            .max_connections(CONNECTIONS)
            .on_connect(give_up_on_slow_readers)
            .shutdown_timeout(SHUTDOWN)
            .disable_signals()
            .listen(self.listener.try_clone()?)?
            .run())
    }

    fn admin_listener(&self) -> io::Result<Option<Listener>> {
        let Some(admin) = &self.admin else {
            return Ok(None);
        };
        let app = self.app();
        let listener = HttpServer::new(move || {
            Actix::new()
                .app_data(app())
                .wrap_fn(headers::complete)
                .configure(http::admin::routes)
        });
        let listener = listener
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(HEAD_DEADLINE)
            .client_disconnect_timeout(GOODBYE)
            .max_connections(ADMIN_CONNECTIONS)
            .workers(1)
            .disable_signals()
            .listen(admin.try_clone()?)?;
        Ok(Some(listener.run()))
    }
}

fn open_store(config: &Config) -> Result<Store, StartError> {
    Ok(match config.redis_url()? {
        Some(url) => return Err(StartError::Store(url.expose().to_owned())),
        None => Store::Memory(Memory::new(config.memory_limit.0 as u64)),
    })
}

fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).map_err(|cause| StartError::Bind { address, cause })
}

fn local(listener: &TcpListener) -> SocketAddr {
    listener
        .local_addr()
        .expect("a bound TCP socket has an address")
}

/// Each second: looks after the store; each minute: forgets idle addresses.
async fn keep_house(store: Store, limits: Arc<Limits>) {
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for second in 0_u64.. {
        seconds.tick().await;
        if let Err(error) = store.poll().await {
            tracing::warn!(%error, "the store does not answer");
        }
        if second % 60 == 0 {
            limits.forget_idle();
        }
    }
}

/// A client that reads nothing for this long loses its connection.
const SLOW_READER: Duration = Duration::from_secs(30);

/// Bounds how long an answer can wait for a reader: the kernel gives the connection up when bytes
/// stay unsent or unacknowledged for [`SLOW_READER`] (TCP_USER_TIMEOUT, RFC 5482).
fn give_up_on_slow_readers(connection: &dyn Any, _: &mut Extensions) {
    if let Some(stream) = connection.downcast_ref::<TcpStream>() {
        // Not every system has it; the connection limit bounds what is left.
        let _ = SockRef::from(stream).set_tcp_user_timeout(Some(SLOW_READER));
    }
}
