//! How the store is doing, and its alarms: bundles that it has lost, and that it was emptied.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicU64},
    time::{Duration, Instant},
};

use prometheus_client::{
    metrics::{counter::Counter, gauge::Gauge},
    registry::Registry,
};

use crate::{
    protocol::{
        token::BundleId,
        wire::{AnyState, RequestState, State, Time},
    },
    store::Health,
};

/// The log says at most once in this time how many there were.
const QUIET: Duration = Duration::from_secs(60);

/// So many are known by their ids, 16 bytes each, and counted once. When there are more, whichever is met
/// once more counts once more: by then it is no longer the number that matters.
const MOST_KNOWN: usize = 65_536;

/// As this instance sees it.
#[derive(Default)]
pub(super) struct StoreState {
    up: Gauge,
    problems: Gauge,
    used: Gauge<u64, AtomicU64>,
    limit: Gauge<u64, AtomicU64>,
    lost: Counter,
    since: Gauge,
    found: Mutex<Found>,
}

/// What was found lost.
#[derive(Default)]
struct Found {
    known: HashSet<[u8; 16]>,
    untold: u64,
    told: Option<Instant>,
    since: Option<Time>,
}

impl StoreState {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("store_up", "1 if the store answers", self.up.clone());
        registry.register(
            "store_problems",
            "How many things about the store are unsafe, so that /readyz says no and what they are",
            self.problems.clone(),
        );
        registry.register(
            "store_used_bytes",
            "Bytes in use by the store",
            self.used.clone(),
        );
        registry.register(
            "store_limit_bytes",
            "Bytes that the store may use, 0 if unlimited",
            self.limit.clone(),
        );
        registry.register(
            "bundles_lost",
            "Bundles of which the store had the record and no longer the envelope, when somebody asked",
            self.lost.clone(),
        );
        registry.register(
            "store_since_seconds",
            "Since when the store has kept what it was given, in seconds since 1970; a change is a loss of \
             everything before",
            self.since.clone(),
        );
    }

    /// None when it does not answer.
    pub(super) fn set(&self, health: Option<&Health>) {
        self.up.set(i64::from(health.is_some()));
        if let Some(health) = health {
            let problems = i64::try_from(health.problems.len());
            self.problems.set(problems.unwrap_or(i64::MAX));
            self.used.set(health.used_bytes);
            self.limit.set(health.limit_bytes.unwrap_or(0));
        }
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        // Nothing panics between two states of it.
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody was told that this bundle is in this state.
    pub(super) fn met(&self, id: &BundleId, state: AnyState) {
        if !matches!(
            state,
            AnyState::Bundle(State::Lost) | AnyState::Request(RequestState::Lost)
        ) {
            return;
        }
        let mut found = self.found();
        if found.known.len() >= MOST_KNOWN {
            found.known.clear();
        }
        if found.known.insert(*id.as_bytes()) {
            found.untold += 1;
            self.lost.inc();
        }
    }

    /// How many the log has to tell of at this moment.
    fn to_tell(&self, now: Instant) -> Option<u64> {
        let mut found = self.found();
        let is_quiet = found.told.is_some_and(|told| now < told + QUIET);
        if is_quiet || found.untold == 0 {
            return None;
        }
        found.told = Some(now);
        Some(std::mem::take(&mut found.untold))
    }

    /// Notes when the store began; when it had begun as far as was known before.
    fn began(&self, since: Time) -> Option<Time> {
        self.since.set(since.millis() / 1_000);
        self.found().since.replace(since)
    }

    /// To be called each second with what the store says of its beginning.
    pub(super) fn tell(&self, since: Option<Time>) {
        if let Some(bundles) = self.to_tell(Instant::now()) {
            tracing::error!(
                bundles,
                "the store has lost envelopes before their end: their senders and openers are told; see \
                 that nothing evicts or deletes keys of Handover (handover doctor)"
            );
        }
        let Some(since) = since else { return };
        match self.began(since) {
            None => {
                tracing::info!(store_since = %since, "the store has kept everything since then");
            }
            Some(before) if before == since => {}
            Some(_) => tracing::error!(
                store_since = %since,
                "the store was emptied, or a shard of it: what was sealed, asked and answered before is lost, and \
                 has to be sent again; pages, receipts and command lines say so to whoever asks"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::token::LinkToken;

    #[test]
    fn each_is_counted_once_and_told_once_a_minute() {
        let store = StoreState::default();
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let ids = [0; 4].map(|_| LinkToken::random().hash().bundle_id());
        let lose = |place: usize| store.met(&ids[place], State::Lost.into());
        store.met(&ids[3], State::Opened.into());
        assert_eq!(store.to_tell(start), None);
        [0, 1, 0, 0].into_iter().for_each(lose);
        assert_eq!(store.to_tell(start), Some(2));
        [1, 2].into_iter().for_each(lose);
        assert_eq!(store.to_tell(after(59)), None);
        assert_eq!(store.to_tell(after(60)), Some(1));
        assert_eq!(store.to_tell(after(600)), None);
        assert_eq!(store.lost.get(), 3);
    }

    #[test]
    fn a_beginning_is_compared_with_the_one_before() {
        let store = StoreState::default();
        let at = |seconds: i64| Time::from_millis(seconds * 1000);
        assert_eq!(store.began(at(5)), None);
        assert_eq!(store.began(at(5)), Some(at(5)));
        assert_eq!(store.began(at(7)), Some(at(5)));
        assert_eq!(store.began(at(7)), Some(at(7)));
        assert_eq!(store.since.get(), 7);
    }
}
