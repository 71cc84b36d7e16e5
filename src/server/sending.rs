//! The sender of webhooks beside the listeners.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

use crate::{
    clients::Current,
    events::{Caller, Patience, Sender},
    store::Store,
    telemetry::Metrics,
};

/// Delivers events until `ending` is true. Before there is a webhook it does nothing, not even read
/// the certificates to trust.
pub(super) async fn send(
    store: Store,
    clients: Arc<Current>,
    metrics: Arc<Metrics>,
    mut ending: watch::Receiver<bool>,
) {
    tokio::select! {
        () = there_is_a_webhook(&clients) => {}
        _ = ending.wait_for(|ending| *ending) => return,
    }
    match Caller::new(Patience::default()) {
        Ok(caller) => {
            let count = Box::new(move |client: &_, outcome: &_| metrics.delivered(client, outcome));
            Sender::new(store, clients, caller, count).run(ending).await;
        }
        Err(error) => tracing::error!(
            "no webhook is called, and nothing is lost: {error}, then start it again"
        ),
    }
}

async fn there_is_a_webhook(clients: &Current) {
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if clients
            .get()
            .iter()
            .any(|client| client.webhook().is_some())
        {
            return;
        }
    }
}
