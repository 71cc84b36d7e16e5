//! What a Redis tells of itself.

use std::collections::BTreeMap;

use redis::Value;

use super::replies;
use crate::store::Error;

/// The text of `INFO`: lines of `name:value`.
pub(crate) struct Info(String);

impl Info {
    pub(super) fn read(reply: Value) -> Result<Self, Error> {
        let bytes = replies::bytes(reply)?;
        Ok(Self::of(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// As the text that Redis sends.
    pub(crate) const fn of(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
    }

    /// 0 where it is not told.
    pub(crate) fn number(&self, name: &str) -> u64 {
        self.get(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(0)
    }

    /// `maxmemory` in bytes, if one is set.
    pub(crate) fn limit(&self) -> Option<u64> {
        Some(self.number("maxmemory")).filter(|limit| *limit > 0)
    }

    /// How many replicas are connected.
    pub(crate) fn replicas(&self) -> u64 {
        self.number("connected_slaves")
    }
}

/// What `CONFIG GET` tells; nothing where the user may not ask.
#[derive(Default)]
pub(crate) struct Config(BTreeMap<String, String>);

impl Config {
    /// The settings to ask for.
    pub(crate) const ASKED: [&str; 6] = [
        "save",
        "appendfsync",
        "slowlog-log-slower-than",
        "maxmemory-clients",
        "min-replicas-to-write",
        "min-replicas-max-lag",
    ];

    pub(crate) fn read(reply: &Value) -> Self {
        let text = |value: &Value| match value {
            Value::BulkString(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            _ => None,
        };
        let pairs: Vec<_> = match reply {
            Value::Map(pairs) => pairs.iter().map(|(name, value)| (name, value)).collect(),
            // Before RESP3.
            Value::Array(items) => items
                .chunks_exact(2)
                .map(|pair| (&pair[0], &pair[1]))
                .collect(),
            _ => Vec::new(),
        };
        let read = |(name, value)| Some((text(name)?, text(value)?));
        Self(pairs.into_iter().filter_map(read).collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The user may not ask.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.is_empty()
    }
}
