//! One bundle in memory and the verbs' steps on it. Every step gets the moment it happens at.

use std::{mem, time::Duration};

use zeroize::Zeroizing;

use super::{OVERHEAD, told::Told};
use crate::{
    protocol::{
        token::{BundleId, ClaimHash, LinkHash, OpenHash, ReceiptHash},
        wire::{EventKind, State, Subject, Time},
    },
    store::{
        Attempt, Claimed, Ended, NewBundle, Wraps,
        record::{Confirmed, Record, Stage, Standing, Taken, later},
    },
};

/// A record, and beside it what is erased earlier.
pub(super) struct Bundle {
    pub(super) record: Record,
    /// None in every state but `sealed`.
    open_hash: Option<OpenHash>,
    /// None once the bundle is opened or ended.
    envelope: Option<Zeroizing<Vec<u8>>>,
    /// Of an answer: goes with the envelope.
    wraps: Vec<u8>,
    /// The wrong tries, so that one which is sent again counts once.
    wrong_marks: Vec<[u8; 16]>,
    /// The last late attempt, for the same reason.
    late_mark: Option<[u8; 16]>,
    /// What its owner is to be told of the step.
    pub(super) told: Vec<Told>,
}

impl Bundle {
    pub(super) fn new(bundle: &NewBundle, now: Time) -> Self {
        Self {
            record: Record::new(bundle, now),
            open_hash: Some(bundle.open_hash),
            envelope: Some(Zeroizing::new(bundle.envelope.as_bytes().to_vec())),
            wraps: Vec::new(),
            wrong_marks: Vec::new(),
            late_mark: None,
            told: Vec::new(),
        }
    }

    /// With the wraps of its key.
    pub(super) fn with_wraps(mut self, wraps: &Wraps) -> Self {
        self.wraps = wraps.as_bytes().to_vec();
        self
    }

    /// Bytes that it is counted with.
    pub(super) fn cost(&self) -> u64 {
        let envelope = self.envelope.as_ref().map_or(0, |envelope| envelope.len());
        let marks = mem::size_of_val(self.wrong_marks.as_slice());
        OVERHEAD + (envelope + self.wraps.len() + marks) as u64
    }

    /// When something has to be erased or told next.
    pub(super) fn deadline(&self) -> Time {
        let until = self.record.receipt_until;
        match &self.record.stage {
            Stage::Sealed => self.record.expires_at,
            Stage::Taken(taken) if taken.opened_at.is_none() => taken.lease_expires_at.min(until),
            _ => until,
        }
    }

    /// Erases the envelope if its time is over.
    pub(super) fn erase_if_due(&mut self, now: Time) {
        if now >= self.deadline() {
            self.erase();
        }
    }

    /// Writes down what time alone has brought.
    pub(super) fn settle(&mut self, now: Time) {
        let Standing { state, at } = self.standing(now);
        match &self.record.stage {
            Stage::Sealed if state == State::Expired => self.end(State::Expired, at),
            Stage::Taken(taken) if state == State::Opened && taken.opened_at.is_none() => {
                self.lapse(at);
            }
            _ => {}
        }
    }

    /// Brings it to an end, whatever has happened to it so far.
    pub(super) fn end_now(&mut self, now: Time) {
        self.settle(now);
        match &self.record.stage {
            Stage::Sealed => self.end(State::Revoked, now),
            Stage::Taken(taken) if taken.opened_at.is_none() => self.lapse(now),
            _ => {}
        }
    }

    /// Erased before the opener has said anything.
    fn lapse(&mut self, at: Time) {
        if let Stage::Taken(taken) = &mut self.record.stage {
            taken.opened_at = Some(at);
        }
        self.erase();
        self.tell(Told::opened(at, None));
    }

    pub(super) fn has_envelope(&self) -> bool {
        self.envelope.is_some()
    }

    pub(super) fn wraps(&self) -> &[u8] {
        &self.wraps
    }

    pub(super) fn claim(&mut self, attempt: &Attempt, lease: Duration, now: Time) -> Claimed {
        if self.record.link_hash != attempt.link_hash {
            return Claimed::Nothing;
        }
        self.settle(now);
        let standing = self.standing(now);
        let mine = self.record.is_claimed_by(&attempt.claim);
        match standing.state {
            State::Sealed if self.open_hash == Some(attempt.open_hash) => {
                self.win(attempt.claim, lease, now)
            }
            State::Sealed => self.count_wrong(attempt.mark, now),
            State::Claimed if mine => self.grant(now),
            _ if mine => gone(standing),
            _ => self.count_late(attempt.mark, standing, now),
        }
    }

    /// [`Self::claim`], erased before it is handed out.
    pub(super) fn take(&mut self, attempt: &Attempt, now: Time) -> Claimed {
        let claimed = self.claim(attempt, Duration::MAX, now);
        if matches!(claimed, Claimed::Granted { .. }) {
            self.confirm(&attempt.claim, None, now);
        }
        claimed.without_lease()
    }

    /// Whether the claim is the winner's; `readable` is what it says of the bytes, if anything.
    pub(super) fn confirm(&mut self, claim: &ClaimHash, readable: Option<bool>, now: Time) -> bool {
        let Stage::Taken(taken) = &mut self.record.stage else {
            return false;
        };
        if taken.claim != *claim {
            return false;
        }
        let erased_at = now.min(taken.lease_expires_at);
        let opens = taken.opened_at.is_none();
        taken.opened_at.get_or_insert(erased_at);
        if let Some(readable) = readable {
            taken
                .confirmed
                .get_or_insert(Confirmed { at: now, readable });
        }
        if opens {
            self.tell(Told::opened(erased_at, readable));
        }
        self.erase();
        true
    }

    pub(super) fn revoke(&mut self, receipt: &ReceiptHash, now: Time) -> Ended {
        if self.record.receipt_hash != *receipt {
            return Ended::Nothing;
        }
        self.take_back(now)
    }

    /// [`Self::revoke`], the right to it being proven.
    pub(super) fn take_back(&mut self, now: Time) -> Ended {
        self.settle(now);
        let Standing { state, at } = self.standing(now);
        match state {
            State::Sealed => {
                self.end(State::Revoked, now);
                Ended::Done
            }
            State::Revoked => Ended::Done,
            _ => Ended::Refused { state, at },
        }
    }

    pub(super) fn finish(&mut self, link: &LinkHash, now: Time) -> Ended {
        if self.record.link_hash != *link {
            return Ended::Nothing;
        }
        self.note_finished(now, Subject::Bundle)
    }

    /// [`Self::finish`], the right to it being proven by a link to `subject`.
    pub(super) fn note_finished(&mut self, now: Time, subject: fn(BundleId) -> Subject) -> Ended {
        self.settle(now);
        let Standing { state, at } = self.standing(now);
        match &mut self.record.stage {
            Stage::Taken(taken) => {
                if taken.finished_at.is_none() {
                    taken.finished_at = Some(now);
                    self.tell(Told::finished(now, subject));
                }
                Ended::Done
            }
            _ => Ended::Refused { state, at },
        }
    }

    fn win(&mut self, claim: ClaimHash, lease: Duration, now: Time) -> Claimed {
        self.open_hash = None;
        self.record.stage = Stage::Taken(Taken {
            claim,
            claimed_at: now,
            lease_expires_at: later(now, lease),
            opened_at: None,
            confirmed: None,
            finished_at: None,
        });
        self.tell(Told::new(EventKind::BundleClaimed, now));
        self.grant(now)
    }

    fn grant(&self, now: Time) -> Claimed {
        match (&self.envelope, &self.record.stage) {
            (Some(envelope), Stage::Taken(taken)) => Claimed::Granted {
                envelope: envelope.to_vec(),
                lease_expires_at: Some(taken.lease_expires_at),
            },
            _ => Claimed::Gone {
                state: State::Lost,
                at: now,
            },
        }
    }

    fn count_wrong(&mut self, mark: [u8; 16], now: Time) -> Claimed {
        let new = !self.wrong_marks.contains(&mark);
        if new {
            self.wrong_marks.push(mark);
            self.record.tries_left = self.record.tries_left.saturating_sub(1);
        }
        if self.record.tries_left == 0 {
            self.end(State::Destroyed, now);
            return gone(self.standing(now));
        }
        if new {
            self.tell(Told::new(EventKind::BundleOpenFailed, now));
        }
        Claimed::WrongPassphrase {
            tries_left: self.record.tries_left,
        }
    }

    /// Every late attempt is counted and only the first is told: nobody can fill the log with them.
    fn count_late(&mut self, mark: [u8; 16], standing: Standing, now: Time) -> Claimed {
        if !self.wrong_marks.contains(&mark) && self.late_mark != Some(mark) {
            self.late_mark = Some(mark);
            self.record.late_attempts += 1;
            if self.record.late_attempts == 1 {
                self.tell(Told::new(EventKind::BundleLate, now));
            }
        }
        gone(standing)
    }

    fn end(&mut self, state: State, at: Time) {
        self.record.stage = Stage::Ended { state, at };
        self.erase();
        self.tell(Told::new(told_as(state), at));
    }

    fn tell(&mut self, told: Told) {
        if self.record.owner.is_some() {
            self.told.push(told);
        }
    }

    fn erase(&mut self) {
        self.open_hash = None;
        self.envelope = None;
        self.wraps = Vec::new();
    }

    pub(super) fn standing(&self, now: Time) -> Standing {
        self.record.standing(now, self.has_envelope())
    }
}

/// The event of an end without an opening.
const fn told_as(state: State) -> EventKind {
    match state {
        State::Revoked => EventKind::BundleRevoked,
        State::Destroyed => EventKind::BundleDestroyed,
        State::Lost => EventKind::BundleLost,
        _ => EventKind::BundleExpired,
    }
}

const fn gone(standing: Standing) -> Claimed {
    Claimed::Gone {
        state: standing.state,
        at: standing.at,
    }
}
