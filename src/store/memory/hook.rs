//! How far a client's webhook has come.

use std::time::Duration;

use crate::{
    protocol::wire::Time,
    store::{
        log::{HookState, Outcome, Position, SenderId, in_short},
        record::later,
    },
};

/// Of the next event, what was tried; of the one before it, that it is delivered.
#[derive(Default)]
pub(super) struct Hook {
    /// Behind the last event that is delivered, or dead.
    pub(super) cursor: Position,
    lease: Option<Lease>,
    /// The event that the counts are about.
    tried: Option<Position>,
    attempts: u32,
    refusals: u32,
    next_at: Option<Time>,
    down_since: Option<Time>,
    off: Option<String>,
}

/// Who has which event, and until when.
struct Lease {
    sender: SenderId,
    position: Position,
    /// None once the sender has said what became of it.
    until: Option<Time>,
}

/// What was tried before, for the next delivery.
pub(super) struct Tried {
    pub(super) attempts: u32,
    pub(super) refusals: u32,
    pub(super) down_since: Option<Time>,
}

impl Hook {
    /// Whether the next event may be sent by this sender now.
    pub(super) fn is_free(&self, sender: &SenderId, now: Time) -> bool {
        let busy = self.lease.as_ref().is_some_and(|lease| {
            lease.sender != *sender && lease.until.is_some_and(|until| now < until)
        });
        self.off.is_none() && !busy && self.next_at.is_none_or(|at| at <= now)
    }

    /// Gives the event at `position`, the next one, to the sender.
    pub(super) fn lend(
        &mut self,
        sender: SenderId,
        position: Position,
        lease: Duration,
        now: Time,
    ) -> Tried {
        if self.tried != Some(position) {
            self.tried = Some(position);
            (self.attempts, self.refusals) = (0, 0);
        }
        self.lease = Some(Lease {
            sender,
            position,
            until: Some(later(now, lease)),
        });
        Tried {
            attempts: self.attempts,
            refusals: self.refusals,
            down_since: self.down_since,
        }
    }

    /// Whether what the sender says of this event is the first word; none if its lease is lost.
    pub(super) fn give_back(
        &mut self,
        sender: &SenderId,
        position: Position,
        now: Time,
    ) -> Option<bool> {
        let lease = self.lease.as_mut()?;
        if lease.sender != *sender || lease.position != position {
            return None;
        }
        match lease.until {
            None => Some(false),
            Some(until) if now < until => {
                lease.until = None;
                Some(true)
            }
            Some(_) => None,
        }
    }

    /// Writes down what became of the event at `position`.
    pub(super) fn note(&mut self, position: Position, outcome: &Outcome, now: Time) {
        match outcome {
            Outcome::Delivered => {
                self.pass(position);
                self.down_since = None;
            }
            Outcome::Later { after, refused } => {
                self.count(*refused, now);
                self.next_at = Some(later(now, *after));
            }
            Outcome::Dead { .. } => {
                self.pass(position);
                self.down_since.get_or_insert(now);
            }
            Outcome::Off { reason } => {
                self.count(false, now);
                self.next_at = None;
                self.off = Some(in_short(reason));
            }
        }
    }

    /// Forgets every failure, but not who is just delivering; true if it was off.
    pub(super) fn enable(&mut self) -> bool {
        let was_off = self.off.is_some();
        *self = Self {
            cursor: self.cursor,
            lease: self.lease.take(),
            ..Self::default()
        };
        was_off
    }

    pub(super) fn state(&self, waiting: u64, dead: u64) -> HookState {
        HookState {
            waiting,
            dead,
            attempts: self.attempts,
            next_at: self.next_at,
            down_since: self.down_since,
            off: self.off.clone(),
        }
    }

    fn count(&mut self, refused: bool, now: Time) {
        self.attempts += 1;
        self.refusals += u32::from(refused);
        self.down_since.get_or_insert(now);
    }

    fn pass(&mut self, position: Position) {
        self.cursor = position;
        self.tried = None;
        (self.attempts, self.refusals) = (0, 0);
        self.next_at = None;
    }
}
