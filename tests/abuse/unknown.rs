//! Whoever asks for a million things that are not there, or comes from a million addresses, leaves
//! nothing behind: no memory, no series, no key.

use std::net::Ipv4Addr;

use futures_util::future::join_all;
use handover::protocol::token::{BundleId, Claim, LinkToken, OpenToken, random};
use serde_json::json;

use crate::{
    raw::{Answer, Caller},
    redis_server::RedisServer,
    target::{Target, scaled},
};

/// Connections at the same time.
const CONNECTIONS: usize = 8;
/// Bytes that a process may grow by for no reason: buffers and the allocator's own.
const NOISE: usize = 2 << 20;
/// Bytes for each address that is remembered, in a table that may just have doubled.
const ADDRESS: usize = 128;
/// More addresses than these are not remembered: two limits of 114 688.
const ADDRESSES: usize = 2 * 114_688;

/// The calls that anybody may make about an id, each about one of its own.
fn call(number: usize) -> String {
    let id = BundleId::new(random()).to_b64u();
    let (method, kind, verb, body) = match number % 7 {
        0 => ("GET", "bundles", "", None),
        1 => ("DELETE", "bundles", "", None),
        2 => ("POST", "bundles", "/finish", None),
        3 => (
            "POST",
            "bundles",
            "/open",
            Some(json!({ "open_token": OpenToken::random() })),
        ),
        4 => (
            "POST",
            "bundles",
            "/confirm",
            Some(json!({ "claim": Claim::random(), "readable": true })),
        ),
        5 => ("GET", "requests", "", None),
        _ => ("DELETE", "requests", "", None),
    };
    let address = Ipv4Addr::from_bits(0x0b00_0000 + u32::try_from(number).unwrap());
    let token = match verb {
        "/confirm" => String::new(),
        _ => format!(
            "authorization: Bearer {}\r\n",
            LinkToken::random().to_b64u()
        ),
    };
    let body = body.map_or_else(String::new, |body| body.to_string());
    format!(
        "{method} /api/v1/{kind}/{id}{verb} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: {address}\r\n\
         {token}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Makes the calls of these numbers, over a few connections; each is answered as asked.
async fn storm(target: &Target, from: usize, count: usize, is_right: fn(&Answer) -> bool) {
    let share = count / CONNECTIONS;
    let callers = (0..CONNECTIONS).map(async |n| {
        let mut caller = Caller::to(target.address).await;
        let mut next = from + n * share;
        let end = next + share;
        while next < end {
            let stop = end.min(next + Caller::AT_ONCE);
            let calls: Vec<String> = (next..stop).map(call).collect();
            for answer in caller.call(&calls).await {
                assert!(is_right(&answer), "{answer:?}");
            }
            next = stop;
        }
    });
    join_all(callers).await;
}

#[tokio::test]
async fn a_million_unknown_ids_leave_nothing_behind() {
    let redis = RedisServer::start();
    let target = Target::start(&["--redis-url", &redis.url()]);
    let unknown = |answer: &Answer| answer.status == 404;
    storm(&target, 0, 4_000, unknown).await;
    let (resident, series) = (target.resident(), target.series().await);
    let (dump, size): (_, u64) = (redis.dump_all(), redis.command("DBSIZE"));
    let count = scaled(20_000, 1_000_000);
    storm(&target, 4_000, count, unknown).await;
    let grown = target.resident().saturating_sub(resident);
    println!("{count} unknown ids: {grown} bytes");
    assert!(grown <= NOISE, "{grown} bytes");
    assert_eq!(target.series().await, series);
    assert_eq!(redis.command::<u64>("DBSIZE"), size);
    assert!(redis.dump_all() == dump);
    target.ends_well();
}

#[tokio::test]
async fn a_million_addresses_take_bounded_memory() {
    let target = Target::limited(&["--trusted-proxies=127.0.0.0/8", "--rate-open=3/h"]);
    let unknown = |answer: &Answer| answer.status == 404;
    storm(&target, 0, 4_000, unknown).await;
    let (resident, series) = (target.resident(), target.series().await);
    let count = scaled(20_000, 1_000_000);
    storm(&target, 4_000, count, unknown).await;
    let grown = target.resident().saturating_sub(resident);
    println!("{count} addresses: {grown} bytes");
    assert!(
        grown <= NOISE + count.min(ADDRESSES) * ADDRESS,
        "{grown} bytes"
    );
    assert_eq!(target.series().await, series);

    // Who is known is still limited.
    let last = 4_000 + count / CONNECTIONS * CONNECTIONS - Caller::AT_ONCE;
    storm(&target, last, Caller::AT_ONCE, unknown).await;
    storm(&target, last, Caller::AT_ONCE, unknown).await;
    storm(&target, last, Caller::AT_ONCE, |answer| {
        answer.status == 429
    })
    .await;
    target.ends_well();
}
