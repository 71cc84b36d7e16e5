//! What is done beside the calls.

use std::{sync::Arc, time::Duration};

use tokio::time::{MissedTickBehavior, interval};

use crate::{clients::Current, http::limits::Limits, store::Store, telemetry::Metrics};

/// Each second: looks after the store, raises its alarms, and brings clients their events; each minute: forgets idle
/// addresses.
pub(super) async fn keep_house(
    store: Store,
    clients: Arc<Current>,
    limits: Arc<Limits>,
    metrics: Arc<Metrics>,
) {
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for second in 0_u64.. {
        seconds.tick().await;
        let known = clients.get();
        let owners: Vec<_> = known.iter().map(|client| client.name().clone()).collect();
        let looked_after = store.poll().await;
        let relayed = store.relay(&owners).await;
        // Known from what was just learned: a store that does not answer has said nothing new.
        let since = match &looked_after {
            Ok(()) => store.since().await.ok(),
            Err(_) => None,
        };
        metrics.tell_losses(since);
        if let Err(error) = looked_after.and(relayed) {
            tracing::warn!(%error, "the store does not answer");
        }
        if second % 60 == 0 {
            limits.forget_idle();
        }
    }
}
