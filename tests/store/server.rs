//! A redis-server of the test's own: a free loopback port, a directory that goes with it.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use handover::{
    protocol::wire::Time,
    store::{
        Store,
        redis::{Patience, Redis, WaitReplicas},
    },
};
use redis::{Connection, FromRedisValue, Value};
use tempfile::TempDir;

#[allow(unused_imports, reason = "not every test program needs one more")]
pub use crate::ports::free_port;

/// Longer than anybody stands still on a busy machine.
const WAITING: Duration = Duration::from_secs(60);

/// A store for tests that are not about a Redis that is silent.
#[allow(dead_code, reason = "not every test program has a store of its own")]
pub fn store_at(url: &str) -> Store {
    let patience = Patience {
        connecting: WAITING,
        answering: WAITING,
        telling: WAITING,
    };
    let redis = Redis::open(url).unwrap().with_patience(patience);
    Store::Redis(redis.waiting_for(WaitReplicas::Auto, WAITING))
}

pub struct RedisServer {
    process: Option<Child>,
    port: u16,
    directory: TempDir,
    settings: Vec<String>,
}

impl RedisServer {
    pub fn start() -> Self {
        Self::start_with(Vec::new())
    }

    /// With settings beside the usual ones, as on the command line.
    pub fn start_with(settings: Vec<String>) -> Self {
        let mut server = Self {
            process: None,
            port: free_port(),
            directory: TempDir::new().unwrap(),
            settings,
        };
        server.run();
        server
    }

    /// One that runs already, and is ended by whoever has started it.
    #[allow(dead_code, reason = "not every test program has more than one server")]
    pub fn attached(port: u16) -> Self {
        Self {
            process: None,
            port,
            directory: TempDir::new().unwrap(),
            settings: Vec::new(),
        }
    }

    /// Starts the process on its port, and returns when it answers.
    pub fn run(&mut self) {
        let process = Command::new("redis-server")
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1"])
            .args(&self.settings)
            .args(["--save", "", "--appendonly", "no", "--loglevel", "warning"])
            .arg("--dir")
            .arg(self.directory.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|_| {
                panic!(
                    "install redis-server (Debian: apt-get install redis-server), or run make \
                     test, which does"
                )
            });
        self.process = Some(process);
        let started = Instant::now();
        while self.answering() != self.process.as_ref().map(Child::id) {
            let exited = self.process.as_mut().unwrap().try_wait().unwrap();
            assert_eq!(exited, None, "redis-server ended at once");
            let waited = started.elapsed();
            assert!(waited < Duration::from_secs(120), "redis-server is silent");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Ends the process at once, as a crash would.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    pub fn connect(&self) -> Connection {
        redis::Client::open(self.url())
            .unwrap()
            .get_connection()
            .unwrap()
    }

    /// Sends one command, its words separated by blanks.
    pub fn command<T: FromRedisValue>(&self, command: &str) -> T {
        let mut words = command.split(' ');
        let mut call = redis::cmd(words.next().unwrap());
        for word in words {
            call.arg(word);
        }
        call.query(&mut self.connect()).unwrap()
    }

    /// Its clock, in milliseconds.
    pub fn now(&self) -> i64 {
        let (seconds, micros): (i64, i64) = self.command("TIME");
        seconds * 1000 + micros / 1000
    }

    /// Returns when its clock has left this millisecond behind.
    pub fn pass(&self, moment: Time) {
        while self.now() <= moment.millis() {
            std::thread::yield_now();
        }
    }

    /// The keys of bundles and requests: everything but the partitions' own and the clients'.
    pub fn bundle_keys(&self) -> Vec<String> {
        let mut keys = self.changing_keys();
        let own = |key: &String| key.ends_with(":due") || key.ends_with(":out");
        keys.retain(|key| !own(key) && !key.starts_with("hndo:{c:"));
        keys
    }

    /// The keys of clients.
    pub fn client_keys(&self) -> Vec<String> {
        let mut keys = self.changing_keys();
        keys.retain(|key| key.starts_with("hndo:{c:"));
        keys
    }

    /// Every key that a verb may write, with its value and the moment it ends.
    pub fn dump(&self) -> Vec<(String, Vec<u8>, i64)> {
        self.dump_of(self.changing_keys())
    }

    fn changing_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.command("KEYS hndo:*");
        keys.retain(|key| !key.ends_with(":meta"));
        keys.sort();
        keys
    }

    /// Every key and every value there is, in one heap of bytes.
    pub fn everything(&self) -> Vec<u8> {
        let mut connection = self.connect();
        let mut heap = Vec::new();
        for key in self.changing_keys() {
            heap.extend_from_slice(key.as_bytes());
            let kind: String = self.command(&format!("TYPE {key}"));
            let mut read = match kind.as_str() {
                "hash" => redis::cmd("HGETALL"),
                "zset" => redis::cmd("ZRANGE"),
                "stream" => redis::cmd("XRANGE"),
                _ => redis::cmd("GET"),
            };
            read.arg(&key);
            match kind.as_str() {
                "zset" => read.arg(0).arg(-1),
                "stream" => read.arg("-").arg("+"),
                _ => &mut read,
            };
            flatten(&read.query(&mut connection).unwrap(), &mut heap);
        }
        heap
    }

    /// Every key there is, in the same way.
    pub fn dump_all(&self) -> Vec<(String, Vec<u8>, i64)> {
        let mut keys: Vec<String> = self.command("KEYS *");
        keys.sort();
        self.dump_of(keys)
    }

    fn dump_of(&self, keys: Vec<String>) -> Vec<(String, Vec<u8>, i64)> {
        let mut connection = self.connect();
        let mut entry = |key: String| {
            let value = redis::cmd("DUMP").arg(&key).query(&mut connection).unwrap();
            let end = redis::cmd("PEXPIRETIME").arg(&key).query(&mut connection);
            (key, value, end.unwrap())
        };
        keys.into_iter().map(&mut entry).collect()
    }

    /// The process that answers on its port, which may be somebody else's.
    fn answering(&self) -> Option<u32> {
        let client = redis::Client::open(self.url()).ok()?;
        let mut connection = client.get_connection().ok()?;
        let mut ask = redis::cmd("INFO");
        let info: String = ask.arg("server").query(&mut connection).ok()?;
        let mut lines = info.lines();
        lines
            .find_map(|line| line.strip_prefix("process_id:"))?
            .parse()
            .ok()
    }
}

/// The bytes of a reply, one value behind the other.
fn flatten(reply: &Value, heap: &mut Vec<u8>) {
    match reply {
        Value::BulkString(bytes) => heap.extend_from_slice(bytes),
        Value::Array(items) => items.iter().for_each(|item| flatten(item, heap)),
        Value::Nil => {}
        other => panic!("{other:?}"),
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}
