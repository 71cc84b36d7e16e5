//! Somebody with much to ask, who forgives nothing: who was let in is answered, whole and at the first try.

use std::{
    io::ErrorKind,
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
};

use handover::protocol::token::to_b64u;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::{app::TestBundle, process::eventually};

/// What all callers together have been answered.
#[derive(Default)]
pub struct Tally(AtomicUsize);

impl Tally {
    pub fn answers(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// Until there are so many more.
    pub async fn grows_by(&self, more: usize) {
        let enough = self.answers() + more;
        eventually("so many are answered", async || self.answers() >= enough).await;
    }
}

/// Nobody serves at any of the addresses.
#[derive(Debug)]
pub struct Away;

pub struct Caller<'a> {
    /// As a reverse proxy has them: where one does not let it in, the next is tried.
    addresses: &'a [SocketAddr],
    next: usize,
    /// Whether a connection serves for more than one call.
    keeps: bool,
    kept: Option<BufReader<TcpStream>>,
    tally: &'a Tally,
}

impl<'a> Caller<'a> {
    /// The `n`th of many: one in two keeps connections, and not all begin at the same address.
    pub fn new(n: usize, addresses: &'a [SocketAddr], tally: &'a Tally) -> Self {
        Self {
            addresses,
            next: n / 2,
            keeps: n.is_multiple_of(2),
            kept: None,
            tally,
        }
    }

    /// Seals a bundle, opens it, and is told that it is gone.
    pub async fn cycle(&mut self) -> Result<(), Away> {
        let bundle = TestBundle::new();
        let path = format!("/api/v1/bundles/{}", bundle.id().to_b64u());
        self.call("PUT", &path, &bundle.link.to_b64u(), &bundle.body(), 201)
            .await?;
        let (path, opening) = (format!("{path}/open"), json!({ "open_token": bundle.open }));
        let link = bundle.link.to_b64u();
        let opened = self.call("POST", &path, &link, &opening, 200).await?;
        assert_eq!(opened["envelope"], json!(to_b64u(&bundle.envelope)));
        let gone = self.call("POST", &path, &link, &opening, 410).await?;
        assert_eq!(gone["state"], "opened");
        Ok(())
    }

    async fn call(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        body: &Value,
        expected: u16,
    ) -> Result<Value, Away> {
        let body = body.to_string();
        let bearer = match method {
            "PUT" => String::new(),
            _ => format!("authorization: Bearer {token}\r\n"),
        };
        let close = if self.keeps {
            ""
        } else {
            "connection: close\r\n"
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: handover.example\r\n{bearer}{close}content-type: \
             application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut connection = match self.kept.take() {
            Some(kept) if is_open(&kept) => kept,
            _ => self.connect().await?,
        };
        connection.write_all(request.as_bytes()).await.unwrap();
        let (status, is_last, body) = answer(&mut connection).await;
        assert_eq!(status, expected, "{method}: {body}");
        if !is_last {
            self.kept = Some(connection);
        }
        self.tally.0.fetch_add(1, Ordering::SeqCst);
        Ok(body)
    }

    async fn connect(&mut self) -> Result<BufReader<TcpStream>, Away> {
        for _ in self.addresses {
            let address = self.addresses[self.next % self.addresses.len()];
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    stream.set_nodelay(true).unwrap();
                    return Ok(BufReader::new(stream));
                }
                Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionRefused),
            }
            self.next += 1;
        }
        Err(Away)
    }
}

/// Whether the server has not closed it since the last answer.
fn is_open(connection: &BufReader<TcpStream>) -> bool {
    let read = connection.get_ref().try_read(&mut [0]);
    read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}

/// The status, whether it was the last answer of its connection, and the body.
async fn answer(connection: &mut BufReader<TcpStream>) -> (u16, bool, Value) {
    let (mut status, mut length, mut is_last) = (None, 0, false);
    loop {
        let mut line = String::new();
        let read = connection.read_line(&mut line).await.unwrap();
        assert_ne!(read, 0, "a call was not answered");
        let line = line.trim_end().to_ascii_lowercase();
        let (name, value) = line.split_once(": ").unwrap_or((&line, ""));
        match name {
            "" => break,
            "content-length" => length = value.parse().unwrap(),
            "connection" => is_last = value == "close",
            _ if status.is_none() => {
                status = line.split(' ').nth(1).map(|word| word.parse().unwrap());
            }
            _ => {}
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).await.unwrap();
    (
        status.unwrap(),
        is_last,
        serde_json::from_slice(&body).unwrap(),
    )
}
