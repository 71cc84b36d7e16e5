//! The record as Redis keeps it: a hash of short fields, times in milliseconds.

use redis::Value;

use crate::{
    protocol::{
        token::{ClaimHash, LinkHash, ReceiptHash},
        wire::{State, Time},
    },
    store::{
        Error, Owner,
        record::{Confirmed, Record, Stage, Taken},
    },
};

/// The fields a record is read from. Beside them stand the marks of wrong and late tries.
pub(super) const FIELDS: [&str; 20] = [
    "state",
    "content",
    "link",
    "receipt",
    "passphrase",
    "size",
    "created",
    "expires",
    "until",
    "tries",
    "late",
    "owner",
    "claim",
    "claimed",
    "lease",
    "opened",
    "confirmed",
    "readable",
    "ended",
    "finished",
];

/// The values of [`FIELDS`], in this order.
struct Fields(Vec<Value>);

/// Reads the reply to `HMGET` of [`FIELDS`]; none if there is no record.
pub(super) fn record(reply: Value) -> Result<Option<Record>, Error> {
    let Value::Array(values) = reply else {
        return Err(damaged("state"));
    };
    if values.iter().all(|value| *value == Value::Nil) {
        return Ok(None);
    }
    let fields = Fields(values);
    Ok(Some(Record {
        content: fields.bytes("content")?,
        link_hash: LinkHash::new(fields.bytes("link")?),
        receipt_hash: ReceiptHash::new(fields.bytes("receipt")?),
        passphrase: fields.flag("passphrase")?,
        size: fields.number("size")?,
        created_at: fields.time("created")?,
        expires_at: fields.time("expires")?,
        receipt_until: fields.time("until")?,
        tries_left: fields.number("tries")?,
        late_attempts: fields.optional("late", Fields::number)?.unwrap_or(0),
        owner: fields.optional("owner", Fields::owner)?,
        stage: fields.stage()?,
    }))
}

/// Reads a state by the word that is also used on the wire.
pub(super) fn state(word: &[u8]) -> Result<State, Error> {
    use State::{Claimed, Destroyed, Expired, Lost, Opened, Revoked, Sealed};
    [Sealed, Claimed, Opened, Expired, Revoked, Destroyed, Lost]
        .into_iter()
        .find(|state| state.word().as_bytes() == word)
        .ok_or_else(|| damaged("state"))
}

impl Fields {
    fn stage(&self) -> Result<Stage, Error> {
        let state = state(self.get("state").ok_or_else(|| damaged("state"))?)?;
        match state {
            State::Sealed => Ok(Stage::Sealed),
            State::Claimed | State::Opened => Ok(Stage::Taken(self.taken()?)),
            State::Expired | State::Revoked | State::Destroyed | State::Lost => Ok(Stage::Ended {
                state,
                at: self.time("ended")?,
            }),
        }
    }

    fn taken(&self) -> Result<Taken, Error> {
        let confirmed = self.optional("confirmed", Self::time)?;
        let readable = self.optional("readable", Self::flag)?;
        Ok(Taken {
            claim: ClaimHash::new(self.bytes("claim")?),
            claimed_at: self.time("claimed")?,
            lease_expires_at: self.time("lease")?,
            opened_at: self.optional("opened", Self::time)?,
            confirmed: confirmed
                .zip(readable)
                .map(|(at, readable)| Confirmed { at, readable }),
            finished_at: self.optional("finished", Self::time)?,
        })
    }

    fn get(&self, name: &str) -> Option<&[u8]> {
        let place = FIELDS.iter().position(|field| *field == name)?;
        match self.0.get(place)? {
            Value::BulkString(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn optional<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Self, &'static str) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.get(name).map(|_| read(self, name)).transpose()
    }

    fn bytes<const N: usize>(&self, name: &'static str) -> Result<[u8; N], Error> {
        self.get(name)
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| damaged(name))
    }

    fn text(&self, name: &'static str) -> Result<&str, Error> {
        self.get(name)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .ok_or_else(|| damaged(name))
    }

    fn number<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, Error> {
        self.text(name)?.parse().map_err(|_| damaged(name))
    }

    fn time(&self, name: &'static str) -> Result<Time, Error> {
        self.number(name).map(Time::from_millis)
    }

    fn flag(&self, name: &'static str) -> Result<bool, Error> {
        Ok(self.number::<u8>(name)? == 1)
    }

    fn owner(&self, name: &'static str) -> Result<Owner, Error> {
        Owner::parse(self.text(name)?).map_err(|_| damaged(name))
    }
}

fn damaged(field: &str) -> Error {
    Error::Down(format!(
        "a record in Redis cannot be read: its field {field}"
    ))
}
