//! Sockets that the service manager has opened before the process began (sd_listen_fds(3)): it keeps
//! them from one process to the next, so nobody is turned away in between.

use std::{env, fmt::Display, io, net::TcpListener};

use listenfd::ListenFd;

use super::{StartError, listen};
use crate::config::Config;

/// How a socket unit calls the operator's socket: `FileDescriptorName=admin`.
const ADMIN: &str = "admin";

/// What was given.
#[derive(Default)]
pub(super) struct Sockets {
    public: Option<TcpListener>,
    admin: Option<TcpListener>,
}

/// The sockets to serve on.
pub(super) struct Listening {
    pub(super) public: TcpListener,
    pub(super) admin: Option<TcpListener>,
    /// Whether others hold the public one, too.
    pub(super) is_given: bool,
}

impl Sockets {
    /// Takes them. To be called once, before the process has a second thread.
    ///
    /// # Errors
    /// When they are not what this server can serve on.
    pub(super) fn take() -> Result<Self, StartError> {
        let names = env::var("LISTEN_FDNAMES").unwrap_or_default();
        let mut given = ListenFd::from_env();
        let mut names = names.split(':');
        let mut sockets = Self::default();
        for place in 0..given.len() {
            let is_admin = names.next() == Some(ADMIN);
            let socket = given.take_tcp_listener(place);
            let socket = socket.map_err(|error| not_understood(&error))?;
            let place = if is_admin {
                &mut sockets.admin
            } else {
                &mut sockets.public
            };
            if place.is_some() {
                return Err(not_understood(&"there are two of them for one purpose"));
            }
            *place = socket;
        }
        Ok(sockets)
    }

    /// With their addresses in the settings, which then say where this server is.
    pub(super) fn set_addresses(&self, config: &mut Config) -> io::Result<()> {
        if let Some(public) = &self.public {
            config.bind = public.local_addr()?;
        }
        if let Some(admin) = &self.admin {
            config.admin_bind = Some(admin.local_addr()?);
        }
        Ok(())
    }

    /// Binds what was not given.
    ///
    /// # Errors
    /// When an address cannot be served on.
    pub(super) fn or_bind(self, config: &Config) -> Result<Listening, StartError> {
        let is_given = self.public.is_some();
        let public = self
            .public
            .map_or_else(|| listen("HANDOVER_BIND", config.bind), Ok)?;
        let admin = match self.admin {
            None => {
                let bound = config.admin_bind;
                let bound = bound.map(|address| listen("HANDOVER_ADMIN_BIND", address));
                bound.transpose()?
            }
            given => given,
        };
        Ok(Listening {
            public,
            admin,
            is_given,
        })
    }
}

fn not_understood(cause: &dyn Display) -> StartError {
    StartError::Sockets(cause.to_string())
}
