//! What a line does that breaks after the server has answered.

use std::{
    io::{BufRead, BufReader, Read, Write},
    mem,
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use crate::helpers::{Server, User, asking, links};

/// A proxy that loses answers to one call.
pub(crate) struct BadLine {
    pub(crate) url: String,
    /// The bodies of that call, in order.
    bodies: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl BadLine {
    /// `call` is what the request line contains; `instead` is what comes in place of the first answer.
    fn to(server: &Server, call: &'static str, instead: &'static [u8]) -> Self {
        let mut first = true;
        Self::while_bad(server, call, instead, move || mem::take(&mut first))
    }

    /// `instead` comes in place of each answer, as long as it is bad.
    pub(crate) fn while_bad(
        server: &Server,
        call: &'static str,
        instead: &'static [u8],
        mut is_bad: impl FnMut() -> bool + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let (server, seen) = (server.url.replace("http://", ""), Arc::clone(&bodies));
        thread::spawn(move || {
            for client in listener.incoming() {
                let lost = || is_bad().then_some(instead);
                pass(client.unwrap(), &server, call, lost, &seen);
            }
        });
        Self { url, bodies }
    }

    /// The call came twice, with the same bytes.
    fn assert_repeated(&self) {
        assert_eq!(self.assert_all_alike(), 2);
        assert!(!self.bodies.lock().unwrap()[0].is_empty());
    }

    /// The call came with the same bytes each time; how often.
    pub(crate) fn assert_all_alike(&self) -> usize {
        let bodies = self.bodies.lock().unwrap();
        assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
        bodies.len()
    }
}

fn pass(
    mut client: TcpStream,
    server: &str,
    call: &str,
    lost: impl FnOnce() -> Option<&'static [u8]>,
    seen: &Mutex<Vec<Vec<u8>>>,
) {
    let Some((line, head, body)) = request(&mut client) else {
        return;
    };
    let mut upstream = TcpStream::connect(server).unwrap();
    write!(upstream, "{line}Connection: close\r\n{head}").unwrap();
    upstream.write_all(&body).unwrap();
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer).unwrap();
    if line.contains(call) {
        seen.lock().unwrap().push(body);
        if let Some(instead) = lost() {
            answer = instead.to_vec();
        }
    }
    // Whoever asked may be gone.
    let _ = client.write_all(&answer);
}

/// The request line, the rest of the head, and the body; none where nothing was asked.
pub(crate) fn request(client: &mut TcpStream) -> Option<(String, String, Vec<u8>)> {
    let mut reader = BufReader::new(client);
    let (mut line, mut head) = (String::new(), String::new());
    reader.read_line(&mut line).unwrap();
    if line.is_empty() {
        return None;
    }
    while !head.ends_with("\r\n\r\n") {
        reader.read_line(&mut head).unwrap();
    }
    let length = head
        .to_lowercase()
        .split_once("content-length: ")
        .map_or(0, |(_, rest)| {
            rest.split_once("\r\n").unwrap().0.parse().unwrap()
        });
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Some((line, head, body))
}

#[test]
fn an_upload_is_sent_again_as_it_was() {
    let server = Server::start();
    let line = BadLine::to(&server, "PUT ", b"");
    let user = User::of(&line.url);
    let [share, _] = user.share("s3same");
    line.assert_repeated();
    user.run(&["open", "--yes", &share]).exits(0);
}

#[test]
fn a_request_and_its_answer_are_sent_again_as_they_were() {
    let server = asking();
    let line = BadLine::to(&server, "PUT ", b"");
    let user = User::of(&line.url);
    let [request, collect] = user.ask(&["--ask", "other"]);
    line.assert_repeated();
    let second = BadLine::to(&server, "/answer ", b"");
    user.answer(&request.replace(&line.url, &second.url), "s3same")
        .exits(0);
    second.assert_repeated();
    let collected = user.run(&["collect", "--yes", &collect]).exits(0);
    assert_eq!(collected.stdout(), "other\n  secret         s3same\n");
}

#[test]
fn an_opening_is_repeated_with_its_claim() {
    let server = Server::start();
    let page = b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 5\r\n\r\nsorry";
    let line = BadLine::to(&server, "/open ", page);
    let user = User::of(&line.url);
    let shared = user.run(&[
        "share", "--item", "other", "--field", "secret=x", "-o", "json",
    ]);
    let [share, receipt] = links(&shared.exits(0));
    let opened = user.run(&["open", "--yes", &share]).exits(0);
    assert_eq!(opened.stdout(), "other\n  secret         x\n");
    line.assert_repeated();
    let receipt = user.run(&["receipt", "-o", "json", &receipt]).json();
    assert_eq!(receipt["late_attempts"], 0);
}

#[test]
fn without_a_lease_a_lost_answer_is_not_blamed_on_a_stranger() {
    let server = Server::start_with(&["--lease", "0s"]);
    let line = BadLine::to(&server, "/open ", b"");
    let user = User::of(&line.url);
    let [share, _] = user.share("x");
    let opened = user
        .run(&["open", "--yes", &share])
        .exits(1)
        .says("most likely by this command, whose answer was lost")
        .says("ask the sender to seal it again");
    line.assert_repeated();
    assert!(
        !opened.stderr().contains("if that was not you"),
        "{}",
        opened.stderr()
    );
}

#[test]
fn without_a_lease_nobody_says_that_nothing_is_lost() {
    let server = Server::start_with(&["--lease", "0s"]);
    let down = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 60\r\n\r\n\
        {\"type\":\"\",\"status\":503,\"code\":\"store_down\",\"title\":\"\",\"detail\":\"This bundle may be lost.\"}";
    let line = BadLine::to(&server, "/open ", down);
    let user = User::of(&line.url);
    let [share, _] = user.share("x");
    let opened = user
        .run(&["open", "--yes", &share])
        .exits(3)
        .says("This bundle may be lost.")
        .says("if it was opened it is lost");
    assert!(
        !opened.stderr().contains("nothing is lost"),
        "{}",
        opened.stderr()
    );
}

#[test]
fn an_answer_that_may_have_arrived_has_a_receipt() {
    let server = asking();
    let down = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 60\r\n\r\n\
        {\"type\":\"\",\"status\":503,\"code\":\"store_down\",\"title\":\"\",\"detail\":\"Nothing was stored, perhaps.\"}";
    let line = BadLine::to(&server, "/answer ", down);
    let user = User::of(&line.url);
    let [request, _] = user.ask(&["--ask", "other"]);
    let told = user
        .answer(&request, "s3same")
        .exits(3)
        .says("or somebody else answered: handover receipt with the request link tells when")
        .stderr();
    let (_, rest) = told
        .split_once("if it did arrive, its receipt is ")
        .unwrap();
    let receipt = rest.lines().next().unwrap();
    let seen = user.run(&["receipt", "-o", "json", receipt]).exits(0);
    assert_eq!(seen.json()["state"], "sealed");
}
