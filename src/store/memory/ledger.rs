//! What is kept for one client: its log, the list of its requests, its webhook, its dead letters,
//! and the calls that it may repeat.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    ops::Bound,
};

use super::{RawId, hook::Hook};
use crate::{
    protocol::{
        token::BundleId,
        wire::{Event, Time},
    },
    store::{
        Reference,
        log::{DeadLetter, KEPT, ListPlace, MOST_DEAD, Position, REPEATABLE, in_short},
        record::later,
    },
};

/// Bytes that an event is counted with besides its reference, and a dead letter besides its reason.
pub const EVENT: u64 = 256;
/// Bytes that a call is counted with that its client may repeat.
pub const REMEMBERED: u64 = 256;

const _: () = assert!(size_of::<(Position, Event)>() <= 120 && size_of::<DeadLetter>() <= 160);

/// One client's.
#[derive(Default)]
pub(super) struct Ledger {
    /// The oldest first.
    log: VecDeque<(Position, Event)>,
    pub(super) hook: Hook,
    /// The oldest first.
    dead: VecDeque<DeadLetter>,
    requests: BTreeSet<(Time, RawId)>,
    /// The same by reference.
    references: BTreeSet<(Box<str>, Time, RawId)>,
    calls: HashMap<[u8; 32], Call>,
    /// When they were made, the oldest first.
    made: VecDeque<(Time, [u8; 32])>,
    /// Bytes that the log is counted with.
    pub(super) logged: u64,
    /// Bytes that dead letters and calls are counted with.
    beside: u64,
}

/// A call that its client may repeat.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) content: [u8; 32],
    pub(super) expires_at: Time,
    made_at: Time,
}

impl Ledger {
    /// Bytes that it is counted with.
    pub(super) const fn used(&self) -> u64 {
        self.logged + self.beside
    }

    pub(super) fn append(&mut self, position: Position, event: Event) {
        self.logged += cost(&event);
        self.log.push_back((position, event));
    }

    pub(super) fn events(&self) -> usize {
        self.log.len()
    }

    pub(super) fn drop_oldest(&mut self) {
        if let Some((_, event)) = self.log.pop_front() {
            self.logged -= cost(&event);
        }
    }

    /// The events behind a place.
    pub(super) fn behind(
        &self,
        place: Position,
    ) -> impl ExactSizeIterator<Item = &(Position, Event)> {
        let first = self.log.partition_point(|(position, _)| *position <= place);
        self.log.range(first..)
    }

    pub(super) fn letters(&self) -> &VecDeque<DeadLetter> {
        &self.dead
    }

    /// Copies the event at `position` to the dead letters.
    pub(super) fn give_up(&mut self, position: Position, letter: Position, reason: &str) {
        let place = self.log.binary_search_by_key(&position, |(at, _)| *at);
        let Some((_, event)) = place.ok().and_then(|place| self.log.get(place)) else {
            return;
        };
        let letter = DeadLetter {
            position: letter,
            event: event.clone(),
            reason: in_short(reason),
            at: letter.time(),
        };
        self.beside += letter_cost(&letter);
        self.dead.push_back(letter);
        while self.dead.len() > MOST_DEAD {
            let first = self.dead.pop_front();
            self.beside -= first.as_ref().map_or(0, letter_cost);
        }
    }

    /// Whether there was such a letter.
    pub(super) fn bury(&mut self, position: Position) -> bool {
        let place = self
            .dead
            .binary_search_by_key(&position, |letter| letter.position);
        let letter = place.ok().and_then(|place| self.dead.remove(place));
        self.beside -= letter.as_ref().map_or(0, letter_cost);
        letter.is_some()
    }

    pub(super) fn list(&mut self, made: Time, id: RawId, reference: Option<&Reference>) {
        self.requests.insert((made, id));
        if let Some(reference) = reference {
            self.references
                .insert((reference.as_str().into(), made, id));
        }
    }

    pub(super) fn unlist(&mut self, made: Time, id: RawId, reference: Option<&Reference>) {
        self.requests.remove(&(made, id));
        if let Some(reference) = reference {
            self.references
                .remove(&(reference.as_str().into(), made, id));
        }
    }

    /// The requests behind a place, the newest first.
    pub(super) fn newest(
        &self,
        reference: Option<&Reference>,
        after: Option<ListPlace>,
    ) -> Box<dyn Iterator<Item = (Time, RawId)> + '_> {
        let end = after.map(|place| (place.created_at, *place.id.as_bytes()));
        let Some(reference) = reference else {
            let end = end.map_or(Bound::Unbounded, Bound::Excluded);
            return Box::new(self.requests.range((Bound::Unbounded, end)).rev().copied());
        };
        let last = (Time::from_millis(i64::MAX), [u8::MAX; BundleId::LENGTH]);
        let (time, id) = end.unwrap_or(last);
        let of = |time, id| (Box::from(reference.as_str()), time, id);
        let begin = of(Time::from_millis(0), [0; BundleId::LENGTH]);
        let some = self.references.range(begin..of(time, id));
        Box::new(some.rev().map(|(_, time, id)| (*time, *id)))
    }

    /// What was told to a call under this key, if it still counts.
    pub(super) fn call(&self, key: &[u8; 32], now: Time) -> Option<Call> {
        let call = self.calls.get(key).copied();
        call.filter(|call| now < later(call.made_at, REPEATABLE))
    }

    pub(super) fn remember(
        &mut self,
        key: [u8; 32],
        content: [u8; 32],
        expires_at: Time,
        now: Time,
    ) {
        let call = Call {
            content,
            expires_at,
            made_at: now,
        };
        self.calls.insert(key, call);
        self.made.push_back((now, key));
        self.beside += REMEMBERED;
    }

    /// Forgets what is too old.
    pub(super) fn forget(&mut self, now: Time) {
        while self.log.front().is_some_and(|(at, _)| is_over(*at, now)) {
            self.drop_oldest();
        }
        while let Some(letter) = self
            .dead
            .pop_front_if(|letter| is_over(letter.position, now))
        {
            self.beside -= letter_cost(&letter);
        }
        while let Some((at, key)) = self
            .made
            .pop_front_if(|(at, _)| later(*at, REPEATABLE) <= now)
        {
            if self.calls.get(&key).is_some_and(|call| call.made_at == at) {
                self.calls.remove(&key);
            }
            self.beside -= REMEMBERED;
        }
    }
}

fn is_over(position: Position, now: Time) -> bool {
    later(position.time(), KEPT) <= now
}

fn cost(event: &Event) -> u64 {
    EVENT + event.reference.as_ref().map_or(0, String::len) as u64
}

fn letter_cost(letter: &DeadLetter) -> u64 {
    cost(&letter.event) + letter.reason.len() as u64
}
