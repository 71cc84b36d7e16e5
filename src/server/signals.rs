//! What the operating system asks of a running server.

use std::{io, net::SocketAddr, sync::Arc};

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{Stop, manager, say_what_may_surprise};
use crate::{clients::Current, config::Config};

/// Ends when the process is asked to end, which it may be from now on: by a service manager so that nobody
/// notices (SIGTERM), by somebody at a terminal, who waits for it, at once (SIGINT).
///
/// # Errors
/// When the operating system refuses to tell.
pub(super) fn stop() -> io::Result<impl Future<Output = Stop>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => Stop::WithNotice,
            _ = interrupt.recv() => Stop::AtOnce,
        }
    })
}

/// Each SIGHUP from now on.
///
/// # Errors
/// When the operating system refuses to tell.
pub(super) fn hangups() -> io::Result<Signal> {
    signal(SignalKind::hangup())
}

/// Reads the clients file again at each SIGHUP. What cannot be used changes nothing.
pub(super) async fn read_again(
    mut hangups: Signal,
    config: Arc<Config>,
    clients: Arc<Current>,
    address: SocketAddr,
) {
    while hangups.recv().await.is_some() {
        manager::reloading();
        read(&config, &clients);
        manager::ready(address);
    }
}

fn read(config: &Config, clients: &Current) {
    if config.clients.is_none() {
        tracing::info!("SIGHUP changes nothing: HANDOVER_CLIENTS names no file to read again");
        return;
    }
    match config.clients() {
        Ok(read) => {
            say_what_may_surprise(config, &read);
            clients.replace(read);
            tracing::info!("the clients file was read again");
        }
        Err(error) => {
            clients.refuse(error.to_string());
            tracing::error!(
                "the clients file was read again and cannot be used, so the clients stay as they \
                 were: {error}"
            );
        }
    }
}
