//! Bundles and requests in Redis or Valkey, shared by any number of processes.
//!
//! ```text
//! hndo:{p}:rec:<id>    hash    the record                            until expires_at + retention
//! hndo:{p}:env:<id>    string  open_hash (32 bytes) ‖ the envelope   until expires_at; from the
//!                              claim on, until the lease ends; unlinked at every other end
//! hndo:{p}:wraps:<id>  string  the wraps of an answer's key          as env, and with it
//! hndo:{p}:doc:<id>    string  the document of a request             as rec
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
//! One Lua script a verb decides, by Redis' own clock, and is safe to repeat. The envelope does not
//! pass through Lua on its way out: the claim decides, and a plain `GETRANGE` behind it in the same
//! pipeline reads the bytes, which are dropped here if the claim has lost.
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
mod stream;
mod sweep;
mod tidy;
mod topology;
mod wait;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

use std::{
    io::Write,
    sync::{Arc, atomic::AtomicUsize},
    time::{Duration, Instant},
};

use redis::{Cmd, Pipeline, RedisWrite, ToRedisArgs, Value};

pub use self::wait::WaitReplicas;
use self::{
    address::Address,
    connection::Trouble,
    fields::FIELDS,
    keys::Keys,
    meta::Known,
    nodes::{Care, sized},
    replies::Decision,
    scripts::{CLAIM, CONFIRM, CREATE, FINISH, LOOK, REVOKE},
    topology::{Links, Topology},
    wait::Wait,
};
use super::{Attempt, Bearer, Claimed, Created, Ended, Error, NewBundle, Owner, Seen};
use crate::protocol::{
    token::{BundleId, ClaimHash, LinkHash, OpenHash, ReceiptHash},
    wire::State,
};

/// How long an opening without a claim is tried for.
const TAKING: Duration = Duration::from_secs(5);
/// The lease behind such an opening: longer than every try of it together.
const TAKING_LEASE: Duration = Duration::from_secs(10);
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

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
        Ok(Self {
            links: Arc::new(Links::new(Arc::new(Topology::new(
                address,
                Wait::default(),
            )))),
            known: Arc::default(),
            turn: Arc::default(),
        })
    }

    /// The same, answering only once so many replicas have a step, or not after this time.
    #[must_use]
    pub fn waiting_for(self, replicas: WaitReplicas, timeout: Duration) -> Self {
        let topology = (self.links.topology).waiting_for(Wait { replicas, timeout });
        Self {
            links: Arc::new(Links::new(Arc::new(topology))),
            ..self
        }
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
        let mut step = CREATE.on(&keys);
        step.arg(&content)
            .arg(bundle.link_hash.as_bytes())
            .arg(bundle.receipt_hash.as_bytes())
            .arg(Sealed {
                open_hash: &bundle.open_hash,
                envelope: if room {
                    bundle.envelope.as_bytes()
                } else {
                    &[]
                },
            })
            .arg(u8::from(bundle.envelope.has_passphrase()))
            .arg(bundle.envelope.as_bytes().len())
            .arg(millis(bundle.lifetime))
            .arg(millis(bundle.retention))
            .arg(bundle.tries)
            .arg(bundle.owner.as_ref().map_or("", Owner::as_str))
            .arg(u8::from(room));
        match replies::created(self.durable_step(step).await?) {
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
        let mut step = LOOK.on(&Keys::of(id));
        step.arg(&FIELDS);
        let (record, envelope, now) = requests::looked(self.step(step).await?)?;
        let bundle = fields::kept(record)?.bundle;
        let seen = bundle.map_or(Seen::Nothing, |record| {
            record.seen(id, bearer, now, envelope)
        });
        self.sure(seen, |seen| matches!(seen, Seen::Nothing))
    }

    pub(super) async fn claim(
        &self,
        id: &BundleId,
        attempt: &Attempt,
        lease: Duration,
    ) -> Result<Claimed, Error> {
        let keys = Keys::of(id);
        let mut pipeline = redis::pipe();
        pipeline.add_command(claim(&keys, attempt, lease));
        pipeline.add_command(read_envelope(&keys));
        let (decision, envelope) = self.decided(&pipeline).await?;
        claimed(self.sure(decision, Decision::is_nothing)?, envelope)
    }

    pub(super) async fn take(&self, id: &BundleId, attempt: &Attempt) -> Result<Claimed, Error> {
        let keys = Keys::of(id);
        let mut taking = Taking::default();
        let deadline = Instant::now() + TAKING;
        loop {
            let cause = match self.try_to_take(&keys, attempt, &mut taking).await {
                Ok(decision) => {
                    let decision = self.sure(decision, Decision::is_nothing)?;
                    return taking.outcome(decision);
                }
                Err(Trouble::NotDone(cause)) if taking.doubt.is_none() => {
                    return Err(Error::Down(cause));
                }
                Err(
                    Trouble::NotDone(cause)
                    | Trouble::NotDurable(cause)
                    | Trouble::Unknown { cause, .. },
                ) => cause,
            };
            if Instant::now() >= deadline {
                return Err(Error::Interrupted(cause));
            }
            taking.doubt = Some(cause);
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
    }

    /// A grant counts only when the envelope was read and erased: in one step, or, where it is large or
    /// replicas must have the claim before the envelope is erased, in two.
    async fn try_to_take(
        &self,
        keys: &Keys,
        attempt: &Attempt,
        taking: &mut Taking,
    ) -> Result<Decision, Trouble> {
        self.known.usable()?;
        let mut pipeline = redis::pipe();
        let erase = confirm(keys, &attempt.claim, None);
        let Some(node) = self.links.alone().await? else {
            pipeline.add_command(claim(keys, attempt, TAKING_LEASE));
            pipeline.add_command(read_envelope(keys));
            let [decision, envelope] = self.links.exchange(&pipeline, Care::Durable).await?;
            let decision = taking.decide(decision)?;
            if matches!(decision, Decision::Granted { .. }) {
                taking.read(envelope)?;
                let mut pipeline = redis::pipe();
                pipeline.add_command(erase);
                let [confirmed] = self.links.exchange(&pipeline, Care::Plain).await?;
                taking.erased(confirmed)?;
            }
            return Ok(decision);
        };
        let mut step = claim(keys, attempt, TAKING_LEASE);
        step.arg("1");
        pipeline.add_command(step);
        // Not repeated on the way: whether a try went unanswered decides what a later answer means.
        let [decision] = sized(node.ask_many(&pipeline).await?)?;
        let decision = taking.decide(decision)?;
        if matches!(decision, Decision::Granted { .. }) && taking.envelope.is_empty() {
            let mut pipeline = redis::pipe();
            pipeline.add_command(read_envelope(keys));
            pipeline.add_command(erase);
            let [envelope, confirmed] = sized(node.ask_many(&pipeline).await?)?;
            taking.read(envelope)?;
            taking.erased(confirmed)?;
        }
        Ok(decision)
    }

    pub(super) async fn confirm(
        &self,
        id: &BundleId,
        claim: &ClaimHash,
        readable: bool,
    ) -> Result<bool, Error> {
        let step = confirm(&Keys::of(id), claim, Some(readable));
        let confirmed = replies::flag(self.step(step).await?, "confirm")?;
        self.sure(confirmed, |confirmed| !confirmed)
    }

    pub(super) async fn revoke(
        &self,
        id: &BundleId,
        receipt: &ReceiptHash,
    ) -> Result<Ended, Error> {
        let mut step = REVOKE.on(&Keys::of(id));
        step.arg("receipt").arg(receipt.as_bytes());
        let ended = replies::ended(self.durable_step(step).await?, fields::state)?;
        self.sure(ended, Ended::is_nothing)
    }

    pub(super) async fn finish(&self, id: &BundleId, link: &LinkHash) -> Result<Ended, Error> {
        let mut step = FINISH.on(&Keys::of(id));
        step.arg("link").arg(link.as_bytes());
        let ended = replies::ended(self.step(step).await?, fields::state)?;
        self.sure(ended, Ended::is_nothing)
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
        let mut replies = self.durably(&pipeline).await?;
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

    /// That there is nothing is only told by a store that is all there: a primary whose group goes on
    /// without it may not know what the others know.
    fn sure<T>(&self, answer: T, is_nothing: impl Fn(&T) -> bool) -> Result<T, Error> {
        let is_whole = || self.links.topology.known().is_some_and(|view| view.whole);
        if is_nothing(&answer) && !is_whole() {
            let cause = "too few Sentinels answer to tell what is not there";
            return Err(Error::Down(cause.to_owned()));
        }
        Ok(answer)
    }
}

/// An opening without a claim, over all its tries.
#[derive(Default)]
struct Taking {
    /// Why the last try brought no answer.
    doubt: Option<String>,
    /// What an earlier try has read and could not be told erased.
    envelope: Vec<u8>,
}

impl Taking {
    /// Keeps the envelope that came with a grant.
    fn decide(&mut self, mut decision: Value) -> Result<Decision, Trouble> {
        if let Value::Array(words) = &mut decision
            && let [Value::BulkString(word), _, Value::BulkString(envelope)] = &mut words[..]
            && word == b"granted"
        {
            self.envelope = std::mem::take(envelope);
            words.truncate(2);
        }
        replies::decision(decision).map_err(|error| Trouble::NotDone(cause(error)))
    }

    fn read(&mut self, envelope: Value) -> Result<(), Trouble> {
        self.envelope = replies::bytes(envelope).map_err(doubtful)?;
        if self.envelope.is_empty() {
            let cause = "the envelope was not there".to_owned();
            return Err(doubtful(Error::Down(cause)));
        }
        Ok(())
    }

    fn erased(&self, confirmed: Value) -> Result<(), Trouble> {
        let confirmed = replies::flag(confirmed, "confirm").map_err(doubtful)?;
        if !confirmed {
            let cause = "the claim was not there".to_owned();
            return Err(doubtful(Error::Down(cause)));
        }
        Ok(())
    }

    fn outcome(self, decision: Decision) -> Result<Claimed, Error> {
        let state = match decision {
            Decision::Gone {
                mine: true, state, ..
            } => Some(state),
            _ => None,
        };
        match (self.doubt, state) {
            // Erased by a try whose answer never came, and read before.
            (Some(_), Some(State::Opened)) if !self.envelope.is_empty() => Ok(Claimed::Granted {
                envelope: self.envelope,
                lease_expires_at: None,
            }),
            // Won by a try whose answer never came, and erased with it.
            (Some(cause), Some(_)) => Err(Error::Interrupted(cause)),
            _ => claimed(decision, self.envelope).map(Claimed::without_lease),
        }
    }
}

fn doubtful(error: Error) -> Trouble {
    Trouble::Unknown {
        cause: cause(error),
        dropped: false,
    }
}

fn claim(keys: &Keys, attempt: &Attempt, lease: Duration) -> Cmd {
    let mut step = CLAIM.on(keys);
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

fn cause(error: Error) -> String {
    match error {
        Error::Down(cause) | Error::NotDurable(cause) | Error::Interrupted(cause) => cause,
        Error::Full => error.to_string(),
    }
}

/// Milliseconds of a span, at most a hundred years: a moment in Redis must stay a whole number.
fn millis(span: Duration) -> u64 {
    const CENTURY: u64 = 100 * 366 * 24 * 3600 * 1000;
    u64::try_from(span.as_millis()).map_or(CENTURY, |millis| millis.min(CENTURY))
}

/// `open_hash ‖ envelope` as one argument, without a copy in between.
struct Sealed<'a> {
    open_hash: &'a OpenHash,
    envelope: &'a [u8],
}

impl ToRedisArgs for Sealed<'_> {
    fn write_redis_args<W: ?Sized + RedisWrite>(&self, out: &mut W) {
        let mut argument = out.writer_for_next_arg();
        argument
            .write_all(self.open_hash.as_bytes())
            .and_then(|()| argument.write_all(self.envelope))
            .expect("a command is written to memory");
    }
}

impl redis::ToSingleRedisArg for Sealed<'_> {}
