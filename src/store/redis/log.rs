//! A client's log, its dead letters, and the calls that it may repeat.

use redis::{Cmd, Value};

use super::{
    Redis,
    keys::ClientKeys,
    millis,
    replies::{self, unexpected, words},
    scripts::REPEATABLE,
    stream::{self, Entry},
};
use crate::{
    protocol::wire::Time,
    store::{
        Error, Owner,
        log::{self, DeadLetter, LogPage, Position, Repeatable, Repeated},
    },
};

impl Redis {
    pub(in crate::store) async fn read_log(
        &self,
        owner: &Owner,
        after: Position,
        limit: usize,
    ) -> Result<LogPage, Error> {
        let some = self
            .some(&ClientKeys::of(owner).log(), after, limit)
            .await?;
        Ok(LogPage {
            next: some.last().map_or(after, |entry| entry.position),
            events: some.iter().filter_map(Entry::event).collect(),
        })
    }

    pub(in crate::store) async fn dead_letters(
        &self,
        owner: &Owner,
        after: Position,
        limit: usize,
    ) -> Result<Vec<DeadLetter>, Error> {
        let some = self
            .some(&ClientKeys::of(owner).dead(), after, limit)
            .await?;
        let letter = |entry: &Entry| {
            Some(DeadLetter {
                position: entry.position,
                event: entry.event()?,
                reason: entry.get("reason").unwrap_or_default().to_owned(),
                at: entry.position.time(),
            })
        };
        Ok(some.iter().filter_map(letter).collect())
    }

    pub(in crate::store) async fn bury(
        &self,
        owner: &Owner,
        position: Position,
    ) -> Result<bool, Error> {
        let mut step = redis::cmd("XDEL");
        step.arg(ClientKeys::of(owner).dead())
            .arg(position.to_string());
        replies::flag(self.step(step).await?, "XDEL")
    }

    pub(in crate::store) async fn repeatable(
        &self,
        owner: &Owner,
        call: &Repeatable,
    ) -> Result<Repeated, Error> {
        let key = ClientKeys::of(owner).call(&call.key);
        let mut step = REPEATABLE.at(&[&key]);
        step.arg(&call.content)
            .arg(millis(call.lifetime))
            .arg(millis(log::REPEATABLE))
            .arg(u8::from(!self.known.is_crowded()));
        match repeated(self.durable_step(step).await?) {
            // Out of memory, Redis refuses the script before it can look.
            Err(Error::Full) => {
                let mut read = redis::cmd("GET");
                read.arg(&key);
                let known = replies::bytes(self.step(read).await?)?;
                repeated_before(&known, &call.content)
            }
            answer => answer,
        }
    }

    /// Entries of a stream behind a place.
    async fn some(&self, key: &str, after: Position, limit: usize) -> Result<Vec<Entry>, Error> {
        stream::entries(self.step(behind(key, after, limit)).await?)
    }
}

/// The question for the entries of a stream behind a place.
pub(super) fn behind(key: &str, after: Position, limit: usize) -> Cmd {
    let mut range = redis::cmd("XRANGE");
    range.arg(key).arg(format!("({after}")).arg("+");
    range
        .arg("COUNT")
        .arg(u32::try_from(limit).unwrap_or(u32::MAX));
    range
}

fn repeated(reply: Value) -> Result<Repeated, Error> {
    match words(reply)?.as_slice() {
        [Value::BulkString(word), Value::Int(at)] if word == b"first" => Ok(Repeated::First {
            expires_at: Time::from_millis(*at),
        }),
        [Value::BulkString(word), Value::Int(at)] if word == b"again" => Ok(Repeated::Again {
            expires_at: Time::from_millis(*at),
        }),
        [Value::BulkString(word)] if word == b"other" => Ok(Repeated::Other),
        [Value::BulkString(word)] if word == b"full" => Err(Error::Full),
        _ => Err(unexpected("repeatable")),
    }
}

/// What a call comes to where nothing more can be stored, by what `repeatable.lua` has kept of it.
fn repeated_before(known: &[u8], content: &[u8; 32]) -> Result<Repeated, Error> {
    match known.split_first_chunk() {
        None => Err(Error::Full),
        Some((first, expires)) if first == content => {
            let expires = str::from_utf8(expires).ok();
            let expires = expires.and_then(|text| text.parse().ok());
            Ok(Repeated::Again {
                expires_at: Time::from_millis(expires.ok_or_else(|| unexpected("GET"))?),
            })
        }
        Some(_) => Ok(Repeated::Other),
    }
}
