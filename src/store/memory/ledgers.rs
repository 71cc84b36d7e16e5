//! What is kept for all clients together, and its bounds.

use std::collections::HashMap;

use super::{RawId, entry::Entry, ledger::Ledger};
use crate::{
    protocol::{
        token::BundleId,
        wire::{Event, Time},
    },
    store::{
        Owner,
        log::{MOST_EVENTS, Position, event_id},
        partition::partition,
    },
};

/// By client; nobody else's is ever read or written on the way to one.
pub(super) struct Ledgers {
    of: HashMap<Owner, Ledger>,
    /// The last place in any of the logs.
    last: Position,
    /// The bytes of all logs.
    logged: u64,
    /// The bytes of everything.
    pub(super) used: u64,
    /// Bytes that all logs together may use.
    room: u64,
}

impl Ledgers {
    pub(super) fn new(room: u64) -> Self {
        Self {
            of: HashMap::new(),
            last: Position::default(),
            logged: 0,
            used: 0,
            room,
        }
    }

    /// What is kept for this client, if anything.
    pub(super) fn of(&self, owner: &Owner) -> Option<&Ledger> {
        self.of.get(owner)
    }

    /// Runs a step on what is kept for this client, and books what it changed.
    pub(super) fn change<T>(&mut self, owner: &Owner, step: impl FnOnce(&mut Ledger) -> T) -> T {
        if !self.of.contains_key(owner) {
            self.of.insert(owner.clone(), Ledger::default());
        }
        let ledger = self.of.get_mut(owner).expect("it was put there");
        let (logged, used) = (ledger.logged, ledger.used());
        let result = step(ledger);
        self.logged = self.logged - logged + ledger.logged;
        self.used = self.used - used + ledger.used();
        result
    }

    /// Brings what a step has changed on an entry into the log of its owner.
    pub(super) fn hear(&mut self, id: &RawId, entry: &mut Entry, now: Time) {
        let told = entry.told();
        let (false, Some(owner)) = (told.is_empty(), entry.owner()) else {
            return;
        };
        let id = BundleId::new(*id);
        for told in told {
            let position = self.next(now);
            let event = Event {
                id: event_id(partition(&id), position),
                kind: told.kind,
                time: told.time,
                subject: (told.subject)(id),
                reference: entry
                    .reference()
                    .map(|reference| reference.as_str().to_owned()),
                data: told.data,
            };
            self.change(owner, |ledger| {
                ledger.append(position, event);
                if ledger.events() > MOST_EVENTS {
                    ledger.drop_oldest();
                }
            });
        }
        self.make_room();
    }

    /// A place behind every place there was.
    pub(super) fn next(&mut self, now: Time) -> Position {
        let millis = u64::try_from(now.millis()).unwrap_or(0);
        self.last = if millis > self.last.millis {
            Position { millis, number: 0 }
        } else {
            Position {
                number: self.last.number + 1,
                ..self.last
            }
        };
        self.last
    }

    /// The longest log gives its oldest events, so that nobody loses any by what others do.
    fn make_room(&mut self) {
        while self.logged > self.room {
            let longest = self.of.iter().max_by_key(|(_, ledger)| ledger.events());
            let Some(owner) = longest.map(|(owner, _)| owner.clone()) else {
                return;
            };
            self.change(&owner, Ledger::drop_oldest);
        }
    }

    /// Forgets what is too old.
    pub(super) fn forget(&mut self, now: Time) {
        let owners: Vec<_> = self.of.keys().cloned().collect();
        for owner in owners {
            self.change(&owner, |ledger| ledger.forget(now));
        }
    }
}
