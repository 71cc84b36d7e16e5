//! Counters and states of webhooks. Clients are named in a file, so their names make few labels.

use std::sync::atomic::AtomicU64;

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};

use crate::store::{
    Owner,
    log::{HookState, Outcome},
};

/// The labels of a delivery.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Delivery {
    client: String,
    outcome: &'static str,
}

/// The label of a webhook.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Hook {
    client: String,
}

/// What this instance has delivered, and how the webhooks are doing, as the store says it.
#[derive(Default)]
pub(super) struct Webhooks {
    deliveries: Family<Delivery, Counter>,
    waiting: Family<Hook, Gauge<u64, AtomicU64>>,
    dead: Family<Hook, Gauge<u64, AtomicU64>>,
    off: Family<Hook, Gauge>,
    down_since: Family<Hook, Gauge>,
}

impl Webhooks {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "webhook_deliveries",
            "Calls of webhooks: delivered; refused (4xx) and failed, which are tried again; dead (refused \
             ten times); off (given up)",
            self.deliveries.clone(),
        );
        registry.register(
            "webhook_waiting",
            "Events that are not delivered yet",
            self.waiting.clone(),
        );
        registry.register(
            "webhook_dead_letters",
            "Events that the receiver would not take",
            self.dead.clone(),
        );
        registry.register(
            "webhook_off",
            "1 if nothing is sent until handover clients webhook enable",
            self.off.clone(),
        );
        registry.register(
            "webhook_down_since_seconds",
            "Since when no delivery has worked, in seconds since 1970; 0 if the last one did",
            self.down_since.clone(),
        );
    }

    pub(super) fn count(&self, client: &Owner, outcome: &Outcome) {
        let outcome = match outcome {
            Outcome::Delivered => "delivered",
            Outcome::Later { refused: true, .. } => "refused",
            Outcome::Later { refused: false, .. } => "failed",
            Outcome::Dead { .. } => "dead",
            Outcome::Off { .. } => "off",
        };
        let client = client.to_string();
        let labels = Delivery { client, outcome };
        self.deliveries.get_or_create(&labels).inc();
    }

    /// These are all there are: what was told of others is forgotten.
    pub(super) fn set(&self, hooks: &[(Owner, HookState)]) {
        self.waiting.clear();
        self.dead.clear();
        self.off.clear();
        self.down_since.clear();
        for (client, state) in hooks {
            let client = client.to_string();
            let hook = Hook { client };
            let down_since = state.down_since.map_or(0, |since| since.millis() / 1_000);
            self.waiting.get_or_create(&hook).set(state.waiting);
            self.dead.get_or_create(&hook).set(state.dead);
            self.off
                .get_or_create(&hook)
                .set(state.off.is_some().into());
            self.down_since.get_or_create(&hook).set(down_since);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clients::Current, protocol::wire::Time, telemetry::Metrics};

    #[test]
    fn only_the_webhooks_that_are_there_are_told_of() {
        let desk = Owner::parse("desk").expect("a name");
        let state = HookState {
            waiting: 3,
            dead: 2,
            off: Some("it answered 410".to_owned()),
            down_since: Some(Time::from_millis(1_900_000_000_999)),
            ..HookState::default()
        };
        let metrics = Metrics::default();
        metrics.delivered(&desk, &Outcome::Delivered);
        let clients = Current::default();
        let text = metrics.text(None, &clients, &[(desk, state)]);
        for line in [
            "handover_webhook_deliveries_total{client=\"desk\",outcome=\"delivered\"} 1\n",
            "handover_webhook_waiting{client=\"desk\"} 3\n",
            "handover_webhook_dead_letters{client=\"desk\"} 2\n",
            "handover_webhook_off{client=\"desk\"} 1\n",
            "handover_webhook_down_since_seconds{client=\"desk\"} 1900000000\n",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        let text = metrics.text(None, &clients, &[]);
        assert_eq!(text.matches("client=\"desk\"").count(), 1, "{text}");
    }
}
