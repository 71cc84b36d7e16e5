//! Where the token buckets stand: as many as are of use, and never more than a bound.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::{BuildHasher, Hash},
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use governor::{
    nanos::Nanos,
    state::{StateStore, keyed::ShrinkableKeyedStateStore},
};

/// Parts with a lock of their own.
const SHARDS: usize = 16;
/// Buckets of one generation of a shard: what a table of 4 096 slots holds.
const GENERATION: usize = 3_584;

/// The most buckets there can be: those of two generations in every shard.
#[cfg(test)]
pub(super) const MOST: usize = 2 * SHARDS * GENERATION;

/// Buckets by key. Above the bound the keys that were used least recently are forgotten, by the half:
/// whoever has so many addresses is not held up by limits per address, and nobody else is hurt.
pub(super) struct Buckets<K> {
    shards: [Mutex<Shard<K>>; SHARDS],
    hasher: RandomState,
}

struct Shard<K> {
    young: HashMap<K, Nanos>,
    old: HashMap<K, Nanos>,
}

impl<K: Hash> Default for Buckets<K> {
    #[expect(
        clippy::disallowed_methods,
        reason = "it chooses among hash maps, as each of them does among its places"
    )]
    fn default() -> Self {
        Self {
            shards: [(); SHARDS].map(|()| Mutex::default()),
            hasher: RandomState::new(),
        }
    }
}

impl<K> Default for Shard<K> {
    fn default() -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }
}

impl<K: Hash> Buckets<K> {
    fn of(&self, key: &K) -> MutexGuard<'_, Shard<K>> {
        let hash = usize::try_from(self.hasher.hash_one(key) % SHARDS as u64);
        locked(&self.shards[hash.expect("less than there are shards")])
    }
}

/// A shard is whole after each of its steps, whoever panicked.
fn locked<K>(shard: &Mutex<Shard<K>>) -> MutexGuard<'_, Shard<K>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K: Clone + Eq + Hash> StateStore for Buckets<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut shard = self.of(key);
        let level = shard.level(key);
        let measured = measure(level);
        // A caller that is refused is remembered, too: knocking on must not make him a stranger.
        let next = measured.as_ref().map_or(level, |(_, next)| Some(*next));
        if let Some(next) = next {
            shard.set(key, next);
        }
        measured.map(|(outcome, _)| outcome)
    }
}

impl<K: Clone + Eq + Hash> Shard<K> {
    fn level(&self, key: &K) -> Option<Nanos> {
        self.young.get(key).or_else(|| self.old.get(key)).copied()
    }

    fn set(&mut self, key: &K, level: Nanos) {
        if let Some(known) = self.young.get_mut(key) {
            *known = level;
            return;
        }
        if self.young.len() == GENERATION {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key.clone(), level);
    }
}

impl<K: Clone + Eq + Hash> ShrinkableKeyedStateStore<K> for Buckets<K> {
    fn retain_recent(&self, drop_below: Nanos) {
        for shard in &self.shards {
            let mut shard = locked(shard);
            shard.young.retain(|_, level| *level > drop_below);
            shard.old.retain(|_, level| *level > drop_below);
        }
    }

    fn shrink_to_fit(&self) {
        for shard in &self.shards {
            let mut shard = locked(shard);
            shard.young.shrink_to_fit();
            shard.old.shrink_to_fit();
        }
    }

    fn len(&self) -> usize {
        let length = |shard| {
            let shard = locked(shard);
            shard.young.len() + shard.old.len()
        };
        self.shards.iter().map(length).sum()
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds one to the bucket of this key, up to three; what it held before.
    fn draw(buckets: &Buckets<u32>, key: u32) -> Result<u64, ()> {
        buckets.measure_and_replace(&key, |level| match level.map_or(0, Nanos::as_u64) {
            3 => Err(()),
            level => Ok((level, Nanos::new(level + 1))),
        })
    }

    #[test]
    fn a_bucket_is_remembered_until_it_is_idle() {
        let buckets = Buckets::default();
        let drawn: Vec<_> = (0..5).map(|_| draw(&buckets, 7)).collect();
        assert_eq!(drawn, [Ok(0), Ok(1), Ok(2), Err(()), Err(())]);
        assert_eq!(draw(&buckets, 8), Ok(0));
        buckets.retain_recent(Nanos::new(1));
        assert_eq!(buckets.len(), 1, "8 was idle, 7 was not");
        assert_eq!((draw(&buckets, 7), draw(&buckets, 8)), (Err(()), Ok(0)));
        buckets.retain_recent(Nanos::new(3));
        assert!(buckets.is_empty());
    }

    #[test]
    fn a_million_keys_take_bounded_room_and_whoever_knocks_on_stays_known() {
        let buckets = Buckets::default();
        for _ in 0..3 {
            draw(&buckets, 0).unwrap_or_default();
        }
        for key in 1..=1_000_000 {
            assert_eq!(draw(&buckets, key), Ok(0));
            if key % 10_000 == 0 {
                assert_eq!(draw(&buckets, 0), Err(()), "after {key}");
            }
        }
        assert!((MOST / 2..=MOST).contains(&buckets.len()));
    }
}
