//! Receivers of webhooks, well-behaved and not: each a socket of its own.

use std::{
    collections::HashMap,
    future::Future,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A call as it came.
#[derive(Debug, Clone)]
pub struct Call {
    pub path: String,
    /// By name in lower case.
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

impl Call {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn reference(&self) -> String {
        self.json()["reference"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What a receiver does with a call.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Answers, and waits for the next call on the same connection.
    Answer(String),
    /// Sends this and closes.
    Close(&'static str),
    /// Sends this and nothing more, and keeps the connection.
    Hang(&'static str),
    /// Sends the one, and then the other until nobody reads it.
    Endless(&'static str, &'static str),
}

/// An answer without a body.
pub fn status(status: u16) -> Reply {
    with(status, "")
}

/// With more lines in its head.
pub fn with(status: u16, head: &str) -> Reply {
    Reply::Answer(format!(
        "HTTP/1.1 {status} X\r\ncontent-length: 0\r\n{head}\r\n"
    ))
}

pub struct Receiver {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    calls: Vec<Call>,
    /// How many calls of a path are under way.
    open: HashMap<String, usize>,
    most_at_once: usize,
}

impl Seen {
    fn begin(&mut self, path: &str) {
        let open = self.open.entry(path.to_owned()).or_default();
        *open += 1;
        self.most_at_once = self.most_at_once.max(*open);
    }

    /// How many calls there were before.
    fn end(&mut self, call: &Call) -> usize {
        *self.open.get_mut(&call.path).unwrap() -= 1;
        self.calls.push(call.clone());
        self.calls.len() - 1
    }
}

impl Receiver {
    /// `reply` gets the call, and how many were made before.
    pub async fn start(reply: impl Fn(&Call, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::default();
        let (told, reply) = (Arc::clone(&seen), Arc::new(reply));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&told), Arc::clone(&reply)));
            }
        });
        Self { address, seen }
    }

    pub async fn always(status_code: u16) -> Self {
        Self::start(move |_, _| status(status_code)).await
    }

    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    pub fn calls(&self) -> Vec<Call> {
        self.seen.lock().unwrap().calls.clone()
    }

    /// How many calls of one path were ever under way together.
    pub fn most_at_once(&self) -> usize {
        self.seen.lock().unwrap().most_at_once
    }

    pub fn references(&self) -> Vec<String> {
        self.calls().iter().map(Call::reference).collect()
    }

    /// Returns when it was called so often.
    pub async fn called(&self, times: usize) {
        until(async || self.calls().len() >= times).await;
    }
}

/// Waits for a condition, with a bound that only a defect reaches.
pub async fn until<F: Future<Output = bool>>(condition: impl Fn() -> F) {
    let started = Instant::now();
    while !condition().await {
        assert!(
            started.elapsed() < Duration::from_secs(120),
            "it never came to be"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: Arc<Mutex<Seen>>,
    reply: Arc<impl Fn(&Call, usize) -> Reply>,
) {
    while let Some(call) = read(&mut stream).await {
        seen.lock().unwrap().begin(&call.path);
        // Whoever else would call meanwhile does so now.
        for _ in 0..32 {
            tokio::task::yield_now().await;
        }
        let before = seen.lock().unwrap().end(&call);
        let sent = match reply(&call, before) {
            Reply::Answer(text) => stream.write_all(text.as_bytes()).await,
            Reply::Close(text) => {
                let _ = stream.write_all(text.as_bytes()).await;
                return;
            }
            Reply::Hang(text) => {
                let _ = stream.write_all(text.as_bytes()).await;
                // Until the other side goes.
                stream.read(&mut [0; 64]).await.map(drop)
            }
            Reply::Endless(first, more) => {
                let mut sent = stream.write_all(first.as_bytes()).await;
                let more = more.repeat(64);
                while sent.is_ok() {
                    sent = stream.write_all(more.as_bytes()).await;
                }
                sent
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

/// One request; none when the other side has gone.
async fn read(stream: &mut TcpStream) -> Option<Call> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let (line, lines) = head.split_once("\r\n")?;
    let headers = lines.split("\r\n").filter_map(|line| line.split_once(": "));
    let headers: HashMap<String, String> = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers["content-length"].parse().ok()?;
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Call {
        path: line.split(' ').nth(1)?.to_owned(),
        headers,
        body,
    })
}
