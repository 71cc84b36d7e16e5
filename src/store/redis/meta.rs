//! What the store knows of itself: its layout, since when it has kept what it was given, and how
//! full it is.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use redis::Value;

use super::{
    Redis,
    address::{Kind, Place},
    connection::{Trouble, refused},
    info::{Config, Info},
    keys::{self, PARTITIONS},
    nodes::Care,
    replies::{self, unexpected, words},
};
use crate::{
    protocol::wire::Time,
    store::{Error, Health, Unfit, full_at},
};

/// The layout of keys and fields that this program reads and writes.
const LAYOUT: &str = "1";
const REPLIES: usize = PARTITIONS as usize;

/// What the last poll has found, for the verbs of every worker.
#[derive(Default)]
pub(super) struct Known {
    /// In milliseconds; 0 until it is known.
    since: AtomicI64,
    /// Creations are refused.
    crowded: AtomicBool,
    /// Another program's layout is there: nothing may be touched.
    foreign: AtomicBool,
}

impl Known {
    pub(super) fn is_crowded(&self) -> bool {
        self.crowded.load(Ordering::Relaxed)
    }

    /// Nothing may be touched where another layout is.
    pub(super) fn usable(&self) -> Result<(), Trouble> {
        if !self.foreign.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Trouble::NotDone(format!(
            "this Redis holds data in another layout than {LAYOUT}, the one that this version of \
             Handover reads: use the version that wrote it, or another Redis"
        )))
    }
}

impl Redis {
    pub(in crate::store) async fn start(&self) -> Result<(), Unfit> {
        let Ok(nodes) = self.infos("server").await else {
            // Unreachable for now.
            return Ok(());
        };
        if let Some(cause) = nodes.iter().find_map(|(_, info)| info.unsupported()) {
            return Err(Unfit(cause));
        }
        match (self.poll().await, self.known.usable()) {
            (_, Err(Trouble::NotDone(cause))) => return Err(Unfit(cause)),
            (_polled_or_unreachable_for_now, _) => self.warn().await,
        }
        Ok(())
    }

    /// For the operator who has no listener to ask.
    async fn warn(&self) {
        let problems = self.health().await.map(|health| health.problems);
        for problem in problems.unwrap_or_default() {
            tracing::warn!("{problem}");
        }
    }

    pub(in crate::store) async fn since(&self) -> Result<Time, Error> {
        if self.known.since.load(Ordering::Relaxed) == 0 {
            self.poll().await?;
        }
        Ok(Time::from_millis(self.known.since.load(Ordering::Relaxed)))
    }

    /// Learns which nodes there are, marks the partitions that are empty, learns since when and how
    /// full, and looks after what is over.
    pub(in crate::store) async fn poll(&self) -> Result<(), Error> {
        self.links.look_around().await?;
        let memory = self.infos("memory").await?;
        let crowded = memory.iter().any(|(_, memory)| {
            let limit = memory.limit();
            limit.is_some_and(|limit| memory.number("used_memory") >= full_at(limit))
        });
        self.known.crowded.store(crowded, Ordering::Relaxed);

        let mut partitions = self.partitions().await?;
        self.learn_layout(&partitions)?;
        if !partitions.iter().all(Meta::is_marked) {
            self.mark_partitions().await?;
            partitions = self.partitions().await?;
            self.learn_layout(&partitions)?;
        }
        let since = partitions
            .iter()
            .map(Meta::since)
            .collect::<Option<Vec<_>>>()
            .and_then(|times| times.into_iter().max())
            .ok_or_else(|| unexpected("HMGET"))?;
        self.known.since.store(since, Ordering::Relaxed);
        self.sweep().await
    }

    /// Looks at every mark before anything is written: another program's data stays as it is.
    fn learn_layout(&self, partitions: &[Meta]) -> Result<(), Trouble> {
        let foreign = partitions.iter().any(Meta::is_foreign);
        self.known.foreign.store(foreign, Ordering::Relaxed);
        self.known.usable()
    }

    /// Of every primary there is; where there are several, a problem names its node.
    pub(in crate::store) async fn health(&self) -> Result<Health, Error> {
        let mut question = redis::pipe();
        question.cmd("INFO");
        question.cmd("CONFIG").arg("GET").arg(&Config::ASKED);
        let nodes = self.links.of_each(&question).await?;
        let several = nodes.len() > 1;
        let mut health = Health {
            limit_bytes: Some(0),
            ..Health::default()
        };
        for (place, replies) in nodes {
            let Ok([info, config]) = <[Value; 2]>::try_from(replies) else {
                return Err(unexpected("INFO"));
            };
            let info = Info::read(info)?;
            let in_cluster = self.links.topology.address().kind == Kind::Cluster;
            let problems = info.problems(&Config::read(&config), &place, in_cluster);
            let named = problems.into_iter().map(|problem| {
                if several {
                    format!("{place}: {problem}")
                } else {
                    problem
                }
            });
            health.problems.extend(named);
            health.used_bytes += info.number("used_memory");
            health.limit_bytes = health.limit_bytes.zip(info.limit()).map(|(a, b)| a + b);
        }
        Ok(health)
    }

    /// A section of `INFO` of every primary there is.
    async fn infos(&self, section: &str) -> Result<Vec<(Place, Info)>, Error> {
        let mut question = redis::pipe();
        question.cmd("INFO").arg(section);
        let nodes = self.links.of_each(&question).await?.into_iter();
        let info = |(place, mut replies): (Place, Vec<Value>)| {
            let reply = replies.pop().ok_or_else(|| unexpected("INFO"))?;
            Ok((place, Info::read(reply)?))
        };
        nodes.map(info).collect()
    }

    async fn partitions(&self) -> Result<Vec<Meta>, Error> {
        let mut question = redis::pipe();
        for partition in 0..PARTITIONS {
            let key = keys::meta(partition);
            question
                .cmd("HMGET")
                .arg(key)
                .arg("layout")
                .arg("store_since");
        }
        let replies: [Value; REPLIES] = self.links.exchange(&question, Care::Plain).await?;
        replies.into_iter().map(Meta::read).collect()
    }

    /// Writes layout and time where there are none.
    async fn mark_partitions(&self) -> Result<(), Error> {
        let mut clock = redis::pipe();
        clock.cmd("TIME");
        let [time] = self.links.exchange(&clock, Care::Plain).await?;
        let now = replies::time(time)?.millis();
        let mut marks = redis::pipe();
        for key in (0..PARTITIONS).map(keys::meta) {
            marks.cmd("HSETNX").arg(&key).arg("layout").arg(LAYOUT);
            marks.cmd("HSETNX").arg(&key).arg("store_since").arg(now);
        }
        let replies: [Value; 2 * REPLIES] = self.links.exchange(&marks, Care::Plain).await?;
        let refusal = replies.iter().find_map(|reply| match reply {
            Value::ServerError(error) => Some(refused(error)),
            _ => None,
        });
        refusal.map_or(Ok(()), Err)
    }
}

/// One partition's `meta`, as far as it is there.
struct Meta {
    layout: Option<Vec<u8>>,
    since: Option<Vec<u8>>,
}

impl Meta {
    fn read(reply: Value) -> Result<Self, Error> {
        let text = |value: &Value| match value {
            Value::Nil => Ok(None),
            Value::BulkString(text) => Ok(Some(text.clone())),
            _ => Err(unexpected("HMGET")),
        };
        match &words(reply)?[..] {
            [layout, since] => Ok(Self {
                layout: text(layout)?,
                since: text(since)?,
            }),
            _ => Err(unexpected("HMGET")),
        }
    }

    fn is_foreign(&self) -> bool {
        let layout = self.layout.as_deref();
        layout.is_some_and(|layout| layout != LAYOUT.as_bytes())
    }

    const fn is_marked(&self) -> bool {
        self.layout.is_some() && self.since.is_some()
    }

    /// In milliseconds; none if it is not there, or no number.
    fn since(&self) -> Option<i64> {
        std::str::from_utf8(self.since.as_deref()?)
            .ok()?
            .parse()
            .ok()
    }
}
