//! The load: connections that are kept, each with one request on its way, all in one thread.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use handover::protocol::token::{BundleId, LinkToken, OpenToken, random};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    calls::{Calls, System},
    process::Usage,
};

/// How long a connection runs before anything counts.
const WARM: Duration = Duration::from_millis(300);

/// What is run.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) system: System,
    pub(crate) address: SocketAddr,
    pub(crate) connections: usize,
    pub(crate) kib: usize,
    pub(crate) measured: Duration,
}

/// What came of it.
pub(crate) struct Tally {
    pub(crate) cycles: usize,
    pub(crate) seconds: f64,
    /// Nanoseconds of each request, in order.
    pub(crate) nanos: Vec<u32>,
    /// What was used while it was measured.
    pub(crate) used: Usage,
}

/// Runs whole cycles and counts those that end while it is measured. `usage` reads what the processes
/// have used.
pub(crate) fn run(load: Load, usage: impl Fn() -> Usage) -> Tally {
    let from = Instant::now() + WARM;
    let until = from + load.measured;
    let connections = (0..load.connections).map(|_| cycles(load, from, until));
    let clock = async {
        tokio::time::sleep_until(from.into()).await;
        let (before, started) = (usage(), Instant::now());
        tokio::time::sleep_until(until.into()).await;
        (usage().since(before), started.elapsed().as_secs_f64())
    };
    let work = async { tokio::join!(join_all(connections), clock) };
    let (tallies, (used, seconds)) = on_one_thread(work);
    let cycles = tallies.iter().map(|(cycles, _)| cycles).sum();
    let mut nanos: Vec<u32> = tallies.into_iter().flat_map(|(_, nanos)| nanos).collect();
    nanos.sort_unstable();
    Tally {
        cycles,
        seconds,
        nanos,
        used,
    }
}

/// So many cycles, or a few more, over these connections.
pub(crate) fn run_cycles(load: Load, count: usize) {
    let share = count.div_ceil(load.connections);
    let connections = (0..load.connections).map(async |_| {
        let mut calls = Calls::new(load.system, load.kib);
        let mut connection = Connection::to(load.address).await;
        for _ in 0..share {
            calls.turn();
            cycle(&mut connection, &calls, |_| ()).await;
        }
    });
    on_one_thread(join_all(connections));
}

/// So many bundles that nobody opens, or a few more; how many.
pub(crate) fn run_puts(load: Load, count: usize) -> usize {
    let share = count.div_ceil(load.connections);
    let connections = (0..load.connections).map(async |_| {
        let mut calls = Calls::new(load.system, load.kib);
        let mut connection = Connection::to(load.address).await;
        for _ in 0..share {
            calls.turn();
            let (status, _) = connection.ask(calls.put()).await;
            assert_eq!(status, 201, "stored");
        }
    });
    on_one_thread(join_all(connections));
    share * load.connections
}

/// So many openings of ids that nobody has, each another one.
pub(crate) fn run_unknown(address: SocketAddr, connections: usize, count: usize) {
    let share = count.div_ceil(connections);
    let connections = (0..connections).map(async |_| {
        let mut connection = Connection::to(address).await;
        for _ in 0..share {
            let (id, token) = (BundleId::new(random()), LinkToken::random());
            let body = format!("{{\"open_token\":\"{}\"}}", OpenToken::random().to_b64u());
            let call = format!(
                "POST /api/v1/bundles/{}/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
                 content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                id.to_b64u(),
                token.to_b64u(),
                body.len()
            );
            let (status, _) = connection.ask(call.as_bytes()).await;
            assert_eq!(status, 404, "an id that nobody has");
        }
    });
    on_one_thread(join_all(connections));
}

fn on_one_thread<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(work)
}

async fn cycles(load: Load, from: Instant, until: Instant) -> (usize, Vec<u32>) {
    let mut calls = Calls::new(load.system, load.kib);
    let mut connection = Connection::to(load.address).await;
    let (mut count, mut nanos) = (0, Vec::new());
    while Instant::now() < until {
        calls.turn();
        let mut last = Instant::now();
        cycle(&mut connection, &calls, |now| {
            if (from..until).contains(&now) {
                let took = (now - last).as_nanos();
                nanos.push(u32::try_from(took).unwrap_or(u32::MAX));
            }
            last = now;
        })
        .await;
        count += usize::from((from..until).contains(&last));
    }
    (count, nanos)
}

/// One cycle; `answered` hears of each answer.
async fn cycle(connection: &mut Connection, calls: &Calls, mut answered: impl FnMut(Instant)) {
    let (status, _) = connection.ask(calls.put()).await;
    answered(Instant::now());
    assert_eq!(status, 201, "stored");
    let (status, body) = connection.ask(calls.open()).await;
    answered(Instant::now());
    assert!(
        status == 200 && body == calls.opened(),
        "opened with every byte: {status}"
    );
    let (status, _) = connection.ask(calls.open()).await;
    answered(Instant::now());
    assert_eq!(status, 410, "opened only once");
}

/// A connection that is kept.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let buffer = Vec::with_capacity(64 << 10);
        Self { stream, buffer }
    }

    /// Sends a request and returns the status and the body of its answer.
    async fn ask(&mut self, request: &[u8]) -> (u16, &[u8]) {
        self.stream.write_all(request).await.unwrap();
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await.unwrap();
            assert_ne!(read, 0, "the connection was closed");
            if let Some(head) = Head::of(&self.buffer)
                && self.buffer.len() >= head.length + head.body
            {
                return (head.status, &self.buffer[head.length..]);
            }
        }
    }
}

/// The head of an answer, in bytes, and how many its body has.
struct Head {
    status: u16,
    length: usize,
    body: usize,
}

impl Head {
    fn of(bytes: &[u8]) -> Option<Self> {
        let length = bytes.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
        let head = str::from_utf8(&bytes[..length]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.get(9..12)?.parse().unwrap();
        let body = lines.find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length.then(|| value.parse().unwrap())
        });
        Some(Self {
            status,
            length,
            body: body.unwrap_or(0),
        })
    }
}
