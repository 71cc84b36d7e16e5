//! Connections that say exactly what a test has them say.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

use crate::target::PATIENCE;

/// A connection on which these bytes were said.
pub async fn says(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    // Whoever is refused half-way has been answered all the same.
    let _ = stream.write_all(bytes).await;
    stream
}

/// What the server says until it closes the connection; a hang is a failure.
pub async fn until_closed(mut stream: TcpStream) -> Vec<u8> {
    let mut heard = Vec::new();
    let read = stream.read_to_end(&mut heard);
    // A connection that is reset is closed, too.
    let _ = timeout(PATIENCE, read)
        .await
        .expect("the server closes the connection by itself");
    heard
}

/// One answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// In lower case.
    pub head: String,
    pub body: Vec<u8>,
}

/// A client that may send several calls before it reads their answers.
pub struct Caller {
    stream: BufReader<TcpStream>,
}

impl Caller {
    /// A server takes so many at once on one connection.
    pub const AT_ONCE: usize = 16;

    pub async fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
        }
    }

    pub fn into_stream(self) -> TcpStream {
        self.stream.into_inner()
    }

    /// Sends all of them, and then reads as many answers.
    pub async fn call(&mut self, requests: &[String]) -> Vec<Answer> {
        let text = requests.concat();
        self.stream.write_all(text.as_bytes()).await.unwrap();
        let mut answers = Vec::with_capacity(requests.len());
        for request in requests {
            let bodiless = request.starts_with("HEAD ");
            let answer = timeout(PATIENCE, answer(&mut self.stream, bodiless)).await;
            let answer = answer.expect("an answer comes");
            answers.push(answer.unwrap_or_else(|| panic!("no answer to {request}")));
        }
        answers
    }
}

/// The whole answers in what was heard; what is left over is no answer at all.
pub async fn answers(mut heard: &[u8]) -> Vec<Answer> {
    let mut answers = Vec::new();
    while let Some(next) = answer(&mut heard, false).await {
        answers.push(next);
    }
    assert!(heard.is_empty(), "{}", String::from_utf8_lossy(heard));
    answers
}

/// The next answer, interim ones left out; none where there is no whole one.
async fn answer(stream: &mut (impl AsyncBufReadExt + Unpin), bodiless: bool) -> Option<Answer> {
    loop {
        let head = head(stream).await?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        if (100..200).contains(&status) {
            continue;
        }
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"));
        let length = length.map_or(0, |length| length.trim().parse().unwrap());
        let mut body = vec![0; if bodiless { 0 } else { length }];
        stream.read_exact(&mut body).await.ok()?;
        return Some(Answer { status, head, body });
    }
}

async fn head(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    Some(head.to_lowercase())
}
