//! What time alone brings about, written down for those who have an owner to be told.

use redis::{Pipeline, Value};

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

impl Redis {
    /// Looks after the deadlines that have come. Any number of processes may do so at once: the
    /// script that meets a state first changes it and tells, and the others find it told.
    pub(super) async fn sweep(&self) -> Result<(), Error> {
        let ids = self.overdue().await?;
        let mut outcome = Ok(());
        for some in ids.chunks(IN_A_PIPELINE) {
            let mut pipeline = redis::pipe();
            for id in some {
                pipeline.add_command(DUE.on(&Keys::of(id)));
            }
            for reply in self.ask_many(&pipeline).await? {
                if let Value::ServerError(error) = reply {
                    outcome = Err(refused(&error));
                }
            }
        }
        outcome
    }

    async fn overdue(&self) -> Result<Vec<BundleId>, Error> {
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
        let mut ids = Vec::new();
        for reply in self.ask_many(&question).await? {
            ids.extend(replies::words(reply)?.iter().filter_map(id));
        }
        Ok(ids)
    }

    async fn ask_many(&self, pipeline: &Pipeline) -> Result<Vec<Value>, Error> {
        Ok(self.connection.ask_many(pipeline).await?)
    }
}

/// An id as the index names it.
fn id(member: &Value) -> Option<BundleId> {
    match member {
        Value::BulkString(text) => BundleId::parse(std::str::from_utf8(text).ok()?).ok(),
        _ => None,
    }
}
