//! What time alone brings about, written down for those who have an owner to be told.

use redis::Value;

use super::{
    Redis,
    connection::refused,
    keys::{self, Keys, PARTITIONS},
    replies,
    scripts::DUE,
};
use crate::{protocol::token::BundleId, store::Error};

/// How many deadlines of one partition a sweep looks after: the next sweep goes on with the rest.
const AT_ONCE: usize = 128;
/// How many go into one pipeline, so that a verb need not wait long behind it.
const IN_A_PIPELINE: usize = 256;

/// What stands in the due indexes with a deadline that has come.
#[derive(Default)]
struct Overdue {
    ids: Vec<BundleId>,
    /// What is no id of its partition, with the index that it stands in.
    strays: Vec<(u8, Vec<u8>)>,
}

impl Redis {
    /// Looks after the deadlines that have come. Any number of processes may do so at once: the
    /// script that meets a state first changes it and tells, and the others find it told.
    pub(super) async fn sweep(&self) -> Result<(), Error> {
        let Overdue { ids, strays } = self.overdue().await?;
        let mut outcome = self.remove(&strays).await;
        let mut damage = Vec::new();
        for some in ids.chunks(IN_A_PIPELINE) {
            let mut pipeline = redis::pipe();
            for id in some {
                pipeline.add_command(DUE.on(&Keys::of(id)));
            }
            for reply in self.exchange_many(&pipeline).await? {
                match reply {
                    Value::Int(_) => {}
                    Value::ServerError(error) => outcome = Err(refused(&error)),
                    cause => damage.push(replies::bytes(cause)?),
                }
            }
        }
        if let Some(first) = damage.first() {
            tracing::warn!(
                records = damage.len(),
                cause = %String::from_utf8_lossy(first),
                "records are damaged: what time brings them is not told, and tried again in an hour"
            );
        }
        outcome
    }

    async fn remove(&self, strays: &[(u8, Vec<u8>)]) -> Result<(), Error> {
        if strays.is_empty() {
            return Ok(());
        }
        let mut pipeline = redis::pipe();
        for (partition, member) in strays {
            let index = keys::due(*partition);
            pipeline.cmd("ZREM").arg(&index).arg(member);
        }
        for reply in self.exchange_many(&pipeline).await? {
            if let Value::ServerError(error) = reply {
                return Err(refused(&error));
            }
        }
        tracing::warn!(
            members = strays.len(),
            "removed from the due index what is no id there"
        );
        Ok(())
    }

    async fn overdue(&self) -> Result<Overdue, Error> {
        let mut clock = redis::pipe();
        clock.cmd("TIME");
        let [time] = self.exchange(&clock).await?;
        let now = replies::time(time)?.millis();
        let mut question = redis::pipe();
        for partition in 0..PARTITIONS {
            let mut range = redis::cmd("ZRANGEBYSCORE");
            range.arg(&keys::due(partition)).arg("-inf").arg(now);
            range.arg("LIMIT").arg(0).arg(AT_ONCE);
            question.add_command(range);
        }
        let mut overdue = Overdue::default();
        for (partition, reply) in (0..).zip(self.exchange_many(&question).await?) {
            for member in replies::words(reply)? {
                let member = replies::bytes(member)?;
                match id(&member).filter(|id| keys::partition(id) == partition) {
                    Some(id) => overdue.ids.push(id),
                    None => overdue.strays.push((partition, member)),
                }
            }
        }
        Ok(overdue)
    }
}

/// An id as the index names it.
fn id(member: &[u8]) -> Option<BundleId> {
    BundleId::parse(std::str::from_utf8(member).ok()?).ok()
}
