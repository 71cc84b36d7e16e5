//! The record of a bundle, and what it means at a moment: pure, and the same for both stores.
//!
//! ```text
//! stored    sealed | claimed | opened | expired | revoked | destroyed | lost
//! computed  sealed past expires_at → expired, at expires_at
//!           sealed before it, its envelope missing → lost
//!           claimed past its lease → opened, at the lease's end
//! ```

pub mod request;

use std::time::Duration;

use super::{Bearer, NewBundle, Owner, Seen};
use crate::protocol::{
    token::{BundleId, ClaimHash, LinkHash, ReceiptHash},
    wire::{Receipt, State, Time, View},
};

/// All that a store keeps of a bundle beside the envelope, the hash of the open token and the
/// memory of attempts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// [`NewBundle::content`]: tells a repeated creation from another one.
    pub content: [u8; 32],
    /// `H(link_token)`.
    pub link_hash: LinkHash,
    /// `H(receipt_token)`.
    pub receipt_hash: ReceiptHash,
    /// Whether a passphrase is needed.
    pub passphrase: bool,
    /// The envelope's size in bytes.
    pub size: u64,
    /// When it was sealed.
    pub created_at: Time,
    /// When it expires unread.
    pub expires_at: Time,
    /// Until when the record is kept.
    pub receipt_until: Time,
    /// How many wrong passphrases are left; 0 once destroyed.
    pub tries_left: u32,
    /// How often a second holder of the link came.
    pub late_attempts: u64,
    /// The API client that created it, if any.
    pub owner: Option<Owner>,
    /// What has happened to it.
    pub stage: Stage,
}

/// What has happened to a bundle, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing.
    Sealed,
    /// A claim has won: stored as `claimed`, or `opened` once erased.
    Taken(Taken),
    /// It ended unread: as `expired`, `revoked`, `destroyed` or `lost`.
    Ended {
        /// How.
        state: State,
        /// When.
        at: Time,
    },
}

/// A bundle that a claim has won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The winner.
    pub claim: ClaimHash,
    /// When it won.
    pub claimed_at: Time,
    /// Until when it may fetch again.
    pub lease_expires_at: Time,
    /// When the envelope was erased, if that was before the lease's end.
    pub opened_at: Option<Time>,
    /// When and how the opener confirmed.
    pub confirmed: Option<Confirmed>,
    /// When the intervention was over.
    pub finished_at: Option<Time>,
}

/// The opener's word on what it got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed {
    /// When it was given.
    pub at: Time,
    /// Whether the bundle could be decrypted.
    pub readable: bool,
}

/// The state at a moment, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<S = State> {
    /// The state.
    pub state: S,
    /// When it was entered; for a loss that is not written down yet, the moment it is noticed.
    pub at: Time,
}

impl Record {
    /// The record of a bundle that is sealed now.
    #[must_use]
    pub fn new(bundle: &NewBundle, now: Time) -> Self {
        let expires_at = later(now, bundle.lifetime);
        Self {
            content: bundle.content(),
            link_hash: bundle.link_hash,
            receipt_hash: bundle.receipt_hash,
            passphrase: bundle.envelope.has_passphrase(),
            size: bundle.envelope.as_bytes().len() as u64,
            created_at: now,
            expires_at,
            receipt_until: later(expires_at, bundle.retention),
            tries_left: bundle.tries,
            late_attempts: 0,
            owner: bundle.owner.clone(),
            stage: Stage::Sealed,
        }
    }

    /// The state now; `envelope` tells whether its bytes are there.
    #[must_use]
    pub fn standing(&self, now: Time, envelope: bool) -> Standing {
        let (state, at) = match &self.stage {
            Stage::Sealed if now >= self.expires_at => (State::Expired, self.expires_at),
            Stage::Sealed if !envelope => (State::Lost, now),
            Stage::Sealed => (State::Sealed, self.created_at),
            Stage::Taken(taken) => taken.standing(now),
            Stage::Ended { state, at } => (*state, *at),
        };
        Standing { state, at }
    }

    /// Whether this claim has won the bundle.
    #[must_use]
    pub fn is_claimed_by(&self, claim: &ClaimHash) -> bool {
        matches!(&self.stage, Stage::Taken(taken) if taken.claim == *claim)
    }

    /// What the bearer may know.
    #[must_use]
    pub fn seen(&self, id: &BundleId, bearer: &Bearer, now: Time, envelope: bool) -> Seen {
        if self.link_hash == bearer.link_hash {
            Seen::Link(self.view(now, envelope))
        } else if self.receipt_hash == bearer.receipt_hash {
            Seen::Receipt(self.receipt(id, now, envelope))
        } else {
            Seen::Nothing
        }
    }

    /// What a holder of the link may know.
    #[must_use]
    pub fn view(&self, now: Time, envelope: bool) -> View {
        let Standing { state, at } = self.standing(now, envelope);
        let taken = self.taken();
        View {
            state,
            expires_at: self.expires_at,
            passphrase: self.passphrase,
            tries_left: self.tries_left,
            size: self.size,
            claimed_at: taken.map(|taken| taken.claimed_at),
            lease_expires_at: taken
                .filter(|_| state == State::Claimed)
                .map(|taken| taken.lease_expires_at),
            opened_at: (state == State::Opened).then_some(at),
            ended_at: state.ended_unread().then_some(at),
            finished_at: taken.and_then(|taken| taken.finished_at),
        }
    }

    /// What the sender may know.
    #[must_use]
    pub fn receipt(&self, id: &BundleId, now: Time, envelope: bool) -> Receipt {
        let confirmed = self.taken().and_then(|taken| taken.confirmed);
        Receipt {
            id: *id,
            view: self.view(now, envelope),
            created_at: self.created_at,
            receipt_until: self.receipt_until,
            confirmed_at: confirmed.map(|confirmed| confirmed.at),
            readable: confirmed.map(|confirmed| confirmed.readable),
            late_attempts: self.late_attempts,
        }
    }

    const fn taken(&self) -> Option<&Taken> {
        match &self.stage {
            Stage::Taken(taken) => Some(taken),
            _ => None,
        }
    }
}

impl Taken {
    fn standing(&self, now: Time) -> (State, Time) {
        match self.opened_at {
            Some(at) => (State::Opened, at),
            None if now >= self.lease_expires_at => (State::Opened, self.lease_expires_at),
            None => (State::Claimed, self.claimed_at),
        }
    }
}

impl State {
    /// Whether a bundle in this state ended without having been opened.
    const fn ended_unread(self) -> bool {
        matches!(
            self,
            Self::Expired | Self::Revoked | Self::Destroyed | Self::Lost
        )
    }
}

/// A moment that much later, to the millisecond.
pub(super) fn later(time: Time, by: Duration) -> Time {
    time.plus_millis(i64::try_from(by.as_millis()).unwrap_or(i64::MAX))
}
