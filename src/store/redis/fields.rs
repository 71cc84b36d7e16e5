//! The record as Redis keeps it: a hash of short fields, times in milliseconds.

use redis::Value;

use crate::{
    protocol::{
        token::{AnswerHash, ClaimHash, CollectHash, EnvelopeHash, LinkHash, ReceiptHash},
        wire::{RequestState, State, Time},
    },
    store::{
        Error, Owner, Reference,
        record::{
            Confirmed, Record, Stage, Taken,
            request::{RequestRecord, RequestStage},
        },
    },
};

/// The fields a record is read from. Beside them stand the marks of wrong and late tries.
pub(super) const FIELDS: [&str; 26] = [
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
    "ref",
    "requested",
    "answer",
    "collect",
    "given",
    "sha256",
];

/// What one id stands for: a bundle, a request, or a request with the bundle that answers it.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) bundle: Option<Record>,
    pub(super) request: Option<RequestRecord>,
}

/// The values of [`FIELDS`], in this order.
struct Fields(Vec<Value>);

/// Reads the reply to `HMGET` of [`FIELDS`]; neither if there is no record.
pub(super) fn kept(reply: Value) -> Result<Kept, Error> {
    let Value::Array(values) = reply else {
        return Err(damaged("state"));
    };
    if values.iter().all(|value| *value == Value::Nil) {
        return Ok(Kept::default());
    }
    let fields = Fields(values);
    let requested = fields.get("requested").is_some();
    let answered = fields.get("given").is_some();
    Ok(Kept {
        bundle: (answered || !requested)
            .then(|| fields.bundle(if requested { "given" } else { "content" }))
            .transpose()?,
        request: requested.then(|| fields.request()).transpose()?,
    })
}

/// Reads the state of a request by a word that is also used on the wire, or by its bundle's.
pub(super) fn request_state(word: &[u8]) -> Result<RequestState, Error> {
    if word == RequestState::Pending.word().as_bytes() {
        return Ok(RequestState::Pending);
    }
    state(word).map(RequestState::from)
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
    /// The digest of what was handed in stands in `content`.
    fn bundle(&self, content: &'static str) -> Result<Record, Error> {
        Ok(Record {
            content: self.bytes(content)?,
            link_hash: LinkHash::new(self.bytes("link")?),
            receipt_hash: ReceiptHash::new(self.bytes("receipt")?),
            passphrase: self.flag("passphrase")?,
            size: self.number("size")?,
            created_at: self.time("created")?,
            expires_at: self.time("expires")?,
            receipt_until: self.time("until")?,
            tries_left: self.number("tries")?,
            late_attempts: self.optional("late", Self::number)?.unwrap_or(0),
            owner: self.optional("owner", Self::owner)?,
            stage: self.stage()?,
        })
    }

    fn request(&self) -> Result<RequestRecord, Error> {
        let created_at = self.time("requested")?;
        // An answer lives as long as its request was given, counted anew.
        let began = self.optional("created", Self::time)?.unwrap_or(created_at);
        let lifetime = self.time("expires")?.millis() - began.millis();
        Ok(RequestRecord {
            content: self.bytes("content")?,
            answer_hash: AnswerHash::new(self.bytes("answer")?),
            collect_hash: CollectHash::new(self.bytes("collect")?),
            created_at,
            expires_at: created_at.plus_millis(lifetime),
            owner: self.optional("owner", Self::owner)?,
            reference: self.optional("ref", Self::reference)?,
            stage: self.request_stage()?,
        })
    }

    fn request_stage(&self) -> Result<RequestStage, Error> {
        if self.get("given").is_some() {
            return Ok(RequestStage::Answered {
                content: self.bytes("given")?,
                envelope_hash: EnvelopeHash::new(self.bytes("sha256")?),
            });
        }
        let state = self.get("state").ok_or_else(|| damaged("state"))?;
        Ok(match request_state(state)? {
            RequestState::Pending => RequestStage::Pending,
            state => RequestStage::Ended {
                state,
                at: self.time("ended")?,
            },
        })
    }

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
        // Opened for good, in one step with the claim: there was no lease.
        let opened_at = self.optional("opened", Self::time)?;
        let at_once = |name| match (self.get("lease"), opened_at) {
            (None, Some(at)) => Ok(at),
            _ => self.time(name),
        };
        let confirmed = self.optional("confirmed", Self::time)?;
        let readable = self.optional("readable", Self::flag)?;
        Ok(Taken {
            claim: ClaimHash::new(self.bytes("claim")?),
            claimed_at: at_once("claimed")?,
            lease_expires_at: at_once("lease")?,
            opened_at,
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

    fn reference(&self, name: &'static str) -> Result<Reference, Error> {
        Reference::parse(self.text(name)?).map_err(|_| damaged(name))
    }
}

pub(super) fn damaged(field: &str) -> Error {
    Error::Down(format!(
        "a record in Redis cannot be read: its field {field}"
    ))
}
