//! How Redis is set up, and what of it is not safe.

use redis::Value;

use super::{address::Place, replies};
use crate::store::Error;

/// The text of `INFO`: lines of `name:value`.
pub(super) struct Info(String);

/// What `CONFIG GET` tells; nothing where the user may not ask.
#[derive(Default)]
pub(super) struct Config {
    save: Option<String>,
    appendfsync: Option<String>,
}

impl Config {
    /// The settings to ask for.
    pub(super) const ASKED: [&str; 2] = ["save", "appendfsync"];

    pub(super) fn read(reply: &Value) -> Self {
        let Value::Map(pairs) = reply else {
            return Self::default();
        };
        let get = |name: &str| {
            pairs.iter().find_map(|pair| match pair {
                (Value::BulkString(key), Value::BulkString(value)) if key == name.as_bytes() => {
                    Some(String::from_utf8_lossy(value).into_owned())
                }
                _ => None,
            })
        };
        Self {
            save: get("save"),
            appendfsync: get("appendfsync"),
        }
    }
}

impl Info {
    pub(super) fn read(reply: Value) -> Result<Self, Error> {
        let bytes = replies::bytes(reply)?;
        Ok(Self(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
    }

    pub(super) fn number(&self, name: &str) -> u64 {
        self.get(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(0)
    }

    /// `maxmemory` in bytes, if one is set.
    pub(super) fn limit(&self) -> Option<u64> {
        Some(self.number("maxmemory")).filter(|limit| *limit > 0)
    }

    /// Everything that is not safe, in words that say what to do; needs the whole of `INFO`.
    pub(super) fn problems(&self, config: &Config, place: &Place, in_cluster: bool) -> Vec<String> {
        [
            self.unsupported(),
            self.eviction(),
            self.snapshots(config),
            self.late_log(config),
            self.replication(),
            self.cluster(in_cluster),
            self.no_limit(place),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// A server that this program cannot work with.
    pub(super) fn unsupported(&self) -> Option<String> {
        if self.get("dragonfly_version").is_some() {
            return Some(
                "Dragonfly is not supported: use Redis or Valkey, 7.0 or later".to_owned(),
            );
        }
        let version = self.get("redis_version")?;
        let major: u32 = version.split('.').next()?.parse().ok()?;
        (major < 7)
            .then(|| format!("Redis {version} is too old: use Redis or Valkey, 7.0 or later"))
    }

    fn eviction(&self) -> Option<String> {
        let policy = self.get("maxmemory_policy").unwrap_or("unknown");
        (policy != "noeviction").then(|| {
            format!("Redis may evict bundles (maxmemory-policy {policy}): set it to noeviction")
        })
    }

    /// Where nobody may ask for `save`, a snapshot that was written tells.
    fn snapshots(&self, config: &Config) -> Option<String> {
        let written = || self.number("rdb_saves") > 0;
        let save = config.save.as_ref();
        save.map_or_else(written, |points| !points.is_empty())
            .then(|| {
                "Redis writes RDB snapshots, from which an opened bundle could come back: set \
                 save \"\""
                    .to_owned()
            })
    }

    /// Where nobody may ask for `appendfsync`, nothing else tells.
    fn late_log(&self, config: &Config) -> Option<String> {
        let fsync = config.appendfsync.as_deref()?;
        (self.number("aof_enabled") > 0 && fsync != "always").then(|| {
            format!(
                "Redis writes its log to the disk after it has answered (appendfsync {fsync}), so \
                 that an opened bundle could come back after a crash: set appendfsync always"
            )
        })
    }

    fn replication(&self) -> Option<String> {
        (self.get("role") == Some("slave"))
            .then(|| "this Redis is a replica: use the address of its primary".to_owned())
    }

    fn cluster(&self, in_cluster: bool) -> Option<String> {
        let is_node = self.number("cluster_enabled") > 0;
        (is_node && !in_cluster).then(|| {
            "this Redis is a node of a Cluster: use redis+cluster:// instead of redis://".to_owned()
        })
    }

    fn no_limit(&self, place: &Place) -> Option<String> {
        (!place.is_local() && self.limit().is_none()).then(|| {
            "Redis has no memory limit and would be killed when the machine is full: set maxmemory"
                .to_owned()
        })
    }
}
