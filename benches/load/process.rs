//! Servers as processes of their own, and what they use.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use redis::Connection;
use tempfile::TempDir;

use crate::{calls::System, redis_server::RedisServer};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// A limit that no load here reaches, so that the limiter does all of its work.
const RATE: &str = "1000000000/s";

/// What processes have used since they started.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    /// Seconds of the server's CPU.
    pub(crate) server: f64,
    /// Seconds of its Redis' CPU.
    pub(crate) redis: f64,
}

impl Usage {
    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            server: self.server - before.server,
            redis: self.redis - before.redis,
        }
    }
}

/// A server and its own Redis; both end when dropped.
pub(crate) struct Stack {
    pub(crate) system: System,
    pub(crate) address: SocketAddr,
    pub(crate) redis: RedisServer,
    /// From the start of the process to its first answer.
    pub(crate) started_in: Duration,
    process: Child,
    redis_id: u32,
    _directory: TempDir,
}

impl Stack {
    pub(crate) fn start(system: System) -> Self {
        let redis = RedisServer::start();
        let redis_id = process_id(&mut redis.connect());
        let directory = TempDir::new().unwrap();
        let address = free_address();
        let mut command = match system {
            System::Ceiling => ceiling(address, &redis),
            System::Handover => handover(address, &redis),
        };
        let log = File::create(directory.path().join("log")).unwrap();
        let started = Instant::now();
        let process = command.stderr(log).stdin(Stdio::null()).spawn().unwrap();
        let mut stack = Self {
            system,
            address,
            redis,
            started_in: Duration::ZERO,
            process,
            redis_id,
            _directory: directory,
        };
        stack.wait(started);
        stack.started_in = started.elapsed();
        stack
    }

    fn wait(&mut self, started: Instant) {
        while !answers(self.address) {
            let ended = self.process.try_wait().unwrap();
            assert_eq!(ended, None, "the server ended at once");
            assert!(started.elapsed() < PATIENCE, "the server is silent");
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// What the server and its Redis have used.
    pub(crate) fn usage(&self) -> Usage {
        Usage {
            server: cpu(self.process.id()),
            redis: cpu(self.redis_id),
        }
    }

    /// Bytes of memory that the server holds.
    pub(crate) fn resident(&self) -> u64 {
        resident(self.process.id())
    }

    /// Bytes that Redis has in use.
    pub(crate) fn redis_bytes(&self) -> f64 {
        let info: String = self.redis.command("INFO memory");
        let used = info
            .lines()
            .find_map(|line| line.strip_prefix("used_memory:"));
        used.unwrap().trim().parse().unwrap()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        self.redis.kill();
    }
}

fn ceiling(address: SocketAddr, redis: &RedisServer) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(format!("--ceiling={}", redis.port()));
    command.arg(format!("--port={}", address.port()));
    command
}

/// As an operator runs it, at the level `info`; `HANDOVER_BIN` names another binary.
fn handover(address: SocketAddr, redis: &RedisServer) -> Command {
    let named = std::env::var_os("HANDOVER_BIN");
    let binary = named.unwrap_or_else(|| env!("CARGO_BIN_EXE_handover").into());
    let mut command = Command::new(binary);
    command.env_clear().arg("serve");
    command.arg(format!("--bind={address}"));
    command.arg(format!("--redis-url={}", redis.url()));
    command.arg(format!("--rate-create={RATE}"));
    command.arg(format!("--rate-open={RATE}"));
    command.arg("--log=info");
    command
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap()
}

fn answers(address: SocketAddr) -> bool {
    use std::io::{Read, Write};
    let asked = TcpStream::connect(address).and_then(|mut stream| {
        stream.write_all(b"GET /api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n")?;
        stream.read(&mut [0; 1])
    });
    asked.is_ok_and(|read| read == 1)
}

fn process_id(redis: &mut Connection) -> u32 {
    let info: String = redis::cmd("INFO").arg("server").query(redis).unwrap();
    let id = info
        .lines()
        .find_map(|line| line.strip_prefix("process_id:"));
    id.unwrap().trim().parse().unwrap()
}

/// Seconds of CPU of all threads that are there.
fn cpu(process: u32) -> f64 {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let nanos = |thread: &Path| -> u64 {
        let line = fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
        let first = line.split(' ').next().unwrap_or_default();
        first.parse().unwrap_or_default()
    };
    let sum: u64 = threads.flatten().map(|thread| nanos(&thread.path())).sum();
    Duration::from_nanos(sum).as_secs_f64()
}

fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: u64 = line
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    kib * 1024
}
