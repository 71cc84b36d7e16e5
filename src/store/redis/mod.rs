//! Bundles and requests in Redis or Valkey, shared by any number of processes.
//!
//! ```text
//! hndo:{p}:rec:<id>    hash    the record                            until expires_at + retention
//! hndo:{p}:env:<id>    string  open_hash (32 bytes) ‖ the envelope   until expires_at; from the
//!                              claim on, until the lease ends; unlinked at every other end
//! hndo:{p}:wraps:<id>  string  the wraps of an answer's key          as env, and with it
//! hndo:{p}:doc:<id>    string  the document of a request             as rec
//! hndo:{p}:new:<id>:…  string  a large envelope, before it is env    10 seconds; renamed in the step
//!                              that stores it
//! hndo:{p}:got:<id>:…  string  what was env, opened without a claim  10 seconds; read and erased by the
//!                              command behind that step
//! hndo:{p}:due         zset    id → its next deadline                of what has an owner, to its end;
//!                              of what is claimed, while its lease lasts
//! hndo:{p}:out         stream  the events: the outbox                until they are relayed; at the
//!                              most 30 days; of what has an owner
//! hndo:{p}:meta        hash    layout, store_since
//!
//! of a client, behind hndo:{c:<client>}
//! :log      stream  its events                                       30 days, 100 000 events
//! :off      hash    partition → the last event of its outbox in log  60 days from the last one on
//! :req      zset    its requests, by when they were made: the id,    as the last of their records
//!                   and behind it b64u H(reference) if it has one
//! :ref:<b64u H(reference)>  zset  the ids of those                   likewise
//! :hook     hash    how far its webhook has come                     60 days, and while it is a client
//! :dead     stream  what its receiver refused                        30 days, 1 000 events
//! :idem:<b64u of the call's key>  string  content ‖ expires_at       24 hours
//! ```
//!
//! The hash of the open token stands in front of the envelope, and nowhere else, so that it goes
//! with the envelope even when nothing but the time erases it; the winning claim overwrites it with
//! zeros. So nothing that remains of a bundle allows guessing its passphrase offline.
//!
//! A request is a record with a document. Its answer adds the fields of a bundle to the record, and
//! the keys of one: from there on every verb of bundles finds a bundle like any other.
//!
//! One Lua script a verb decides, by Redis' own clock, and is safe to repeat. No large envelope passes
//! through Lua: a plain command brings or reads it in the same pipeline. Behind a claim that is a
//! `GETRANGE`, and the bytes are dropped here if the claim has lost. Without a claim the step gives the
//! envelope a name that only this opening knows, and a `GETDEL` reads and erases it.
//!
//! The same script that changes a state writes the event into the outbox, so that there is one for
//! each change, and one for the first of the late attempts, which the record counts. What time alone
//! changes is written down by the next verb, or by the sweep that each process runs over the due
//! index; where all of them are stopped, by the first that starts, as long as the record is kept.
//! Each second the relay of each process copies the outboxes into the logs of the clients.

pub(crate) mod address;
mod connection;
mod durable;
mod fields;
mod hooks;
pub(crate) mod info;
mod keys;
mod lists;
mod log;
mod meta;
mod nodes;
pub(crate) mod policy;
mod purge;
mod relay;
mod replies;
mod requests;
pub(crate) mod rights;
mod scripts;
mod slot;
mod storing;
mod stream;
mod sweep;
mod take;
mod tidy;
mod topology;
mod wait;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

use std::{
    sync::{Arc, atomic::AtomicUsize},
    time::Duration,
};

use redis::{Cmd, Pipeline, Value};

pub use self::wait::{Patience, WaitReplicas};
use self::{
    address::Address,
    connection::Trouble,
    fields::FIELDS,
    keys::Keys,
    meta::Known,
    nodes::Care,
    replies::Decision,
    scripts::{CLAIM, CONFIRM, CREATE, FINISH, LOOK, REVOKE},
    storing::Sealed,
    topology::{Links, Topology},
    wait::Wait,
};
use super::{Attempt, Bearer, Claimed, Created, Ended, Error, NewBundle, Owner, Seen};
use crate::protocol::token::{BundleId, ClaimHash, LinkHash, OpenHash, ReceiptHash};

/// A handle on bundles in Redis. Its clones share their connections.
#[derive(Clone)]
pub struct Redis {
    links: Arc<Links>,
    known: Arc<Known>,
    /// How many clients have been looked after.
    turn: Arc<AtomicUsize>,
}

/// An address that names no Redis. It is not repeated: it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error(
    "not the URL of a Redis: redis://[user:password@]host:port, \
     redis+sentinel://host:port,host:port/name or redis+cluster://host:port,host:port, with rediss \
     instead of redis for TLS"
)]
pub struct NoRedisUrl;

impl Redis {
    /// A handle on the Redis at this URL, which need not be there yet.
    pub fn open(url: &str) -> Result<Self, NoRedisUrl> {
        let address = Address::parse(url).ok_or(NoRedisUrl)?;
        let topology = Topology::new(address, Wait::default(), Patience::default());
        Ok(Self {
            links: Links::to(topology),
            known: Arc::default(),
            turn: Arc::default(),
        })
    }

    /// The same, answering only once so many replicas have a step, or not after this time.
    #[must_use]
    pub fn waiting_for(self, replicas: WaitReplicas, timeout: Duration) -> Self {
        let topology = (self.links.topology).waiting_for(Wait { replicas, timeout });
        let links = Links::to(topology);
        Self { links, ..self }
    }

    /// The same, waiting so long for those that are silent.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        let topology = self.links.topology.with_patience(patience);
        let links = Links::to(topology);
        Self { links, ..self }
    }

    pub(super) fn for_worker(&self) -> Self {
        Self {
            links: Arc::new(Links::new(Arc::clone(&self.links.topology))),
            known: Arc::clone(&self.known),
            turn: Arc::clone(&self.turn),
        }
    }

    pub(super) async fn create(&self, bundle: &NewBundle) -> Result<Created, Error> {
        let room = !self.known.is_crowded();
        let (keys, content) = (Keys::of(&bundle.id), bundle.content());
        let envelope = bundle.envelope.as_bytes();
        let sealed = Sealed::new(&bundle.open_hash, envelope);
        let steps = storing::store(&CREATE, &keys, &content, sealed, room, |step, sealed| {
            step.arg(&content)
                .arg(bundle.link_hash.as_bytes())
                .arg(bundle.receipt_hash.as_bytes())
                .arg(sealed)
                .arg(u8::from(bundle.envelope.has_passphrase()))
                .arg(envelope.len())
                .arg(millis(bundle.lifetime))
                .arg(millis(bundle.retention))
                .arg(bundle.tries)
                .arg(bundle.owner.as_ref().map_or("", Owner::as_str))
                .arg(u8::from(room));
        });
        match replies::created(self.durable_steps(&steps).await?) {
            // Out of memory, Redis refuses the script before it can look.
            Err(Error::Full) => {
                let mut step = LOOK.on(&keys);
                step.arg(&["content", "expires"]);
                replies::created_before(self.step(step).await?, &content)
            }
            answer => answer,
        }
    }

    pub(super) async fn look(&self, id: &BundleId, bearer: &Bearer) -> Result<Seen, Error> {
        let before = self.links.before().await?;
        let mut step = LOOK.on(&Keys::of(id));
        step.arg(&FIELDS);
        let (record, envelope, now) = requests::looked(self.step(step).await?)?;
        let bundle = fields::kept(record)?.bundle;
        let seen = bundle.map_or(Seen::Nothing, |record| {
            record.seen(id, bearer, now, envelope)
        });
        before
            .sure(seen, |seen| matches!(seen, Seen::Nothing))
            .await
    }

    pub(super) async fn claim(
        &self,
        id: &BundleId,
        attempt: &Attempt,
        lease: Duration,
    ) -> Result<Claimed, Error> {
        let before = self.links.before().await?;
        let keys = Keys::of(id);
        let mut pipeline = redis::pipe();
        pipeline.add_command(claim(CLAIM.on(&keys), attempt, lease));
        pipeline.add_command(read_envelope(&keys));
        let (decision, envelope) = self.decided(&pipeline).await?;
        let decision = before.sure(decision, Decision::is_nothing).await?;
        claimed(decision, envelope)
    }

    pub(super) async fn confirm(
        &self,
        id: &BundleId,
        claim: &ClaimHash,
        readable: bool,
    ) -> Result<bool, Error> {
        let before = self.links.before().await?;
        let step = confirm(&Keys::of(id), claim, Some(readable));
        let confirmed = replies::flag(self.step(step).await?, "confirm")?;
        before.sure(confirmed, |confirmed| !confirmed).await
    }

    pub(super) async fn revoke(
        &self,
        id: &BundleId,
        receipt: &ReceiptHash,
    ) -> Result<Ended, Error> {
        let before = self.links.before().await?;
        let mut step = REVOKE.on(&Keys::of(id));
        step.arg("receipt").arg(receipt.as_bytes());
        let ended = replies::ended(self.durable_step(step).await?, fields::state)?;
        before.sure(ended, Ended::is_nothing).await
    }

    pub(super) async fn finish(&self, id: &BundleId, link: &LinkHash) -> Result<Ended, Error> {
        let before = self.links.before().await?;
        let mut step = FINISH.on(&Keys::of(id));
        step.arg("link").arg(link.as_bytes());
        let ended = replies::ended(self.step(step).await?, fields::state)?;
        before.sure(ended, Ended::is_nothing).await
    }

    async fn step(&self, step: Cmd) -> Result<Value, Error> {
        let mut pipeline = redis::pipe();
        pipeline.add_command(step);
        let [reply] = self.exchange(&pipeline).await?;
        Ok(reply)
    }

    /// A step that must hold whichever node is primary next.
    async fn durable_step(&self, step: Cmd) -> Result<Value, Error> {
        let mut pipeline = redis::pipe();
        pipeline.add_command(step);
        self.durable_steps(&pipeline).await
    }

    /// What the last of these steps has answered.
    async fn durable_steps(&self, pipeline: &Pipeline) -> Result<Value, Error> {
        let mut replies = self.durably(pipeline).await?;
        replies.pop().ok_or_else(|| replies::unexpected("a step"))
    }

    /// The answer to a claim, and what was read behind it.
    async fn decided(&self, pipeline: &Pipeline) -> Result<(Decision, Vec<u8>), Error> {
        let replies = self.durably(pipeline).await?;
        let Ok([decision, envelope]) = <[Value; 2]>::try_from(replies) else {
            return Err(replies::unexpected("claim"));
        };
        Ok((replies::decision(decision)?, replies::bytes(envelope)?))
    }

    async fn exchange<const N: usize>(&self, pipeline: &Pipeline) -> Result<[Value; N], Trouble> {
        self.known.usable()?;
        self.links.exchange(pipeline, Care::Plain).await
    }

    async fn exchange_many(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        self.known.usable()?;
        self.links.exchange_many(pipeline, Care::Plain).await
    }

    async fn durably(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Trouble> {
        self.known.usable()?;
        self.links.exchange_many(pipeline, Care::Durable).await
    }
}

/// `step` is a call of [`CLAIM`].
fn claim(mut step: Cmd, attempt: &Attempt, lease: Duration) -> Cmd {
    step.arg(attempt.link_hash.as_bytes())
        .arg(attempt.open_hash.as_bytes())
        .arg(attempt.claim.as_bytes())
        .arg(&attempt.mark)
        .arg(millis(lease));
    step
}

fn confirm(keys: &Keys, claim: &ClaimHash, readable: Option<bool>) -> Cmd {
    let mut step = CONFIRM.on(keys);
    step.arg(claim.as_bytes()).arg(match readable {
        Some(true) => "1",
        Some(false) => "0",
        None => "",
    });
    step
}

/// The envelope without the hash in front of it.
fn read_envelope(keys: &Keys) -> Cmd {
    let mut read = redis::cmd("GETRANGE");
    read.arg(&keys.env).arg(OpenHash::LENGTH).arg(-1);
    read
}

fn claimed(decision: Decision, envelope: Vec<u8>) -> Result<Claimed, Error> {
    Ok(match decision {
        Decision::Nothing => Claimed::Nothing,
        Decision::Wrong { tries_left } => Claimed::WrongPassphrase { tries_left },
        Decision::Gone { state, at, .. } => Claimed::Gone { state, at },
        Decision::Granted { .. } if envelope.is_empty() => {
            return Err(Error::Down(
                "the lease ended in the middle of the answer".to_owned(),
            ));
        }
        Decision::Granted { lease_expires_at } => Claimed::Granted {
            envelope,
            lease_expires_at: Some(lease_expires_at),
        },
    })
}

/// Milliseconds of a span, at most a hundred years: a moment in Redis must stay a whole number.
fn millis(span: Duration) -> u64 {
    const CENTURY: u64 = 100 * 366 * 24 * 3600 * 1000;
    u64::try_from(span.as_millis()).map_or(CENTURY, |millis| millis.min(CENTURY))
}
