//! What the scripts answer. Their head comments give the shapes.

use redis::Value;

use super::{connection::refused, fields};
use crate::{
    protocol::wire::{State, Time},
    store::{Answered, Created, Ended, Error},
};

/// The answer of `claim.lua`.
#[derive(Clone, Copy)]
pub(super) enum Decision {
    Nothing,
    Granted {
        lease_expires_at: Time,
    },
    Wrong {
        tries_left: u32,
    },
    Gone {
        state: State,
        at: Time,
        /// Whether this very claim had won it.
        mine: bool,
    },
}

impl Decision {
    pub(super) const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

pub(super) fn created(reply: Value) -> Result<Created, Error> {
    match words(reply)?.as_slice() {
        [Value::BulkString(word), Value::Int(at)] if word == b"new" => Ok(Created::New {
            expires_at: Time::from_millis(*at),
        }),
        [Value::BulkString(word), Value::Int(at)] if word == b"same" => Ok(Created::Same {
            expires_at: Time::from_millis(*at),
        }),
        [Value::BulkString(word)] if word == b"taken" => Ok(Created::Taken),
        [Value::BulkString(word)] if word == b"full" => Err(Error::Full),
        _ => Err(unexpected("create")),
    }
}

/// What a creation comes to where nothing more can be stored, by `look.lua`'s answer on the fields
/// `content` and `expires`.
pub(super) fn created_before(reply: Value, content: &[u8; 32]) -> Result<Created, Error> {
    let fields = words(reply)?.into_iter().next();
    match words(fields.ok_or_else(|| unexpected("look"))?)?.as_slice() {
        [Value::Nil, Value::Nil] => Err(Error::Full),
        [Value::BulkString(known), Value::BulkString(expires)] if known == content => {
            let expires = std::str::from_utf8(expires).ok();
            let expires_at = expires.and_then(|text| text.parse().ok());
            Ok(Created::Same {
                expires_at: Time::from_millis(expires_at.ok_or_else(|| unexpected("look"))?),
            })
        }
        [_, _] => Ok(Created::Taken),
        _ => Err(unexpected("look")),
    }
}

pub(super) fn decision(reply: Value) -> Result<Decision, Error> {
    match words(reply)?.as_slice() {
        [Value::BulkString(word)] if word == b"nothing" => Ok(Decision::Nothing),
        [Value::BulkString(word), Value::Int(at)] if word == b"granted" => Ok(Decision::Granted {
            lease_expires_at: Time::from_millis(*at),
        }),
        [Value::BulkString(word), Value::Int(tries)] if word == b"wrong" => Ok(Decision::Wrong {
            tries_left: u32::try_from(*tries).map_err(|_| unexpected("claim"))?,
        }),
        [
            Value::BulkString(word),
            Value::BulkString(state),
            Value::Int(at),
            Value::Int(mine),
        ] if word == b"gone" => Ok(Decision::Gone {
            state: fields::state(state)?,
            at: Time::from_millis(*at),
            mine: *mine == 1,
        }),
        _ => Err(unexpected("claim")),
    }
}

/// 1 or 0.
pub(super) fn flag(reply: Value, what: &str) -> Result<bool, Error> {
    match reply {
        Value::Int(1) => Ok(true),
        Value::Int(0) => Ok(false),
        Value::ServerError(error) => Err(refused(&error)),
        _ => Err(unexpected(what)),
    }
}

pub(super) fn answered(reply: Value) -> Result<Answered, Error> {
    match words(reply)?.as_slice() {
        [Value::BulkString(word), Value::Int(at)] if word == b"new" => Ok(Answered::New {
            expires_at: Time::from_millis(*at),
        }),
        [Value::BulkString(word), Value::Int(at)] if word == b"same" => Ok(Answered::Same {
            expires_at: Time::from_millis(*at),
        }),
        [
            Value::BulkString(word),
            Value::BulkString(state),
            Value::Int(at),
        ] if word == b"gone" => Ok(Answered::Gone {
            state: fields::request_state(state)?,
            at: Time::from_millis(*at),
        }),
        [Value::BulkString(word)] if word == b"taken" => Ok(Answered::Taken),
        [Value::BulkString(word)] if word == b"nothing" => Ok(Answered::Nothing),
        [Value::BulkString(word)] if word == b"full" => Err(Error::Full),
        _ => Err(unexpected("answer")),
    }
}

/// The answer of `revoke.lua` and `finish.lua`; `state` reads the word of a state.
pub(super) fn ended<S>(
    reply: Value,
    state: impl FnOnce(&[u8]) -> Result<S, Error>,
) -> Result<Ended<S>, Error> {
    match words(reply)?.as_slice() {
        [Value::BulkString(word)] if word == b"nothing" => Ok(Ended::Nothing),
        [Value::BulkString(word)] if word == b"done" => Ok(Ended::Done),
        [
            Value::BulkString(word),
            Value::BulkString(entered),
            Value::Int(at),
        ] if word == b"refused" => Ok(Ended::Refused {
            state: state(entered)?,
            at: Time::from_millis(*at),
        }),
        _ => Err(unexpected("revoke or finish")),
    }
}

/// How many there are.
pub(super) fn count(reply: Value, what: &str) -> Result<u64, Error> {
    match reply {
        Value::Int(count) => u64::try_from(count).map_err(|_| unexpected(what)),
        Value::ServerError(error) => Err(refused(&error)),
        _ => Err(unexpected(what)),
    }
}

/// The bytes of a string; empty if there is none.
pub(super) fn bytes(reply: Value) -> Result<Vec<u8>, Error> {
    match reply {
        Value::BulkString(bytes) => Ok(bytes),
        Value::VerbatimString { text, .. } => Ok(text.into_bytes()),
        Value::Nil => Ok(Vec::new()),
        Value::ServerError(error) => Err(refused(&error)),
        _ => Err(unexpected("a string")),
    }
}

/// Whether a string is there, by its length.
pub(super) fn is_there(length: &Value) -> Result<bool, Error> {
    match length {
        Value::Int(length) => Ok(*length > 0),
        _ => Err(unexpected("STRLEN")),
    }
}

/// `TIME`: seconds and microseconds, both as text.
pub(super) fn time(reply: Value) -> Result<Time, Error> {
    let [Value::BulkString(seconds), Value::BulkString(micros)] = &words(reply)?[..] else {
        return Err(unexpected("TIME"));
    };
    let number = |text: &[u8]| -> Option<i64> { std::str::from_utf8(text).ok()?.parse().ok() };
    let millis = number(seconds)
        .zip(number(micros))
        .map(|(seconds, micros)| seconds.saturating_mul(1000).saturating_add(micros / 1000));
    millis
        .map(Time::from_millis)
        .ok_or_else(|| unexpected("TIME"))
}

/// The items of an array.
pub(super) fn words(reply: Value) -> Result<Vec<Value>, Error> {
    match reply {
        Value::Array(items) => Ok(items),
        Value::ServerError(error) => Err(refused(&error)),
        _ => Err(unexpected("an array")),
    }
}

/// Something that no version of this program asks for.
pub(super) fn unexpected(what: &str) -> Error {
    Error::Down(format!("Redis sent an unexpected answer to {what}"))
}
