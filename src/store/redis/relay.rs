//! The relay: what the scripts wrote into the outboxes comes into the logs of the clients.
//!
//! Any number of processes may do so at once. Each reads every outbox from its beginning, once for all
//! clients; the script appends what is not in the log yet; and what is in the logs is trimmed. So
//! nothing needs to be remembered here, and a process may stop between any two steps. Whose client
//! has gone from the clients file is copied too: another process may have read it again earlier, or
//! later, and a log that nobody reads ends by itself.

use std::collections::HashSet;

use redis::{Cmd, Pipeline, Value};

use super::{
    Redis,
    connection::refused,
    keys::{self, ClientKeys, PARTITIONS},
    scripts::RELAY,
    stream::{self, Entry},
};
use crate::store::{Error, Owner, Reference, log::Position};

/// How many events of one outbox are read at once.
const AT_ONCE: usize = 128;
/// How often in one second, so that a flood does not keep the other tasks of that second waiting.
const ROUNDS: usize = 16;
/// How many events go into one pipeline, so that a verb need not wait long behind it.
const IN_A_PIPELINE: usize = 1024;

/// How far one partition's outbox is read in this second.
struct Outbox {
    partition: u8,
    /// Behind the last event that was read.
    read: Position,
    /// There may be more.
    open: bool,
    /// Whose events could not be copied: those behind have to wait, so that the order holds.
    stuck: HashSet<Owner>,
}

/// Events of one client in one outbox.
struct Batch {
    /// The place of the outbox among those that are read.
    outbox: usize,
    partition: u8,
    owner: Owner,
    entries: Vec<Entry>,
}

impl Redis {
    pub(in crate::store) async fn relay(&self, owners: &[Owner]) -> Result<(), Error> {
        let relayed = self.relay_outboxes().await;
        let tidied = self.tidy(owners).await;
        relayed.and(tidied)
    }

    async fn relay_outboxes(&self) -> Result<(), Error> {
        let mut outboxes: Vec<_> = (0..PARTITIONS).map(Outbox::new).collect();
        let mut outcome = Ok(());
        for _ in 0..ROUNDS {
            let batches = self.read_outboxes(&mut outboxes).await?;
            if let Err(error) = self.copy(&mut outboxes, batches).await? {
                outcome = Err(error);
            }
            self.trim(&outboxes).await?;
            outboxes.retain(|outbox| outbox.open);
            if outboxes.is_empty() {
                break;
            }
        }
        outcome
    }

    /// Reads on, and sorts by client.
    async fn read_outboxes(&self, outboxes: &mut [Outbox]) -> Result<Vec<Batch>, Error> {
        let mut question = redis::pipe();
        for outbox in &*outboxes {
            let range = question.cmd("XRANGE").arg(&keys::out(outbox.partition));
            range.arg(format!("({}", outbox.read)).arg("+");
            range.arg("COUNT").arg(AT_ONCE);
        }
        let mut batches = Vec::new();
        let mut strays = 0;
        let replies = self.exchange_many(&question).await?;
        for (place, (outbox, reply)) in outboxes.iter_mut().zip(replies).enumerate() {
            let entries = stream::entries(reply)?;
            outbox.open = entries.len() == AT_ONCE;
            if let Some(last) = entries.last() {
                outbox.read = last.position;
            }
            strays += outbox.sort(place, entries, &mut batches);
        }
        if strays > 0 {
            tracing::warn!(
                events = strays,
                "events in the outbox name no client: they are dropped"
            );
        }
        Ok(batches)
    }

    /// Has the script append what is not in the logs yet. The outer error means that Redis is not
    /// there, the inner one that a client's keys are damaged, which keeps no other client waiting.
    async fn copy(
        &self,
        outboxes: &mut [Outbox],
        batches: Vec<Batch>,
    ) -> Result<Result<(), Error>, Error> {
        let mut outcome = Ok(());
        let mut rest = &batches[..];
        while !rest.is_empty() {
            let some;
            (some, rest) = rest.split_at(in_a_pipeline(rest));
            let mut pipeline = Pipeline::new();
            for batch in some {
                pipeline.add_command(batch.call());
            }
            for (batch, reply) in some.iter().zip(self.durably(&pipeline).await?) {
                if let Value::ServerError(error) = reply {
                    outboxes[batch.outbox].stuck.insert(batch.owner.clone());
                    outcome = Err(refused(&error));
                }
            }
        }
        Ok(outcome)
    }

    /// Takes out of the outboxes what is in the logs.
    async fn trim(&self, outboxes: &[Outbox]) -> Result<(), Error> {
        let mut pipeline = Pipeline::new();
        for outbox in outboxes {
            if outbox.stuck.is_empty() && outbox.read > Position::default() {
                let trim = pipeline.cmd("XTRIM").arg(&keys::out(outbox.partition));
                trim.arg("MINID").arg(behind(outbox.read).to_string());
            }
        }
        if pipeline.is_empty() {
            return Ok(());
        }
        for reply in self.exchange_many(&pipeline).await? {
            if let Value::ServerError(error) = reply {
                return Err(refused(&error));
            }
        }
        Ok(())
    }
}

impl Outbox {
    fn new(partition: u8) -> Self {
        Self {
            partition,
            read: Position::default(),
            open: true,
            stuck: HashSet::new(),
        }
    }

    /// Sorts entries by client, but for those that have to wait; tells how many name none.
    fn sort(&self, place: usize, entries: Vec<Entry>, batches: &mut Vec<Batch>) -> usize {
        let first = batches.len();
        let mut strays = 0;
        for entry in entries {
            let Some(Ok(owner)) = entry.get("owner").map(Owner::parse) else {
                strays += 1;
                continue;
            };
            if self.stuck.contains(&owner) {
                continue;
            }
            match batches[first..]
                .iter_mut()
                .find(|batch| batch.owner == owner)
            {
                Some(batch) => batch.entries.push(entry),
                None => batches.push(Batch {
                    outbox: place,
                    partition: self.partition,
                    owner,
                    entries: vec![entry],
                }),
            }
        }
        strays
    }
}

impl Batch {
    /// The call of `relay.lua`.
    fn call(&self) -> Cmd {
        let keys = ClientKeys::of(&self.owner);
        let mut names = vec![keys.log(), keys.off(), keys.req()];
        let mut words = Vec::new();
        for entry in &self.entries {
            let word = |name| entry.get(name).unwrap_or_default().to_owned();
            words.push(entry.position.to_string());
            words.extend(["type", "subject", "id", "time", "data", "reference"].map(word));
            let reference = entry
                .get("reference")
                .and_then(|text| Reference::parse(text).ok());
            let reference = reference.as_ref().map(keys::reference);
            let Some(kept) = entry.get("kept") else {
                words.extend(["", "0", "0"].map(str::to_owned));
                continue;
            };
            words.push(keys::listed(&word("id"), reference.as_deref()));
            let list = reference.map_or(0, |reference| {
                names.push(keys.reference(&reference));
                names.len()
            });
            words.extend([list.to_string(), kept.to_owned()]);
        }
        let mut call = RELAY.at(&names);
        call.arg(str::from_utf8(&keys::digits(self.partition)).unwrap_or_default());
        call.arg(words);
        call
    }
}

/// How many of these batches go into the next pipeline: at least one.
fn in_a_pipeline(batches: &[Batch]) -> usize {
    let mut events = 0;
    let fit = batches.iter().take_while(|batch| {
        let fits = events < IN_A_PIPELINE;
        events += batch.entries.len();
        fits
    });
    fit.count()
}

/// The first place behind this one.
const fn behind(position: Position) -> Position {
    Position {
        number: position.number + 1,
        ..position
    }
}
