//! Requests that two programs might read differently: refused, or answered once, and where the end of
//! the request is in doubt, the connection is closed with nothing more read from it.
//!
//! Behind each stands another request. Who reads a request as longer or shorter than we do would have
//! that one answered, or ours.

use futures_util::future::join_all;

use crate::{
    app::TestBundle,
    raw::{answers, says, until_closed},
    target::Target,
};

/// What stands behind each request: it would be answered by 200.
const POISON: &str = "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

/// What becomes of the request and of what stands behind it.
#[derive(Clone, Copy)]
enum Fate {
    /// Refused or unanswered, and nothing behind it is read.
    Refused,
    /// One answer of this status, and nothing behind it is read.
    Last(u16),
    /// One answer of this status, and then that of what stands behind it.
    Whole(u16),
}

use Fate::{Last, Refused, Whole};

/// A name, the bytes in front of [`POISON`], and what becomes of them.
const CASES: &[(&str, &str, Fate)] = &[
    (
        "a plain one",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(200),
    ),
    // Two lengths
    (
        "length and chunks",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "chunks and length",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "two lengths",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\ncontent-length: 5\r\n\r\n",
        Refused,
    ),
    (
        "twice the same length",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\ncontent-length: 0\r\n\r\n",
        Refused,
    ),
    (
        "a list of lengths",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: 0, 0\r\n\r\n",
        Refused,
    ),
    (
        "a signed length",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: +0\r\n\r\n",
        Refused,
    ),
    (
        "a negative length",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        Refused,
    ),
    (
        "a hexadecimal length",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: 0x0\r\n\r\n",
        Refused,
    ),
    (
        "an endless length",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999\r\n\r\n",
        Refused,
    ),
    (
        "a length of words",
        "POST /B/confirm HTTP/1.1\r\nhost: x\r\ncontent-length: none\r\n\r\n",
        Refused,
    ),
    // Transfer codings
    (
        "two codings",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "identity behind chunked",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "gzip, chunked",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "identity",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: identity\r\n\r\n",
        Refused,
    ),
    (
        "almost chunked",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a vertical tab",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "chunked, in HTTP/1.0",
        "POST /B/open HTTP/1.0\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a blank before the colon",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding : chunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    // Chunks
    (
        "a chunk size of words",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a chunk size with 0x",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a chunk size that overflows",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a negative chunk size",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a chunk without its end",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}0\r\n\r\n",
        Refused,
    ),
    (
        "a chunk longer than it says",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a chunk size that ends with a bare LF",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "right chunks",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Whole(422),
    ),
    // A body where none is expected
    (
        "a body of a GET",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n01234",
        Whole(200),
    ),
    (
        "a request as the body of a GET",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\ncontent-length: 42\r\n\r\nDELETE /api/v1/bundles HTTP/1.1\r\nhost: y\r\n",
        Whole(200),
    ),
    (
        "a body that nobody reads",
        "POST /B/finish HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-length: 2\r\n\r\n{}",
        Whole(404),
    ),
    (
        "a length that hides the next request",
        "POST /B/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ncontent-length: 58\r\n\r\n",
        Last(400),
    ),
    // Heads
    (
        "a folded line",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx-folded: one\r\n two\r\n\r\n",
        Refused,
    ),
    (
        "a folded coding",
        "POST /B/open HTTP/1.1\r\nhost: x\r\ntransfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        Refused,
    ),
    (
        "a NUL in a value",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx-nul: a\0b\r\n\r\n",
        Refused,
    ),
    (
        "a NUL in a name",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx-\0: a\r\n\r\n",
        Refused,
    ),
    (
        "a NUL in the path",
        "GET /api/v1/about\0 HTTP/1.1\r\nhost: x\r\n\r\n",
        Refused,
    ),
    (
        "a bare CR in a value",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx-cr: a\rcontent-length: 5\r\n\r\n",
        Refused,
    ),
    (
        "a name with a blank",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nx y: z\r\n\r\n",
        Refused,
    ),
    (
        "a line without a colon",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nnonsense\r\n\r\n",
        Refused,
    ),
    (
        "an empty name",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\n: z\r\n\r\n",
        Refused,
    ),
    ("no host", "GET /api/v1/about HTTP/1.1\r\n\r\n", Refused),
    (
        "two hosts",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n",
        Refused,
    ),
    (
        "a blank in the path",
        "GET /api/v1/about x HTTP/1.1\r\nhost: x\r\n\r\n",
        Refused,
    ),
    (
        "a method that is none",
        "G@T /api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n",
        Refused,
    ),
    (
        "an unknown method",
        "BREW /api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(405),
    ),
    (
        "a method in lower case",
        "get /api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(405),
    ),
    (
        "CONNECT",
        "CONNECT other:443 HTTP/1.1\r\nhost: other:443\r\n\r\n",
        Refused,
    ),
    (
        "an upgrade to a socket",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
        Last(200),
    ),
    (
        "an upgrade to HTTP/2",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n\r\n",
        Whole(200),
    ),
    (
        "the whole address",
        "GET http://other.example/api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(200),
    ),
    (
        "a path upwards",
        "GET /assets/../../../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(404),
    ),
    (
        "an encoded path upwards",
        "GET /assets/%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(404),
    ),
    // Versions
    ("HTTP/0.9", "GET /api/v1/about\r\n", Refused),
    (
        "HTTP/1.2",
        "GET /api/v1/about HTTP/1.2\r\nhost: x\r\n\r\n",
        Refused,
    ),
    (
        "HTTP/2 in words",
        "GET /api/v1/about HTTP/2.0\r\nhost: x\r\n\r\n",
        Refused,
    ),
    (
        "HTTP/2 in earnest",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        Refused,
    ),
    ("TLS", "\x16\x03\x01\x02\0\x01\0\x01", Refused),
    // The end: what was sent behind a last request in the same breath is read as what it is, a request,
    // although nobody is owed an answer to it (RFC 9112 section 9.6).
    ("HTTP/1.0", "GET /api/v1/about HTTP/1.0\r\n\r\n", Whole(200)),
    (
        "connection: close",
        "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        Whole(200),
    ),
    (
        "empty lines in front",
        "\r\n\r\nGET /api/v1/about HTTP/1.1\r\nhost: x\r\n\r\n",
        Whole(200),
    ),
];

/// The case with an id and a token in their places.
fn filled(text: &str) -> String {
    let bundle = TestBundle::new();
    let base = format!(" /api/v1/bundles/{}/", bundle.id().to_b64u());
    let token = format!("Bearer {}", bundle.link.to_b64u());
    text.replace(" /B/", &base).replace("Bearer T", &token)
}

/// What was answered to the bytes, by status; the connection ends by itself.
async fn statuses(target: &Target, bytes: &[u8]) -> Vec<u16> {
    let heard = until_closed(says(target.address, bytes).await).await;
    let answers = answers(&heard).await;
    answers.iter().map(|answer| answer.status).collect()
}

/// What is wrong with these statuses, if anything is.
fn strange(name: &str, statuses: &[u16], fate: Fate) -> Option<String> {
    let fits = match fate {
        Refused => matches!(statuses, [] | [400..=499]),
        Last(status) => statuses == [status],
        Whole(status) => statuses == [status, 200],
    };
    (!fits).then(|| format!("{name}: {statuses:?}"))
}

#[tokio::test]
async fn no_request_is_read_in_two_ways() {
    let target = Target::start(&[]);
    let cases = CASES.iter().map(async |(name, text, fate)| {
        let text = filled(text) + POISON;
        strange(name, &statuses(&target, text.as_bytes()).await, *fate)
    });
    let strange: Vec<_> = join_all(cases).await.into_iter().flatten().collect();
    assert_eq!(strange, [""; 0]);
    target.ends_well();
}

#[tokio::test]
async fn heads_without_end_are_refused_and_not_kept() {
    let target = Target::start(&[]);
    let before = target.resident();
    let line = "GET /api/v1/about HTTP/1.1\r\nhost: x\r\n";
    let long = "a".repeat(200_000);
    let many: String = (0..200).map(|n| format!("x-{n}: y\r\n")).collect();
    for (name, text) in [
        ("a long value", format!("{line}x-long: {long}\r\n\r\n")),
        ("a long name", format!("{line}{long}: x\r\n\r\n")),
        (
            "a long path",
            format!("GET /{long} HTTP/1.1\r\nhost: x\r\n\r\n"),
        ),
        (
            "a long method",
            format!("{long} / HTTP/1.1\r\nhost: x\r\n\r\n"),
        ),
        ("many lines", format!("{line}{many}\r\n")),
        ("no end", format!("{line}x-long: {long}")),
    ] {
        let heads = (0..50).map(|_| statuses(&target, text.as_bytes()));
        for statuses in join_all(heads).await {
            assert_eq!(strange(name, &statuses, Refused), None);
        }
    }
    let grown = target.resident().saturating_sub(before);
    assert!(grown <= 32 << 20, "{grown} bytes");
    target.ends_well();
}

#[tokio::test]
async fn a_body_that_is_a_request_opens_nothing() {
    let target = Target::start(&[]);
    let victim = TestBundle::new();
    assert_eq!(target.put(&victim).await.status(), 201);
    let body = serde_json::json!({ "open_token": victim.open }).to_string();
    let hidden = format!(
        "POST /api/v1/bundles/{}/open HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        victim.id().to_b64u(),
        victim.link.to_b64u(),
        body.len()
    );
    let heads = [
        format!("content-length: {}\r\n\r\n", hidden.len()),
        format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n", hidden.len()),
        format!(
            "content-length: 0\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n",
            hidden.len()
        ),
        "content-length: 0\r\ncontent-length: 0\r\n\r\n".to_owned(),
        "transfer-encoding: chunked\r\n\r\n0\n\n".to_owned(),
        "transfer-encoding: chunked\r\n\r\n0;\n\r\n".to_owned(),
    ];
    let starts = [
        "PUT /api/v1/bundles/AAAAAAAAAAAAAAAAAAAAAA",
        "POST /nowhere",
        "GET /",
    ];
    let texts = heads.iter().flat_map(|head| {
        starts.map(|start| {
            format!("{start} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{head}{hidden}")
        })
    });
    let answered = texts.map(async |text| {
        let statuses = statuses(&target, text.as_bytes()).await;
        assert!(statuses.len() <= 1, "{text}: {statuses:?}");
    });
    join_all(answered).await;
    assert_eq!(
        target.open(&victim, None).await.status(),
        200,
        "nobody was there before"
    );
    target.ends_well();
}
