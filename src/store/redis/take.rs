//! Opening without a claim: whoever asks gets the envelope at once, or never.

use std::time::{Duration, Instant};

use redis::Value;

use super::{
    Redis, claim, claimed, confirm,
    connection::Trouble,
    keys::Keys,
    nodes::{Care, sized},
    read_envelope,
    replies::{self, Decision},
    scripts::CLAIM,
};
use crate::{
    protocol::{
        token::{BundleId, OpenHash},
        wire::State,
    },
    store::{Attempt, Claimed, Error},
};

/// How long an opening without a claim is tried for.
const TAKING: Duration = Duration::from_secs(5);
/// The lease behind such an opening: longer than every try of it together.
const TAKING_LEASE: Duration = Duration::from_secs(10);
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

impl Redis {
    pub(in crate::store) async fn take(
        &self,
        id: &BundleId,
        attempt: &Attempt,
    ) -> Result<Claimed, Error> {
        let before = self.links.before().await?;
        let keys = Keys::of(id);
        let mut taking = Taking::default();
        let deadline = Instant::now() + TAKING;
        loop {
            let cause = match self.try_to_take(&keys, attempt, &mut taking).await {
                Ok(decision) => {
                    let decision = before.sure(decision, Decision::is_nothing).await?;
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

    /// A grant counts only when the envelope was read and erased: in one exchange, or, where replicas
    /// must have the claim before the envelope is erased, in two.
    async fn try_to_take(
        &self,
        keys: &Keys,
        attempt: &Attempt,
        taking: &mut Taking,
    ) -> Result<Decision, Trouble> {
        self.known.usable()?;
        let mut pipeline = redis::pipe();
        if let Some(node) = self.links.alone().await? {
            let got = keys.got(attempt.claim.as_bytes());
            pipeline.add_command(claim(CLAIM.on_and(keys, &got), attempt, TAKING_LEASE));
            pipeline.cmd("GETDEL").arg(&got);
            // Not repeated on the way: whether a try went unanswered decides what a later answer means.
            let [decision, envelope] = sized(node.ask_many(&pipeline).await?)?;
            let decision = decide(decision)?;
            taking.read(&decision, without_hash(envelope))?;
            return Ok(decision);
        }
        pipeline.add_command(claim(CLAIM.on(keys), attempt, TAKING_LEASE));
        pipeline.add_command(read_envelope(keys));
        let [decision, envelope] = self.links.exchange(&pipeline, Care::Durable).await?;
        let decision = decide(decision)?;
        taking.read(&decision, envelope)?;
        if matches!(decision, Decision::Granted { .. }) {
            let mut pipeline = redis::pipe();
            pipeline.add_command(confirm(keys, &attempt.claim, None));
            let [confirmed] = self.links.exchange(&pipeline, Care::Plain).await?;
            erased(confirmed)?;
        }
        Ok(decision)
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
    /// Keeps the envelope of a grant, and of one whose answer never came.
    fn read(&mut self, decision: &Decision, envelope: Value) -> Result<(), Trouble> {
        let is_grant = matches!(decision, Decision::Granted { .. });
        if !is_grant && !matches!(decision, Decision::Gone { mine: true, .. }) {
            return Ok(());
        }
        let envelope = replies::bytes(envelope).map_err(doubtful)?;
        if !envelope.is_empty() {
            self.envelope = envelope;
        } else if is_grant {
            let cause = "the envelope was not there".to_owned();
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

fn decide(decision: Value) -> Result<Decision, Trouble> {
    replies::decision(decision).map_err(|error| Trouble::NotDone(cause(error)))
}

/// The envelope behind the hash of the open token.
fn without_hash(mut sealed: Value) -> Value {
    if let Value::BulkString(bytes) = &mut sealed {
        bytes.drain(..OpenHash::LENGTH.min(bytes.len()));
    }
    sealed
}

fn erased(confirmed: Value) -> Result<(), Trouble> {
    if replies::flag(confirmed, "confirm").map_err(doubtful)? {
        return Ok(());
    }
    let cause = "the claim was not there".to_owned();
    Err(doubtful(Error::Down(cause)))
}

fn doubtful(error: Error) -> Trouble {
    Trouble::Unknown {
        cause: cause(error),
        dropped: false,
    }
}

fn cause(error: Error) -> String {
    match error {
        Error::Down(cause) | Error::NotDurable(cause) | Error::Interrupted(cause) => cause,
        Error::Full => error.to_string(),
    }
}
