//! Which API keys are in use: so that an operator knows when the old one of two can go.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{family::Family, gauge::Gauge},
    registry::Registry,
};

use crate::clients::Current;

/// An API key by its public part.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Label {
    client: String,
    key: String,
}

/// The keys of the clients file, and whether the file is the one that was read last.
#[derive(Default)]
pub(super) struct ApiKeys {
    last_uses: Family<Label, Gauge>,
    file_ok: Gauge,
}

impl ApiKeys {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "api_key_last_used_timestamp_seconds",
            "When an API key was last shown to this instance, in seconds since 1970; 0 if not since its start",
            self.last_uses.clone(),
        );
        registry.register(
            "clients_file_ok",
            "0 if the clients file could not be used when it was read last, so that the clients are as before",
            self.file_ok.clone(),
        );
    }

    /// Sets them to what is so now: a key that is gone from the file is gone here.
    pub(super) fn show(&self, current: &Current) {
        self.file_ok.set(i64::from(current.refused().is_none()));
        self.last_uses.clear();
        for client in current.get().iter() {
            for key in client.keys() {
                let label = Label {
                    client: client.name().to_string(),
                    key: key.id().to_string(),
                };
                let last_use = current.last_use(key.id());
                let seconds = last_use.map_or(0, |time| time.millis() / 1000);
                self.last_uses.get_or_create(&label).set(seconds);
            }
        }
    }
}
