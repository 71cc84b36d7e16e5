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
};
use crate::{
    protocol::{token::BundleId, wire::State},
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

fn cause(error: Error) -> String {
    match error {
        Error::Down(cause) | Error::NotDurable(cause) | Error::Interrupted(cause) => cause,
        Error::Full => error.to_string(),
    }
}
