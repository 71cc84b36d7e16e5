//! What a server may give in the place of a request or of its answer, and what is refused then.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use handover::{
    client::{self, Base},
    handover::ask::make,
    protocol::{
        document::Asked,
        kind::Kind,
        lang::Lang,
        link::RequestLink,
        request::RequestKeys,
        token::{KeySeed, from_b64u, to_b64u},
        wire::Time,
    },
    span::Span,
};
use serde_json::Value;

use crate::{
    helpers::{Server, User, asking},
    retry::request,
};

/// What the request line contains, and what becomes of the answer.
type Forgery = (&'static str, Box<dyn Fn(&mut Value) + Send>);

/// A server that changes the answers to one call.
struct Forger {
    url: String,
    change: Arc<Mutex<Option<Forgery>>>,
}

impl Forger {
    fn before(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let change: Arc<Mutex<Option<Forgery>>> = Arc::default();
        let (server, shared) = (server.url.replace("http://", ""), Arc::clone(&change));
        thread::spawn(move || {
            for client in listener.incoming() {
                pass(client.unwrap(), &server, &shared);
            }
        });
        Self { url, change }
    }

    fn forge(&self, call: &'static str, change: impl Fn(&mut Value) + Send + 'static) {
        *self.change.lock().unwrap() = Some((call, Box::new(change)));
    }

    fn be_honest(&self) {
        *self.change.lock().unwrap() = None;
    }
}

fn pass(mut client: TcpStream, server: &str, change: &Mutex<Option<Forgery>>) {
    let Some((line, head, body)) = request(&mut client) else {
        return;
    };
    let mut upstream = TcpStream::connect(server).unwrap();
    write!(upstream, "{line}Connection: close\r\n{head}").unwrap();
    upstream.write_all(&body).unwrap();
    let mut answer = String::new();
    upstream.read_to_string(&mut answer).unwrap();
    if let Some((call, change)) = &*change.lock().unwrap()
        && line.contains(call)
    {
        let (head, json) = answer.split_once("\r\n\r\n").unwrap();
        let mut json: Value = serde_json::from_str(json).unwrap();
        change(&mut json);
        let (status, json) = (head.lines().next().unwrap(), json.to_string());
        let length = json.len();
        answer = format!(
            "{status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{json}"
        );
    }
    client.write_all(answer.as_bytes()).unwrap();
}

const REQUEST: &str = "GET /api/v1/requests/";

/// One bit of what stands there in `b64u`.
fn flip(text: &mut Value) {
    let mut bytes = from_b64u(text.as_str().unwrap()).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    *text = to_b64u(&bytes).into();
}

/// What somebody asks who has another key.
fn foreign() -> Vec<u8> {
    let asked = Asked {
        keys: vec![KeySeed::random().public_key()],
        ask: vec![Kind::find("other").unwrap()],
        reference: String::new(),
        from: String::new(),
        lang: Lang::En,
        expires_at: Time::now().plus_millis(7 * DAY),
    };
    asked.encode(&[7; 32]).unwrap()
}

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The document of somebody else, sealed for this link by somebody who has it.
fn swap(link: &str) -> impl Fn(&mut Value) + Send + 'static {
    let keys = RequestKeys::derive(RequestLink::parse(link).unwrap().secret);
    let sealed = to_b64u(&keys.seal_document(&foreign()));
    move |view| view["document"] = sealed.clone().into()
}

#[test]
fn who_answers_seals_to_nobody_else() {
    let server = asking();
    let forger = Forger::before(&server);
    let user = User::of(&forger.url);
    let [request, _] = user.ask(&["--ask", "other"]);
    let refuses = |reason: &str| {
        let refused = user.answer(&request, "x").exits(1);
        refused.says(&format!("error: {reason}: "));
    };
    forger.forge(REQUEST, |view| flip(&mut view["document"]));
    refuses("sealed");
    forger.forge(REQUEST, swap(&request));
    refuses("hash");
    for days in [-2, 2] {
        forger.forge(REQUEST, move |view| {
            let end = Time::parse(view["expires_at"].as_str().unwrap()).unwrap();
            view["expires_at"] = end.plus_millis(days * DAY).to_string().into();
        });
        refuses("clock");
    }
    forger.be_honest();
    user.answer(&request, "x").exits(0);
}

#[test]
fn a_request_of_a_wrong_clock_is_withdrawn() {
    let server = asking();
    let forger = Forger::before(&server);
    let user = User::of(&forger.url);
    for (hours, code) in [(-25, 2), (-23, 0), (23, 0), (25, 2)] {
        forger.forge("PUT /api/v1/requests/", move |created| {
            let end = Time::parse(created["expires_at"].as_str().unwrap()).unwrap();
            created["expires_at"] = end.plus_millis(hours * DAY / 24).to_string().into();
        });
        let asked = user.run(&["request", "--ask", "other"]).exits(code);
        let told = asked.stderr();
        let withdrawn =
            told.contains("clock is wrong") && told.contains("the request was withdrawn");
        assert_eq!(
            (withdrawn, asked.stdout().is_empty()),
            (code == 2, code == 2),
            "{told}"
        );
    }
}

#[test]
fn a_request_that_ended_long_ago_by_the_clock_here_is_not_answered() {
    let server = asking();
    let asked = Asked {
        expires_at: Time::now().plus_millis(-2 * DAY),
        ..Asked::decode(&foreign()).unwrap()
    };
    let week = Span(std::time::Duration::from_secs(7 * 86_400));
    let made = make(asked, vec![], week, false).unwrap();
    let base = Base::parse(&server.url).unwrap();
    made.upload(&client::Server::new(base).unwrap()).unwrap();
    let link = made.request.to_url(&server.url).to_string();
    User::of(&server.url)
        .answer(&link, "x")
        .exits(1)
        .says("error: expired: ");
}

#[test]
fn who_collects_opens_nothing_but_the_answer() {
    let server = asking();
    let forger = Forger::before(&server);
    let user = User::of(&forger.url);
    let [request, collect] = user.ask(&["--ask", "other"]);
    user.answer(&request, "x").exits(0);
    let collects = || user.run(&["collect", "--yes", &collect]);
    let refuses = |reason: &str| collects().exits(1).says(&format!("error: {reason}: "));
    forger.forge(REQUEST, |view| flip(&mut view["document"]));
    refuses("sealed");
    forger.forge(REQUEST, swap(&request));
    refuses("hash");
    forger.forge(REQUEST, |view| flip(&mut view["wraps"][0]));
    refuses("wrap").says(" next: revoke this request and make a new one");
    forger.forge(REQUEST, |view| flip(&mut view["envelope_sha256"]));
    refuses("wrap");
    forger.forge(REQUEST, |view| {
        let wrap = view["wraps"][0].clone();
        view["wraps"].as_array_mut().unwrap().push(wrap);
    });
    refuses("wraps");
    forger.forge(REQUEST, |view| view["wraps"] = Value::Array(vec![]));
    refuses("wraps");
    forger.be_honest();
    let seen = user.run(&["receipt", "-o", "json", &collect]).exits(0);
    assert_eq!(seen.json()["state"], "answered", "nothing was claimed");
    collects().exits(0);
}

#[test]
fn another_envelope_is_not_read_and_the_receipt_says_so() {
    let server = asking();
    let forger = Forger::before(&server);
    let user = User::of(&forger.url);
    let [request, collect] = user.ask(&["--ask", "other"]);
    let answered = user.answer(&request, "x").exits(0).json();
    forger.forge("/open ", |opened| flip(&mut opened["envelope"]));
    let refused = user
        .run(&["collect", "--yes", &collect])
        .exits(1)
        .says("the answer cannot be read: envelope: another envelope came")
        .says("make a new request: handover request");
    assert_eq!(refused.stdout(), "");
    forger.be_honest();
    let receipt = answered["receipt_link"].as_str().unwrap();
    let seen = user
        .run(&["receipt", "-o", "json", receipt])
        .exits(0)
        .json();
    assert_eq!(seen["readable"], false);
}
