//! A thousand clients of each slow kind hold their connections, and a fast one is served beside them.
//!
//! That each deadline ends what it should end, to the second, is shown on a clock of the test's own
//! (`src/http/connection.rs`) and once for each kind in `tests/api/slow.rs`.

use std::net::SocketAddr;

use futures_util::future::join_all;
use handover::protocol::token::Claim;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream, time::timeout};

use crate::{
    app::TestBundle,
    raw::{Caller, says, until_closed},
    target::{PATIENCE, Target, scaled},
};

const CLIENTS: usize = 1_000;
/// What one held connection may cost the server, in bytes.
const EACH: usize = 64 * 1024;

/// The padded body of an envelope just below the usual limit, in bytes.
const LARGE: usize = 917_504;
/// What an answer that nobody reads may cost: itself, and the envelope that it was made from.
const UNREAD: usize = LARGE / 3 * 4 + LARGE;

/// Half of a head.
const HEAD: &str = "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx-slow: ";

/// As many open files as the machine allows, here and in the servers that are started from here.
pub fn many_files() {
    let most = getrlimit(Resource::Nofile).maximum;
    let limit = Rlimit {
        current: most,
        maximum: most,
    };
    setrlimit(Resource::Nofile, limit).unwrap();
    assert!(
        most.is_none_or(|most| most >= 6_000),
        "raise the hard limit of open files to 6000 (ulimit -Hn)"
    );
}

/// Half of a small body, of a client that announced it whole.
fn half_a_body() -> String {
    let id = TestBundle::new().id().to_b64u();
    format!(
        "PUT /api/v1/bundles/{id} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: 900\r\n\r\n{{\"link_hash\":"
    )
}

/// A body that is refused by its head, and of which only the first piece comes.
fn unread_body() -> String {
    let id = TestBundle::new().id().to_b64u();
    format!(
        "PUT /api/v1/bundles/{id} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nff\r\nx"
    )
}

async fn many(address: SocketAddr, said: impl Fn() -> String) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    for _ in 0..CLIENTS {
        streams.push(says(address, said().as_bytes()).await);
    }
    streams
}

/// Connections of which each got an answer and then fell silent.
async fn idle(address: SocketAddr) -> Vec<Caller> {
    let request = "GET /livez HTTP/1.1\r\nhost: x\r\n\r\n".to_owned();
    let mut callers = Vec::new();
    for _ in 0..CLIENTS {
        let mut caller = Caller::to(address).await;
        caller.call(std::slice::from_ref(&request)).await;
        callers.push(caller);
    }
    callers
}

/// Connections of which each has sent half a head and then its end.
async fn half_open(address: SocketAddr) -> Vec<TcpStream> {
    let mut streams = many(address, || HEAD.to_owned()).await;
    for stream in &mut streams {
        stream.shutdown().await.unwrap();
    }
    streams
}

/// Whole cycles of one client that has no time to lose.
pub async fn cycles(target: &Target) {
    for _ in 0..20 {
        let (bundle, claim) = (TestBundle::new(), Claim::random());
        assert_eq!(target.put(&bundle).await.status(), 201);
        assert_eq!(target.open(&bundle, Some(&claim)).await.status(), 200);
        let path = format!("/api/v1/bundles/{}/confirm", bundle.id().to_b64u());
        let confirm = target
            .client
            .post(format!("http://{}{path}", target.address));
        let confirm = confirm.json(&json!({ "claim": claim, "readable": true }));
        assert_eq!(confirm.send().await.unwrap().status(), 204);
        assert_eq!(target.open(&bundle, None).await.status(), 410);
    }
}

#[tokio::test]
async fn a_fast_client_is_served_beside_a_thousand_slow_ones_of_each_kind() {
    many_files();
    let target = Target::start(&[]);
    cycles(&target).await;
    let before = target.resident();
    let mut held = Vec::new();
    held.extend(many(target.address, || HEAD.to_owned()).await);
    held.extend(many(target.address, half_a_body).await);
    held.extend(many(target.address, String::new).await);
    held.extend(half_open(target.address).await);
    let unread = many(target.address, unread_body).await;
    let idle = idle(target.address).await;
    timeout(PATIENCE, cycles(&target)).await.expect("served");
    let count = held.len() + unread.len() + idle.len();
    let each = target.resident().saturating_sub(before) / count;
    println!("{each} bytes for each of {count} slow connections");
    assert!(each <= EACH, "{each} bytes for each connection");

    let ends = held.into_iter().map(until_closed);
    let said = timeout(PATIENCE, join_all(ends)).await.expect("all closed");
    for said in said {
        let said = String::from_utf8_lossy(&said);
        assert!(
            said.is_empty() || said.starts_with("HTTP/1.1 408"),
            "{said}"
        );
    }
    let ends = unread.into_iter().map(until_closed);
    let said = timeout(PATIENCE, join_all(ends)).await.expect("all closed");
    for said in said {
        assert!(said.starts_with(b"HTTP/1.1 415"));
    }
    let ends = idle
        .into_iter()
        .map(|caller| until_closed(caller.into_stream()));
    let said = timeout(PATIENCE, join_all(ends)).await.expect("all closed");
    assert!(said.concat().is_empty());
    cycles(&target).await;
    target.ends_well();
}

/// Openings of one large bundle, all with the claim that has it, of which none is read.
async fn readers(target: &Target, count: usize) -> Vec<TcpStream> {
    let (bundle, claim) = (TestBundle::of_size(LARGE), Claim::random());
    assert_eq!(target.put(&bundle).await.status(), 201);
    let body = json!({ "open_token": bundle.open, "claim": claim }).to_string();
    let open = format!(
        "POST /api/v1/bundles/{}/open HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         authorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
        bundle.id().to_b64u(),
        bundle.link.to_b64u(),
        body.len()
    );
    let mut streams = Vec::new();
    for _ in 0..count {
        streams.push(says(target.address, open.as_bytes()).await);
    }
    streams
}

#[tokio::test]
async fn a_fast_client_is_served_beside_a_thousand_who_do_not_read_their_answers() {
    many_files();
    let target = Target::start(&[]);
    cycles(&target).await;
    let before = target.resident();
    let streams = readers(&target, scaled(100, 1_000)).await;
    timeout(PATIENCE, cycles(&target)).await.expect("served");
    let each = target.resident().saturating_sub(before) / streams.len();
    println!("{each} bytes for each of {} who do not read", streams.len());
    assert!(each <= UNREAD, "{each} bytes for each");
    drop(streams);
    cycles(&target).await;
    target.ends_well();
}
