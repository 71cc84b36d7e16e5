//! What the operating system asks of a running server.

use std::{io, sync::Arc};

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::say_what_may_surprise;
use crate::{clients::Current, config::Config};

/// Ends when the process is asked to end.
pub(super) async fn stop() {
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

/// Each SIGHUP from now on.
///
/// # Errors
/// When the operating system refuses to tell.
pub(super) fn hangups() -> io::Result<Signal> {
    signal(SignalKind::hangup())
}

/// Reads the clients file again at each SIGHUP. What cannot be used changes nothing.
pub(super) async fn read_again(mut hangups: Signal, config: Arc<Config>, clients: Arc<Current>) {
    while hangups.recv().await.is_some() {
        if config.clients.is_none() {
            tracing::info!("SIGHUP changes nothing: HANDOVER_CLIENTS names no file to read again");
            continue;
        }
        match config.clients() {
            Ok(read) => {
                say_what_may_surprise(&config, &read);
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
}
