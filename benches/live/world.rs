//! One Redis, the store on it, and the numbers of the bundles that wait there to be opened.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use handover::{
    protocol::wire::Time,
    store::{Claimed, Created, Seen, Store, redis::Redis},
};
use redis::Connection;

use crate::{
    numbered::{Numbered, owner},
    redis_server::RedisServer,
};

/// As the shipped profile without a log sets it up.
const SETTINGS: [&str; 10] = [
    "--maxmemory",
    "3gb",
    "--maxmemory-policy",
    "noeviction",
    "--maxmemory-clients",
    "0",
    "--active-expire-effort",
    "10",
    "--slowlog-log-slower-than",
    "-1",
];
/// Calls under way at the same time.
const AT_ONCE: usize = 32;
/// Far apart, so that neighbours in time are none in memory.
const STRIDE: usize = 7_368_787;
/// Of claims whose end is waited for.
const SHORT: Duration = Duration::from_millis(50);

pub(crate) struct World {
    pub(crate) server: RedisServer,
    pub(crate) store: Store,
    meter: Connection,
    live: Vec<u64>,
    next: u64,
    place: usize,
}

/// What a batch took.
#[derive(Clone, Copy)]
pub(crate) struct Taken {
    /// In seconds.
    pub(crate) time: f64,
    /// Seconds of processor that Redis used meanwhile.
    pub(crate) redis: f64,
    /// Commands that Redis ran, those of scripts included.
    pub(crate) commands: u64,
}

impl World {
    pub(crate) async fn start() -> Self {
        let server = RedisServer::start_with(SETTINGS.map(str::to_owned).to_vec());
        let store = Store::Redis(Redis::open(&server.url()).unwrap());
        store.start().await.unwrap();
        store.poll().await.unwrap();
        Self {
            meter: server.connect(),
            server,
            store: store.for_worker(),
            live: Vec::new(),
            next: 0,
            place: 0,
        }
    }

    /// Stores bundles until so many wait, or this moment has come.
    pub(crate) async fn fill(&mut self, count: u32, deadline: Instant) {
        while self.live.len() < count as usize && Instant::now() < deadline {
            self.create(1_000).await;
        }
    }

    pub(crate) fn live(&self) -> usize {
        self.live.len()
    }

    /// Stores the next ones.
    pub(crate) async fn create(&mut self, count: usize) {
        let first = self.next;
        self.next += count as u64;
        self.live.extend(first..self.next);
        let store = &self.store;
        each(first..self.next, async |number| {
            let created = store.create(&Numbered::small(number).bundle()).await;
            assert!(matches!(created.unwrap(), Created::New { .. }));
        })
        .await;
    }

    /// Some of those that wait, from all over.
    pub(crate) fn some(&mut self, count: usize) -> Vec<u64> {
        let number = |place: &mut usize| {
            *place = (*place + STRIDE) % self.live.len();
            self.live[*place]
        };
        (0..count).map(|_| number(&mut self.place)).collect()
    }

    /// The same, and none twice: they wait no longer.
    pub(crate) fn leave(&mut self, count: usize) -> Vec<u64> {
        let mut take = || {
            self.place = (self.place + STRIDE) % self.live.len();
            self.live.swap_remove(self.place)
        };
        (0..count).map(|_| take()).collect()
    }

    pub(crate) async fn look(&self, numbers: &[u64]) {
        let store = &self.store;
        each(numbers.iter().copied(), async |number| {
            let bundle = Numbered::small(number);
            let seen = store.look(&bundle.id(), &bundle.bearer()).await.unwrap();
            assert!(matches!(seen, Seen::Link(_)));
        })
        .await;
    }

    /// Opens them, without a claim.
    pub(crate) async fn open(&self, numbers: &[u64]) {
        let store = &self.store;
        each(numbers.iter().copied(), async |number| {
            let bundle = Numbered::small(number);
            let opened = store.take(&bundle.id(), &bundle.attempt()).await.unwrap();
            let Claimed::Granted { envelope, .. } = opened else {
                unreachable!("nobody else opens it");
            };
            assert_eq!(envelope, bundle.envelope());
        })
        .await;
    }

    /// Asks for as many that nobody has stored.
    pub(crate) async fn open_unknown(&self, count: usize) {
        let store = &self.store;
        each(0..count as u64, async |number| {
            let bundle = Numbered::small(u64::MAX - number);
            let opened = store.take(&bundle.id(), &bundle.attempt()).await.unwrap();
            assert!(matches!(opened, Claimed::Nothing));
        })
        .await;
    }

    /// Claims them for a moment, and returns when that is over.
    pub(crate) async fn claim_and_wait(&self, numbers: &[u64]) {
        let store = &self.store;
        let claim = async |number| {
            let bundle = Numbered::small(number);
            let attempt = bundle.attempt();
            let claimed = store.claim(&bundle.id(), &attempt, SHORT).await;
            // On a machine that stood still meanwhile the lease is over before its answer, an error.
            assert!(matches!(claimed, Ok(Claimed::Granted { .. }) | Err(_)));
        };
        each(numbers.iter().copied(), claim).await;
        let end = self.server.now() + 50;
        self.server.pass(Time::from_millis(end));
    }

    /// Leaves nothing of them, and brings their client its events.
    pub(crate) async fn purge(&self, numbers: &[u64]) {
        let store = &self.store;
        each(numbers.iter().copied(), async |number| {
            assert!(store.purge(&Numbered::small(number).id()).await.unwrap());
        })
        .await;
        store.relay(&[owner()]).await.unwrap();
    }

    /// Does it, and tells what it took.
    pub(crate) async fn timed(&mut self, act: impl AsyncFnOnce(&mut Self)) -> Taken {
        let (redis, commands) = self.meter();
        let started = Instant::now();
        act(self).await;
        let time = started.elapsed().as_secs_f64();
        let (redis_after, commands_after) = self.meter();
        Taken {
            time,
            redis: redis_after - redis,
            // But for the question itself.
            commands: commands_after - commands - 1,
        }
    }

    /// Seconds that Redis has used, and commands that it has run.
    fn meter(&mut self) -> (f64, u64) {
        let mut question = redis::cmd("INFO");
        question.arg("cpu").arg("commandstats");
        let info: String = question.query(&mut self.meter).unwrap();
        let seconds = |name| member(&info, name).unwrap().parse::<f64>().unwrap();
        let calls = |line: &str| {
            let (calls, _) = line.split_once(":calls=")?.1.split_once(',')?;
            calls.parse::<u64>().ok()
        };
        (
            seconds("used_cpu_user") + seconds("used_cpu_sys"),
            info.lines().filter_map(calls).sum(),
        )
    }
}

/// A number of `INFO`.
pub(crate) fn number(server: &RedisServer, section: &str, name: &str) -> u64 {
    told(server, section, name).parse().unwrap()
}

/// A member of `INFO`.
pub(crate) fn told(server: &RedisServer, section: &str, name: &str) -> String {
    let info: String = server.command(&format!("INFO {section}"));
    member(&info, name).unwrap().to_owned()
}

fn member<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = info.lines();
    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

/// Does it for each, some at the same time.
pub(crate) async fn each<T>(of: impl IntoIterator<Item = T>, act: impl AsyncFn(T)) {
    let acts = stream::iter(of).map(|one| act(one));
    acts.buffer_unordered(AT_ONCE).collect::<()>().await;
}
