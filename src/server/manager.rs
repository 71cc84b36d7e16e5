//! What the service manager is told, where there is one (sd_notify(3)).

use std::{io, net::SocketAddr, num::NonZero, thread};

use sd_notify::NotifyState;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, MissedTickBehavior, interval, timeout_at},
};

use crate::reachable::reachable;

/// It serves.
pub(super) fn ready(address: SocketAddr) {
    let status = format!("serving on http://{address}");
    tell(&[NotifyState::Ready, NotifyState::Status(&status)]);
}

/// It reads the clients file again; afterwards it is [`ready`].
pub(super) fn reloading() {
    let now = NotifyState::monotonic_usec_now();
    let states = now.map(|now| vec![NotifyState::Reloading, now]);
    tell(&states.unwrap_or_default());
}

/// It ends.
pub(super) fn stopping() {
    tell(&[
        NotifyState::Stopping,
        NotifyState::Status("ending: everybody who is in is served"),
    ]);
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "the service manager cannot be told how the service is");
    }
}

/// Tells the watchdog, if there is one, each time that the server at `address` has answered: who only says
/// that it lives may have no worker left that does.
pub(super) async fn watch(address: SocketAddr) {
    let Some(patience) = sd_notify::watchdog_enabled() else {
        return;
    };
    let beat = patience / 2;
    if beat.is_zero() {
        return;
    }
    let mut beats = interval(beat);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let began = beats.tick().await;
        match answers(reachable(address), began + beat).await {
            Ok(()) => tell(&[NotifyState::Watchdog]),
            Err(error) => tracing::error!(%error, "the server does not answer itself"),
        }
    }
}

/// Whether pages come from there by then: one from each worker, since they take connections in turn.
async fn answers(address: SocketAddr, deadline: Instant) -> io::Result<()> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    for _ in 0..workers {
        timeout_at(deadline, ask(address))
            .await
            .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
    }
    Ok(())
}

/// The page asks nothing of the store: that it is down is no reason to start this server again.
async fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let ask = format!("HEAD / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).await?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await?;
    if answer == *b"HTTP/1.1 200" {
        return Ok(());
    }
    Err(io::ErrorKind::InvalidData.into())
}
