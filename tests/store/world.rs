//! A store with a clock that the test moves, and the macro that runs a test on both stores.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use handover::{
    protocol::wire::Time,
    store::{Owner, Store, memory::Memory},
};
use redis::Connection;

use super::{
    ask::owner,
    failover::patiently,
    fixture::ms,
    logs::log,
    server::{RedisServer, store_at},
};
use crate::topologies::{cluster::Cluster, sentinel::Sentinel};

/// Runs each test on a store in memory and on one in Redis; `contract` runs them one after the other
/// on the store of a world that takes longer to make.
macro_rules! on_both_stores {
    ($($test:ident),+ $(,)?) => {
        pub async fn contract(world: &World) {
            $(world.begin();
            $test(world).await;)+
        }
        mod in_memory {
            $(#[test]
            fn $test() {
                let world = $crate::store::world::World::memory();
                $crate::store::world::run(super::$test(&world));
            })+
        }
        mod in_redis {
            $(#[test]
            fn $test() {
                let world = $crate::store::world::World::redis();
                $crate::store::world::run(super::$test(&world));
            })+
        }
    };
}
pub(crate) use on_both_stores;

/// The clients there are.
pub const OWNERS: [&str; 3] = ["zendesk", "jira", "other"];

pub struct World {
    pub store: Store,
    clock: Clock,
    /// When it began, and how much the test has let pass since, in milliseconds.
    began: AtomicI64,
    passed: AtomicI64,
}

enum Clock {
    Memory(Arc<AtomicI64>),
    Redis {
        /// The primaries.
        servers: Vec<RedisServer>,
        url: String,
        /// What they belong to, kept as long as the world.
        _topology: Topology,
    },
}

/// More than one server.
enum Topology {
    None,
    Sentinel(#[expect(dead_code, reason = "lives as long as the world")] Sentinel),
    Cluster(#[expect(dead_code, reason = "lives as long as the world")] Cluster),
}

impl World {
    pub fn memory() -> Self {
        let now = Arc::new(AtomicI64::new(1_900_000_000_000));
        let clock = Arc::clone(&now);
        let tell = move || Time::from_millis(clock.load(Ordering::Relaxed));
        let store = Store::Memory(Memory::with_clock(64 << 20, tell));
        Self::new(store, Clock::Memory(now))
    }

    pub fn redis() -> Self {
        let server = RedisServer::start();
        Self::of_redis(server.url(), vec![server], Topology::None)
    }

    /// A primary and two replicas that three Sentinels look after.
    pub fn sentinel() -> Self {
        let group = Sentinel::start(2);
        group.stay_patient();
        let primary = &group.nodes[group.known_primary()];
        let servers = vec![RedisServer::attached(primary.port())];
        Self::of_redis(group.url(), servers, Topology::Sentinel(group))
    }

    /// Three primaries with a replica each.
    pub fn cluster() -> Self {
        let cluster = Cluster::start();
        cluster.stay_patient();
        let primaries = cluster.known_primaries().into_iter();
        let servers = primaries.map(|place| RedisServer::attached(cluster.nodes[place].port()));
        Self::of_redis(cluster.url(), servers.collect(), Topology::Cluster(cluster))
    }

    fn of_redis(url: String, servers: Vec<RedisServer>, topology: Topology) -> Self {
        let store = store_at(&url);
        let clock = Clock::Redis {
            servers,
            url,
            _topology: topology,
        };
        Self::new(store, clock)
    }

    fn new(store: Store, clock: Clock) -> Self {
        let world = Self {
            store,
            clock,
            began: AtomicI64::new(0),
            passed: AtomicI64::new(0),
        };
        world.begin();
        world
    }

    /// Empties Redis and lets time begin here.
    pub fn begin(&self) {
        let now = match &self.clock {
            Clock::Memory(now) => now.load(Ordering::Relaxed),
            Clock::Redis { servers, .. } => {
                for server in servers {
                    server.command::<()>("FLUSHALL");
                }
                servers[0].now()
            }
        };
        self.began.store(now, Ordering::Relaxed);
        self.passed.store(0, Ordering::Relaxed);
    }

    /// The moment of a stored time as the test counts it, to the nearest unit since it began.
    pub fn moment(&self, time: Time, unit: Duration) -> i64 {
        let passed = match &self.clock {
            Clock::Memory(_) => 0,
            Clock::Redis { .. } => self.passed.load(Ordering::Relaxed),
        };
        let since = time.millis() + passed - self.began.load(Ordering::Relaxed);
        (since + ms(unit) / 2).div_euclid(ms(unit))
    }

    /// A store of its own on the same bundles, as another process would have.
    pub fn another_store(&self) -> Store {
        match &self.clock {
            Clock::Memory(_) => self.store.for_worker(),
            Clock::Redis { url, .. } => store_at(url),
        }
    }

    /// What keeps house each second, for the clients of these tests.
    pub async fn settle(&self) {
        keep_house(&self.store).await;
    }

    /// How many events of this client there are by now.
    pub async fn told(&self, owner: &Owner) -> usize {
        log(self, owner).await.len()
    }

    /// The server that has everything, if there is one.
    pub fn server(&self) -> Option<&RedisServer> {
        match &self.clock {
            Clock::Memory(_) => None,
            Clock::Redis { servers, .. } => servers.first().filter(|_| servers.len() == 1),
        }
    }

    /// Whether it is a store in memory.
    pub fn is_memory(&self) -> bool {
        matches!(self.clock, Clock::Memory(_))
    }

    /// Lets so much time pass for everything that is stored.
    pub fn pass(&self, span: Duration) {
        match &self.clock {
            Clock::Memory(now) => {
                now.fetch_add(ms(span), Ordering::Relaxed);
            }
            Clock::Redis { servers, .. } => {
                for server in servers {
                    age(server, ms(span));
                }
                self.passed.fetch_add(ms(span), Ordering::Relaxed);
            }
        }
    }
}

/// What a process does each second, for the clients of these tests.
pub async fn keep_house(store: &Store) {
    patiently(async || store.poll().await).await;
    store.relay(&OWNERS.map(owner)).await.unwrap();
}

/// Runs a test's future on this thread.
pub fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}

/// Makes everything older by so many milliseconds: its times, the ends of its keys and its
/// deadlines in the due index.
fn age(server: &RedisServer, by: i64) {
    let mut connection = server.connect();
    for key in server.command::<Vec<String>>("KEYS hndo:*:due") {
        age_scores(server, &key, by);
    }
    for key in server.bundle_keys() {
        if key.contains(":rec:") {
            age_fields(server, &key, &TIMES, by);
        }
        age_end(&mut connection, &key, by);
    }
    for key in server.client_keys() {
        match key.split(':').nth(3).unwrap() {
            "req" | "ref" => age_scores(server, &key, by),
            "hook" => age_fields(server, &key, &["next", "down", "lease"], by),
            "idem" => age_call(&mut connection, &key, by),
            _ => {}
        }
        age_end(&mut connection, &key, by);
    }
}

/// The times of a record.
const TIMES: [&str; 10] = [
    "requested",
    "created",
    "expires",
    "until",
    "claimed",
    "lease",
    "opened",
    "confirmed",
    "ended",
    "finished",
];

fn age_scores(server: &RedisServer, key: &str, by: i64) {
    let members: Vec<String> = server.command(&format!("ZRANGE {key} 0 -1"));
    for member in members {
        server.command::<f64>(&format!("ZINCRBY {key} -{by} {member}"));
    }
}

fn age_fields(server: &RedisServer, key: &str, times: &[&str], by: i64) {
    for time in times {
        let value: Option<i64> = server.command(&format!("HGET {key} {time}"));
        if let Some(value) = value.filter(|value| *value > 0) {
            server.command::<()>(&format!("HSET {key} {time} {}", value - by));
        }
    }
}

/// What a call was told stands behind the 32 bytes of its content.
fn age_call(connection: &mut Connection, key: &str, by: i64) {
    let told: String = redis::cmd("GETRANGE")
        .arg(key)
        .arg(32)
        .arg(-1)
        .query(connection)
        .unwrap();
    let older = told.parse::<i64>().unwrap() - by;
    let mut write = redis::cmd("SETRANGE");
    write.arg(key).arg(32).arg(older.to_string());
    write.exec(connection).unwrap();
}

/// What `PEXPIRETIME` says of a key that has ended by itself in the meantime.
const GONE: i64 = -2;

fn age_end(connection: &mut Connection, key: &str, by: i64) {
    let mut read = redis::cmd("PEXPIRETIME");
    let end: i64 = read.arg(key).query(connection).unwrap();
    if end == GONE {
        return;
    }
    assert!(end > 0, "{key} has no end");
    let mut write = redis::cmd("PEXPIREAT");
    write.arg(key).arg(end - by).exec(connection).unwrap();
}
