//! The composition root of the service: settings in, two listeners out.

pub(crate) mod descriptors;
mod farewell;
mod housekeeping;
mod listeners;
mod manager;
mod sending;
mod signals;
mod sockets;
mod surprises;

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use actix_web::{dev::Server as Listener, web};
use tokio::sync::watch;

pub use self::farewell::Stop;
use self::{
    farewell::Door,
    listeners::{AppFactory, admin, public},
    sockets::{Listening, Sockets},
    surprises::say_what_may_surprise,
};
use crate::{
    clients::Current,
    config::{Config, Invalid, PublicUrl, brand::Logo},
    http::{App, ending::Ending, limits::Limits, pages::Pages, probe::Probe, room::Room},
    store::{self, Store, memory::Memory},
    telemetry::{self, Metrics},
};

/// A server that is bound and not yet running.
pub struct Server {
    config: Arc<Config>,
    logo: Option<Logo>,
    public_url: PublicUrl,
    clients: Arc<Current>,
    store: Store,
    metrics: Arc<Metrics>,
    limits: Arc<Limits>,
    ending: Arc<Ending>,
    listening: Listening,
}

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] Invalid),
    /// An address cannot be served on.
    #[error("{name} is {address}: {cause}; it must be an address of this machine with a free port")]
    Bind {
        /// The setting.
        name: &'static str,
        /// The address.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// The service manager gave sockets that are of no use.
    #[error(
        "the sockets of the service manager cannot be served on: {0}; give one TCP socket, and one more \
         with FileDescriptorName=admin if the operator's listener is wanted"
    )]
    Sockets(String),
    /// The store cannot be used as it is.
    #[error(transparent)]
    Store(#[from] store::Unfit),
    /// The operating system refused something.
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
    /// Logging was started before, or has nowhere to go.
    #[error("logging cannot start: {0}")]
    Logging(String),
}

/// Serves until SIGTERM or SIGINT, and reads the clients file again at SIGHUP; `handover serve`.
///
/// # Errors
/// When a setting is wrong, an address is taken, or the store cannot be used as it is.
pub fn serve(mut config: Config) -> Result<(), StartError> {
    let sockets = Sockets::take()?;
    sockets.set_addresses(&mut config)?;
    descriptors::take();
    let _logging =
        telemetry::start_logging(config.log, config.log_format).map_err(StartError::Logging)?;
    actix_web::rt::System::new().block_on(async {
        // Before anything else: until they are asked for, these signals end the process.
        let (hangups, stop) = (signals::hangups()?, signals::stop()?);
        let server = Server::on(sockets, config)?;
        let (settings, clients) = (Arc::clone(&server.config), Arc::clone(&server.clients));
        let address = server.address();
        actix_web::rt::spawn(signals::read_again(hangups, settings, clients, address));
        tracing::info!(
            version = env!("CARGO_PKG_VERSION"),
            "serving on http://{address}"
        );
        server.run(stop).await?;
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
        Self::on(Sockets::default(), config)
    }

    fn on(sockets: Sockets, config: Config) -> Result<Self, StartError> {
        config.check()?;
        let clients = config.clients()?;
        let logo = config.brand.logo()?;
        let store = open_store(&config)?;
        let listening = sockets.or_bind(&config)?;
        let limits = Limits::new(&config);
        let here = || PublicUrl::from(local(&listening.public));
        let public_url = config.public_url.clone().unwrap_or_else(here);
        say_what_may_surprise(&config, &clients);
        Ok(Self {
            config: Arc::new(config),
            logo,
            public_url,
            clients: Arc::new(Current::new(clients)),
            store,
            metrics: Arc::default(),
            limits: Arc::new(limits),
            ending: Arc::default(),
            listening,
        })
    }

    /// Where it serves.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        local(&self.listening.public)
    }

    /// Where the operator's listener serves, if there is one.
    #[must_use]
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.listening.admin.as_ref().map(local)
    }

    /// Serves until `stop` says how to end, then lets running requests end.
    ///
    /// # Errors
    /// When the store's layout is not ours, or the operating system refuses a thread or a socket.
    pub async fn run(self, stop: impl Future<Output = Stop> + 'static) -> Result<(), StartError> {
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
        let (app, address) = (self.app(), self.address());
        let pages = Pages::embedded().with_logo(self.logo.as_ref());
        let socket = self.listening.public.try_clone()?;
        let admin = self
            .listening
            .admin
            .map(|socket| admin(socket, app.clone()));
        let (admin, public) = (
            admin.transpose()?,
            public(self.listening.public, app, pages, &self.config)?,
        );
        let (public_handle, admin_handle) = (public.handle(), admin.as_ref().map(Listener::handle));
        let door = if self.listening.is_given {
            Door::Given(public_handle.clone())
        } else {
            Door::Own(socket)
        };
        let stopping = end.clone();
        actix_web::rt::spawn(async move {
            let how = stop.await;
            manager::stopping();
            match how {
                Stop::WithNotice => farewell::say(self.ending, door).await,
                Stop::AtOnce => drop(door),
            }
            stopping.send_replace(true);
            public_handle.stop(true).await;
            if let Some(handle) = admin_handle {
                handle.stop(false).await;
            }
        });
        if let Some(admin) = admin {
            actix_web::rt::spawn(admin);
        }
        manager::ready(address);
        actix_web::rt::spawn(manager::watch(address));
        let outcome = public.await;
        housekeeping.abort();
        end.send_replace(true);
        let _ = sending.await;
        Ok(outcome?)
    }

    fn app(&self) -> impl AppFactory + use<> {
        let config = Arc::clone(&self.config);
        let brand = self.config.brand.brand(self.logo.as_ref()).map(Arc::new);
        let public_url = self.public_url.clone();
        let clients = Arc::clone(&self.clients);
        let store = self.store.clone();
        let limits = Arc::clone(&self.limits);
        let room = Arc::<Room>::default();
        let metrics = Arc::clone(&self.metrics);
        let probe = Arc::<Probe>::default();
        let ending = Arc::clone(&self.ending);
        move || {
            web::Data::new(App {
                config: Arc::clone(&config),
                brand: brand.clone(),
                public_url: public_url.clone(),
                clients: Arc::clone(&clients),
                store: store.for_worker(),
                limits: Arc::clone(&limits),
                room: Arc::clone(&room),
                metrics: Arc::clone(&metrics),
                probe: Arc::clone(&probe),
                ending: Arc::clone(&ending),
            })
        }
    }
}

fn open_store(config: &Config) -> Result<Store, StartError> {
    let memory = || Store::Memory(Memory::new(config.memory_limit.0 as u64));
    Ok(config.redis()?.map_or_else(memory, Store::Redis))
}

fn listen(name: &'static str, address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).map_err(|cause| StartError::Bind {
        name,
        address,
        cause,
    })
}

fn local(listener: &TcpListener) -> SocketAddr {
    listener
        .local_addr()
        .expect("a bound TCP socket has an address")
}
