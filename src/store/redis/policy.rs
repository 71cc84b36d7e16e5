//! What about a Redis is not as the store needs it.

use super::{
    WaitReplicas,
    address::Place,
    info::{Config, Info},
};
use crate::finding::Finding;

/// A log that was never rewritten for so long, in seconds, is looked after by nobody: the shipped
/// timer does it each hour.
const UNTIDIED: u64 = 2 * 3600;

/// The lag, in seconds, behind which a replica does not count.
const LAG: &str = "5";

impl Info {
    /// Why nothing may be entrusted to it, in words that say what to do; needs the whole of `INFO`.
    pub(super) fn problems(&self, config: &Config, place: &Place, in_cluster: bool) -> Vec<String> {
        let findings = self.unsafe_settings(config, !place.is_local(), in_cluster);
        findings.iter().map(ToString::to_string).collect()
    }

    /// A server that this program cannot work with.
    pub(super) fn unsupported(&self) -> Option<String> {
        self.another_program()
            .map(|Finding { what, fix, .. }| format!("{what}: {fix}"))
    }

    /// What breaks a promise, whatever else is done.
    pub(crate) fn unsafe_settings(
        &self,
        config: &Config,
        remote: bool,
        in_cluster: bool,
    ) -> Vec<Finding> {
        let findings = [
            self.another_program(),
            self.replica(),
            self.of_a_cluster(in_cluster),
            self.eviction(),
            self.snapshots(config),
            self.late_log(config),
            self.broken_log(),
            self.no_limit(remote),
        ];
        findings.into_iter().flatten().collect()
    }

    /// What is worth mending beside that.
    pub(crate) fn unwise_settings(&self, config: &Config) -> Vec<Finding> {
        let findings = [
            slow_log(config),
            evicted_clients(config),
            self.untidied_log(),
        ];
        findings.into_iter().flatten().collect()
    }

    /// What does not fit the replicas that a primary has now.
    pub(crate) fn replicas_amiss(&self, config: &Config, wait: WaitReplicas) -> Vec<Finding> {
        let findings = [
            self.waited_for(wait),
            self.least_replicas(config),
            lag(config),
        ];
        findings.into_iter().flatten().collect()
    }

    fn another_program(&self) -> Option<Finding> {
        let found = |what: String| {
            Finding::error(
                "program",
                what,
                "the scripts on which 'once only' rests are made and tried for these alone",
                "use Redis or Valkey, 7.0 or later",
            )
        };
        if self.get("dragonfly_version").is_some() {
            return Some(found("Dragonfly is not supported".to_owned()));
        }
        let role = self.get("role");
        if role == Some("active-replica") {
            return Some(found(
                "KeyDB is not supported, and with active-replica two nodes would each hand a bundle out"
                    .to_owned(),
            ));
        }
        let is_keydb = |program: &str| program.ends_with("keydb-server");
        if self.get("mvcc_depth").is_some() || self.get("executable").is_some_and(is_keydb) {
            return Some(found("KeyDB is not supported".to_owned()));
        }
        let version = self.get("redis_version")?;
        let major: u32 = version.split('.').next()?.parse().ok()?;
        (major < 7).then(|| found(format!("Redis {version} is too old")))
    }

    fn replica(&self) -> Option<Finding> {
        (self.get("role") == Some("slave")).then(|| {
            Finding::error(
                "role",
                "this Redis is a replica",
                "it refuses every creation and every opening",
                "use the address of its primary",
            )
        })
    }

    fn of_a_cluster(&self, in_cluster: bool) -> Option<Finding> {
        (self.number("cluster_enabled") > 0 && !in_cluster).then(|| {
            Finding::error(
                "role",
                "this Redis is a node of a Cluster",
                "most bundles belong to its other nodes, and it refuses them",
                "use redis+cluster:// instead of redis://",
            )
        })
    }

    fn eviction(&self) -> Option<Finding> {
        let policy = self.get("maxmemory_policy").unwrap_or("unknown");
        (policy != "noeviction").then(|| {
            Finding::error(
                "eviction",
                format!("Redis may evict bundles (maxmemory-policy {policy})"),
                "one that nobody has read would be lost when memory runs short",
                "set it to noeviction",
            )
        })
    }

    /// Where nobody may ask for `save`, a snapshot that was written tells.
    fn snapshots(&self, config: &Config) -> Option<Finding> {
        let written = || self.number("rdb_saves") > 0;
        let save = config.get("save");
        save.map_or_else(written, |points| !points.is_empty())
            .then(|| {
                Finding::error(
                    "snapshots",
                    "Redis writes RDB snapshots",
                    "after a crash an opened bundle could come back from one",
                    "set save \"\"",
                )
            })
    }

    /// Where nobody may ask for `appendfsync`, nothing else tells.
    fn late_log(&self, config: &Config) -> Option<Finding> {
        let fsync = config.get("appendfsync")?;
        (self.number("aof_enabled") > 0 && fsync != "always").then(|| {
            Finding::error(
                "log",
                format!("Redis writes its log after it has answered (appendfsync {fsync})"),
                "after a crash an opened bundle could come back",
                "set appendfsync always",
            )
        })
    }

    fn broken_log(&self) -> Option<Finding> {
        (self.get("aof_last_write_status") == Some("err")).then(|| {
            Finding::error(
                "log",
                "Redis could not write its log",
                "it refuses whatever changes something",
                "make room on its disk",
            )
        })
    }

    fn untidied_log(&self) -> Option<Finding> {
        let is_old = self.number("uptime_in_seconds") > UNTIDIED;
        (is_old && self.number("aof_enabled") > 0 && self.get("aof_rewrites") == Some("0")).then(
            || {
                Finding::warning(
                    "rewrite",
                    "Redis has never rewritten its log",
                    "what was erased from memory is still on the disk, as ciphertext",
                    "have a timer run BGREWRITEAOF each hour",
                )
            },
        )
    }

    fn no_limit(&self, remote: bool) -> Option<Finding> {
        (remote && self.limit().is_none()).then(|| {
            Finding::error(
                "maxmemory",
                "Redis has no memory limit",
                "it would be killed when its machine is full, and what it keeps with it",
                "set maxmemory, to about 60 % of the machine's memory",
            )
        })
    }

    fn waited_for(&self, wait: WaitReplicas) -> Option<Finding> {
        let replicas = self.replicas();
        let connected = format!("{} connected", counted(replicas));
        match wait {
            WaitReplicas::Exactly(0) if replicas > 0 => Some(Finding::error(
                "replicas",
                format!("HANDOVER_WAIT_REPLICAS is 0, and {connected}"),
                "after a failover an opened bundle could be opened once more",
                "leave it at auto",
            )),
            WaitReplicas::Exactly(wanted) if replicas < u64::from(wanted) => Some(Finding::error(
                "replicas",
                format!("HANDOVER_WAIT_REPLICAS is {wanted}, and {connected}"),
                "every creation and every opening is answered 503",
                "connect the replicas, or leave it at auto",
            )),
            _ => None,
        }
    }

    /// Where nobody may ask, `INFO` tells at least whether it is set.
    fn least_replicas(&self, config: &Config) -> Option<Finding> {
        let replicas = self.replicas();
        let wanted = match replicas {
            0 => 0,
            replicas => (replicas - 1).max(1),
        };
        let set = match config.get("min-replicas-to-write") {
            Some(set) => set.parse().ok()?,
            None if self.get("min_slaves_good_slaves").is_none() => 0,
            None => return None,
        };
        let what = format!(
            "min-replicas-to-write is {set}, and {} connected",
            counted(replicas)
        );
        let fix = format!(
            "set it to {wanted}: the number of replicas less one, but at least 1 if there are any"
        );
        if set < wanted {
            let why = "while replicas are away, a bundle could be erased that its reader never got";
            return Some(Finding::error("min-replicas", what, why, fix));
        }
        (set > wanted).then(|| {
            let why = "creations and openings stop sooner than they must when a replica goes away";
            Finding::warning("min-replicas", what, why, fix)
        })
    }
}

fn slow_log(config: &Config) -> Option<Finding> {
    let slower: i64 = config.get("slowlog-log-slower-than")?.parse().ok()?;
    (slower >= 0).then(|| {
        Finding::warning(
            "slowlog",
            "Redis keeps a slow log",
            "ids and the hashes of tokens stay in it, whatever becomes of their bundles",
            "set slowlog-log-slower-than -1, and run SLOWLOG RESET",
        )
    })
}

fn evicted_clients(config: &Config) -> Option<Finding> {
    let limit = config.get("maxmemory-clients")?;
    (limit != "0").then(|| {
        Finding::warning(
            "maxmemory-clients",
            format!("Redis may cut connections to spare memory (maxmemory-clients {limit})"),
            "an opening can be cut in the middle just when memory runs short",
            "set maxmemory-clients 0",
        )
    })
}

fn lag(config: &Config) -> Option<Finding> {
    let is_used = config.get("min-replicas-to-write")? != "0";
    let lag = config.get("min-replicas-max-lag")?;
    (is_used && lag != LAG).then(|| {
        Finding::warning(
            "min-replicas-lag",
            format!("min-replicas-max-lag is {lag}"),
            "for so long a replica that has gone silent is taken for one that follows",
            format!("set it to {LAG}"),
        )
    })
}

/// `1 replica is`, `2 replicas are`.
fn counted(replicas: u64) -> String {
    let verb = if replicas == 1 { "is" } else { "are" };
    format!("{} {verb}", noun(replicas))
}

fn noun(replicas: u64) -> String {
    let noun = if replicas == 1 { "replica" } else { "replicas" };
    format!("{replicas} {noun}")
}
