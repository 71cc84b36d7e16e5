//! FLOOR 1: the domain verbs and what they promise.
//!
//! A bundle is a *record* (state, hashes, times) and an *envelope*. A request is a record and a
//! *document*; its answer is a bundle under the same id, with the *wraps* of its key. Every verb is
//! one atomic step, timed by the store's own clock and safe to repeat. The two stores pass one
//! contract suite (`tests/store.rs`).
//!
//! Invariants:
//! - An id alone has no effect: every verb that acts needs a hash of a token or of the claim.
//! - Of any number of racing claims exactly one wins, for ever.
//! - The envelope, the hash of the open token and the wraps go together, in the step in which the
//!   bundle ends.
//! - Of any number of racing answers exactly one is taken.
//! - Every change of what has an owner is one event in that owner's log, and in no other one.

mod bundle;
mod owner;
mod partition;
mod request;

pub mod log;

pub mod record;

pub mod memory;

pub mod redis;

use std::time::Duration;

use self::log::{
    DeadLetter, Delivery, HookState, Listed, Listing, LogPage, Outcome, Position, Repeatable,
    Repeated, SenderId,
};
pub use self::{
    bundle::{Attempt, Bearer, Claimed, Created, Ended, NewBundle, Seen},
    owner::{InvalidOwner, InvalidReference, Owner, Reference},
    request::{
        Answered, Asked, Authority, IllegalWraps, NewAnswer, NewRequest, RequestBearer,
        SeenRequest, Wraps,
    },
};
use crate::protocol::{
    token::{AnswerHash, BundleId, ClaimHash, LinkHash, ReceiptHash},
    wire::{RequestState, Time},
};

/// Where bundles and requests are kept. A clone is a cheap handle on the same store.
#[derive(Clone)]
pub enum Store {
    /// In this process: bounded, never written to disk, gone with the process.
    Memory(memory::Memory),
    /// In Redis or Valkey, shared by any number of processes.
    Redis(redis::Redis),
}

/// Why a store gave no answer. Whatever was asked may be asked again.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Bundles, requests and answers are refused before memory runs out; everything else goes on.
    #[error("the store is full")]
    Full,
    /// It cannot be reached, or did not answer in time; the step may have happened.
    #[error("the store does not answer: {0}")]
    Down(String),
    /// Too few replicas have taken the step in time: it may have happened, and nothing was handed out.
    #[error("the store could not make it durable: {0}")]
    NotDurable(String),
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

    /// Stores a request under its id unless the id is taken. Repeating it is harmless.
    pub async fn request(&self, request: &NewRequest) -> Result<Created, Error> {
        dispatch!(self, store => store.request(request).await)
    }

    /// Tells what the bearer may know of a request. Changes nothing.
    pub async fn look_request(
        &self,
        id: &BundleId,
        bearer: &RequestBearer,
    ) -> Result<SeenRequest, Error> {
        dispatch!(self, store => store.look_request(id, bearer).await)
    }

    /// Fills a pending request: from here on its id names the answer's bundle too, which lives as
    /// long as the request was given, counted from now.
    ///
    /// In order: unknown id or wrong answer token → [`Answered::Nothing`]; answered before →
    /// [`Answered::Same`] or [`Answered::Taken`], whatever has happened since; ended unanswered →
    /// [`Answered::Gone`].
    pub async fn answer(
        &self,
        id: &BundleId,
        proof: &AnswerHash,
        answer: &NewAnswer,
    ) -> Result<Answered, Error> {
        dispatch!(self, store => store.answer(id, proof, answer).await)
    }

    /// Withdraws a pending request, or takes back an answer that nobody has collected yet.
    pub async fn revoke_request(
        &self,
        id: &BundleId,
        authority: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        dispatch!(self, store => store.revoke_request(id, authority).await)
    }

    /// Notes that the intervention is over; possible once the answer is claimed or opened.
    pub async fn finish_request(
        &self,
        id: &BundleId,
        authority: &Authority,
    ) -> Result<Ended<RequestState>, Error> {
        dispatch!(self, store => store.finish_request(id, authority).await)
    }

    /// Whether a call that its client may repeat is the first of its kind; remembered for
    /// [`log::REPEATABLE`].
    pub async fn repeatable(&self, owner: &Owner, call: &Repeatable) -> Result<Repeated, Error> {
        dispatch!(self, store => store.repeatable(owner, call).await)
    }

    /// The owner's requests, the newest first. Changes nothing.
    ///
    /// With Redis a request comes into the list at most two seconds after it was made. A page may
    /// have fewer than `limit` and a `next` all the same: then many of those behind are gone.
    pub async fn list_requests(&self, owner: &Owner, listing: &Listing) -> Result<Listed, Error> {
        dispatch!(self, store => store.list_requests(owner, listing).await)
    }

    /// The owner's events behind `after`, those of one subject in the order in which they happened.
    /// Changes nothing.
    ///
    /// They are kept for [`log::KEPT`], and the last [`log::MOST_EVENTS`] of them.
    pub async fn read_log(
        &self,
        owner: &Owner,
        after: Position,
        limit: usize,
    ) -> Result<LogPage, Error> {
        dispatch!(self, store => store.read_log(owner, after, limit).await)
    }

    /// To be called each second with the clients there are: brings events into the logs of their
    /// owners, each exactly once however many processes do so, and looks after what clients have.
    pub async fn relay(&self, owners: &[Owner]) -> Result<(), Error> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Redis(redis) => redis.relay(owners).await,
        }
    }

    /// The next event for the owner's webhook, for this sender alone until its lease ends, or until
    /// it says what became of it. Asking again renews the lease.
    pub async fn next_delivery(
        &self,
        owner: &Owner,
        sender: &SenderId,
        lease: Duration,
    ) -> Result<Delivery, Error> {
        dispatch!(self, store => store.next_delivery(owner, sender, lease).await)
    }

    /// Writes down what became of the delivery of the event at `position`, and gives the lease back.
    /// False: the lease was lost, and nothing was changed.
    pub async fn delivered(
        &self,
        owner: &Owner,
        sender: &SenderId,
        position: Position,
        outcome: &Outcome,
    ) -> Result<bool, Error> {
        dispatch!(self, store => store.delivered(owner, sender, position, outcome).await)
    }

    /// How the owner's webhook is doing. Changes nothing.
    pub async fn hook_state(&self, owner: &Owner) -> Result<HookState, Error> {
        dispatch!(self, store => store.hook_state(owner).await)
    }

    /// Turns the owner's webhook on and forgets its failures: the event where it stopped is due at
    /// once. True if it was off.
    pub async fn enable_hook(&self, owner: &Owner) -> Result<bool, Error> {
        dispatch!(self, store => store.enable_hook(owner).await)
    }

    /// What the owner's receiver would not take, the oldest first. Changes nothing.
    ///
    /// They are kept for [`log::KEPT`], and the last [`log::MOST_DEAD`] of them.
    pub async fn dead_letters(
        &self,
        owner: &Owner,
        after: Position,
        limit: usize,
    ) -> Result<Vec<DeadLetter>, Error> {
        dispatch!(self, store => store.dead_letters(owner, after, limit).await)
    }

    /// Removes a dead letter that was delivered after all; false if it is not there.
    pub async fn bury(&self, owner: &Owner, position: Position) -> Result<bool, Error> {
        dispatch!(self, store => store.bury(owner, position).await)
    }

    /// Erases all there is of an id, whoever holds a link to it: from here on it is unknown. False
    /// if there was nothing.
    ///
    /// Its owner is told as of a revocation, or of an opening if it was claimed.
    pub async fn purge(&self, id: &BundleId) -> Result<bool, Error> {
        dispatch!(self, store => store.purge(id).await)
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
