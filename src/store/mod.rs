//! FLOOR 1: the domain verbs and what they promise.
//!
//! A bundle is a *record* (state, hashes, times) and an *envelope*. Every verb is one atomic step,
//! timed by the store's own clock and safe to repeat. The two stores pass one contract suite
//! (`tests/store.rs`).
//!
//! Invariants:
//! - An id alone has no effect: every verb that acts needs a hash of a token or of the claim.
//! - Of any number of racing claims exactly one wins, for ever.
//! - The envelope and the hash of the open token go together, in the step in which the bundle ends.

pub mod record;

pub mod memory;

pub mod redis;

use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::protocol::{
    envelope::Envelope,
    token::{
        BundleId, Claim, ClaimHash, LinkHash, LinkToken, OpenHash, OpenToken, ReceiptHash,
        ReceiptToken,
    },
    wire::{Receipt, State, Time, View},
};

/// Where bundles are kept. A clone is a cheap handle on the same store.
#[derive(Clone)]
pub enum Store {
    /// In this process: bounded, never written to disk, gone with the process.
    Memory(memory::Memory),
    /// In Redis or Valkey, shared by any number of processes.
    Redis(redis::Redis),
}

/// What a creator hands in. Tries and retention are the server's, fixed at creation.
pub struct NewBundle {
    /// Derived from `link_hash`; the caller has checked it.
    pub id: BundleId,
    /// `H(link_token)`.
    pub link_hash: LinkHash,
    /// `H(open_token)`.
    pub open_hash: OpenHash,
    /// `H(receipt_token)`.
    pub receipt_hash: ReceiptHash,
    /// The sealed bytes.
    pub envelope: Envelope,
    /// How long it can be opened.
    pub lifetime: Duration,
    /// Wrong passphrases until it is destroyed, at least 1.
    pub tries: u32,
    /// How long the receipt stays after the lifetime.
    pub retention: Duration,
    /// The API client that created it, if any.
    pub owner: Option<Owner>,
}

/// The name of an API client, which owns what it created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner(pub String);

impl NewBundle {
    /// A digest over every member of the body: tells 'the same content' from another.
    ///
    /// It covers the envelope's bytes, not their hash, so that once they are erased nobody can
    /// check a guessed passphrase against it.
    #[must_use]
    pub fn content(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.link_hash.as_bytes())
            .chain_update(self.open_hash.as_bytes())
            .chain_update(self.receipt_hash.as_bytes())
            .chain_update(self.lifetime.as_secs().to_be_bytes())
            .chain_update(self.envelope.as_bytes())
            .finalize()
            .into()
    }
}

/// What became of a creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// Stored.
    New {
        /// When it expires unread.
        expires_at: Time,
    },
    /// The same content was stored before, whatever has happened to it since.
    Same {
        /// When it expires, or expired, unread.
        expires_at: Time,
    },
    /// The id is taken by other content; nothing was changed.
    Taken,
}

/// What a bearer of an unknown token may see of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// No such bundle, or the token is neither of its two.
    Nothing,
    /// The token proves the link.
    Link(View),
    /// The token proves the receipt.
    Receipt(Receipt),
}

/// The hashes under which a token of unknown sort could be known.
pub struct Bearer {
    /// If it is a link token.
    pub link_hash: LinkHash,
    /// If it is a receipt token.
    pub receipt_hash: ReceiptHash,
}

impl Bearer {
    /// Hashes the 32 bytes of a token of unknown sort.
    #[must_use]
    pub fn new(token: &[u8; 32]) -> Self {
        Self {
            link_hash: LinkToken::new(*token).hash(),
            receipt_hash: ReceiptToken::new(*token).hash(),
        }
    }
}

/// One try to open, as hashes.
pub struct Attempt {
    /// Proves the link.
    pub link_hash: LinkHash,
    /// Proves the passphrase.
    pub open_hash: OpenHash,
    /// Who claims.
    pub claim: ClaimHash,
    /// The first 16 bytes of `H(claim ‖ open_token)`: a wrong try that is sent again counts once.
    pub mark: [u8; 16],
}

impl Attempt {
    /// Hashes what an opener sent.
    #[must_use]
    pub fn new(link: &LinkToken, open: &OpenToken, claim: &Claim) -> Self {
        let digest = Sha256::new()
            .chain_update(claim.as_bytes())
            .chain_update(open.as_bytes())
            .finalize();
        let mut mark = [0; 16];
        mark.copy_from_slice(&digest[..16]);
        Self {
            link_hash: link.hash(),
            open_hash: open.hash(),
            claim: claim.hash(),
            mark,
        }
    }
}

/// What became of a try to open.
#[derive(Clone, PartialEq, Eq)]
pub enum Claimed {
    /// No such bundle, or the link token is wrong. Nothing was changed.
    Nothing,
    /// This claim has it.
    Granted {
        /// The bytes of the envelope.
        envelope: Vec<u8>,
        /// Until when the same claim may fetch again; none if it is already erased.
        lease_expires_at: Option<Time>,
    },
    /// The open token is wrong; the try is counted, once.
    WrongPassphrase {
        /// How many are left, at least 1.
        tries_left: u32,
    },
    /// Claimed by another, or ended. It is counted as a late attempt.
    Gone {
        /// The state it is in.
        state: State,
        /// Since when.
        at: Time,
    },
}

/// What became of a revocation or of 'finished'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// No such bundle, or the token is wrong. Nothing was changed.
    Nothing,
    /// Done, now or before.
    Done,
    /// Its state does not allow it. Nothing was changed.
    Refused {
        /// The state it is in.
        state: State,
        /// Since when.
        at: Time,
    },
}

/// Why a store gave no answer. Whatever was asked may be asked again.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Creates are refused before memory runs out; everything else goes on.
    #[error("the store is full")]
    Full,
    /// It cannot be reached, or did not answer in time; the step may have happened.
    #[error("the store does not answer: {0}")]
    Down(String),
    /// A bundle opened without a claim could not be read to its end, and may be lost.
    #[error("the store stopped answering in the middle of an opening without a claim: {0}")]
    Interrupted(String),
}

/// A store that is reached and must not be used, in words that say what to do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub String);

/// What an operator's health check needs to know of the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Why it is not safe to use; empty when all is well.
    pub problems: Vec<String>,
    /// Bytes in use.
    pub used_bytes: u64,
    /// Bytes it may use; none if there is no limit.
    pub limit_bytes: Option<u64>,
}

/// The use, in bytes, from which on creations are refused: four fifths of the limit.
const fn full_at(limit: u64) -> u64 {
    limit / 5 * 4
}

impl Claimed {
    /// What it says once the envelope is erased.
    const fn without_lease(mut self) -> Self {
        if let Self::Granted {
            lease_expires_at, ..
        } = &mut self
        {
            *lease_expires_at = None;
        }
        self
    }
}

macro_rules! dispatch {
    ($self:ident, $store:ident => $call:expr) => {
        match $self {
            Store::Memory($store) => $call,
            Store::Redis($store) => $call,
        }
    };
}

impl Store {
    /// A handle for one worker thread: with Redis, a connection of its own, made on first use in
    /// the runtime of the caller.
    #[must_use]
    pub fn for_worker(&self) -> Self {
        match self {
            Self::Memory(memory) => Self::Memory(memory.clone()),
            Self::Redis(redis) => Self::Redis(redis.for_worker()),
        }
    }

    /// Stores a bundle under its id unless the id is taken. Repeating it is harmless.
    pub async fn create(&self, bundle: &NewBundle) -> Result<Created, Error> {
        dispatch!(self, store => store.create(bundle).await)
    }

    /// Tells what the bearer may know. Changes nothing.
    pub async fn look(&self, id: &BundleId, bearer: &Bearer) -> Result<Seen, Error> {
        dispatch!(self, store => store.look(id, bearer).await)
    }

    /// The atomic act: the first right claim takes the bundle away from everyone else, for ever.
    ///
    /// Until the lease ends the same claim gets the same bytes again, without a check of
    /// `open_hash`. In order: unknown id or wrong `link_hash` → [`Claimed::Nothing`]; my claim
    /// within its lease → [`Claimed::Granted`]; claimed or ended → [`Claimed::Gone`]; wrong
    /// `open_hash` → [`Claimed::WrongPassphrase`], or `Gone` as `destroyed` with the last try.
    pub async fn claim(
        &self,
        id: &BundleId,
        attempt: &Attempt,
        lease: Duration,
    ) -> Result<Claimed, Error> {
        dispatch!(self, store => store.claim(id, attempt, lease).await)
    }

    /// [`Store::claim`] for an opener who keeps no claim: the envelope is erased before this
    /// returns, and `lease_expires_at` is none.
    pub async fn take(&self, id: &BundleId, attempt: &Attempt) -> Result<Claimed, Error> {
        dispatch!(self, store => store.take(id, attempt).await)
    }

    /// Erases the envelope at once if `claim` holds it; true for the claimant, any number of times.
    ///
    /// `readable` and the time are written once.
    pub async fn confirm(
        &self,
        id: &BundleId,
        claim: &ClaimHash,
        readable: bool,
    ) -> Result<bool, Error> {
        dispatch!(self, store => store.confirm(id, claim, readable).await)
    }

    /// Takes a sealed bundle back: the envelope is erased at once.
    pub async fn revoke(&self, id: &BundleId, receipt: &ReceiptHash) -> Result<Ended, Error> {
        dispatch!(self, store => store.revoke(id, receipt).await)
    }

    /// Notes that the intervention is over; possible once claimed or opened.
    pub async fn finish(&self, id: &BundleId, link: &LinkHash) -> Result<Ended, Error> {
        dispatch!(self, store => store.finish(id, link).await)
    }

    /// Since when the store has kept what it was given: what was stored before is lost.
    pub async fn since(&self) -> Result<Time, Error> {
        dispatch!(self, store => store.since().await)
    }

    /// To be called once at the start. A store that does not answer yet is no reason to stop.
    pub async fn start(&self) -> Result<(), Unfit> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Redis(redis) => redis.start().await,
        }
    }

    /// To be called each second: erases what is over, and learns how full the store is.
    pub async fn poll(&self) -> Result<(), Error> {
        dispatch!(self, store => store.poll().await)
    }

    /// Whether it can be reached and is set up safely.
    pub async fn health(&self) -> Result<Health, Error> {
        dispatch!(self, store => store.health().await)
    }
}
