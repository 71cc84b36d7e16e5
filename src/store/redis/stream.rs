//! Events as they stand in a stream: the outbox of a partition, a client's log, its dead letters.

use redis::Value;
use serde::{Deserialize, de::value::StrDeserializer};

use super::replies::{self, unexpected};
use crate::{
    protocol::{
        token::BundleId,
        wire::{Event, EventKind, Subject, Time},
    },
    store::{Error, log::Position},
};

/// One entry of a stream.
pub(super) struct Entry {
    /// Its place in the stream.
    pub(super) position: Position,
    /// Names and values.
    fields: Vec<(String, String)>,
}

/// Reads the reply to `XRANGE`.
pub(super) fn entries(reply: Value) -> Result<Vec<Entry>, Error> {
    replies::words(reply)?
        .into_iter()
        .map(Entry::read)
        .collect()
}

impl Entry {
    /// Reads an array of the id and of the fields.
    pub(super) fn read(reply: Value) -> Result<Self, Error> {
        let Ok([id, fields]) = <[Value; 2]>::try_from(replies::words(reply)?) else {
            return Err(unexpected("XRANGE"));
        };
        let text =
            |value| replies::bytes(value).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let mut words = replies::words(fields)?.into_iter();
        let mut fields = Vec::new();
        while let (Some(name), Some(value)) = (words.next(), words.next()) {
            fields.push((text(name)?, text(value)?));
        }
        Ok(Self {
            position: position(&text(id)?).ok_or_else(|| unexpected("XRANGE"))?,
            fields,
        })
    }

    /// The value of a field; none if it is not there, or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// What an entry of a log says; none if it is damaged.
    pub(super) fn event(&self) -> Option<Event> {
        let id = BundleId::parse(self.get("id")?).ok()?;
        let kind = StrDeserializer::<serde::de::value::Error>::new(self.get("type")?);
        Some(Event {
            id: self.get("event")?.to_owned(),
            kind: EventKind::deserialize(kind).ok()?,
            time: Time::from_millis(self.get("time")?.parse().ok()?),
            subject: match self.get("subject")? {
                "request" => Subject::Request(id),
                "bundle" => Subject::Bundle(id),
                _ => return None,
            },
            reference: self.get("reference").map(str::to_owned),
            data: serde_json::from_str(self.get("data")?).ok()?,
        })
    }
}

/// `<milliseconds>-<number>`.
pub(super) fn position(id: &str) -> Option<Position> {
    let (millis, number) = id.split_once('-')?;
    Some(Position {
        millis: millis.parse().ok()?,
        number: number.parse().ok()?,
    })
}
