//! What one process holds of large bodies is bounded, and small ones never wait behind them.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use futures_util::{StreamExt, future::join_all, stream::FuturesUnordered};
use handover::http::room::{FREE, ROOM};

use crate::{
    app::{TestBundle, problem},
    raw::{Answer, answers, says, until_closed},
    redis_server::RedisServer,
    slow::{cycles, many_files},
    target::{PATIENCE, Target, until},
};

const GAUGE: &str = "handover_body_bytes";
/// The largest envelope's padded body that the usual limit lets through.
const LARGE: usize = 983_040;
/// What the head of a slow sender announces, in bytes.
const ANNOUNCED: usize = 1_200_000;

/// A head that announces a large body, and enough of the body to be let in.
fn promise() -> Vec<u8> {
    let id = TestBundle::new().id().to_b64u();
    let mut text = format!(
        "PUT /api/v1/bundles/{id} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: {ANNOUNCED}\r\n\r\n{{\"envelope\":\""
    )
    .into_bytes();
    text.resize(text.len() + FREE, b'A');
    text
}

#[tokio::test]
async fn who_promises_a_large_body_and_does_not_send_it_holds_nobody_up() {
    many_files();
    let target = Target::start(&[]);
    let before = target.resident();
    let promises = (0..200).map(|_| promise());
    let held = promises.map(async |promise| says(target.address, &promise).await);
    let held = join_all(held).await;
    until("a full room", async || {
        target.value(GAUGE).await > ROOM - ANNOUNCED
    })
    .await;

    cycles(&target).await;
    let large_enough = TestBundle::of_size(8_192);
    assert_eq!(
        target.put(&large_enough).await.status(),
        201,
        "it needs no room"
    );

    let mut ends: FuturesUnordered<_> = held.into_iter().map(until_closed).collect();
    let mut refused = 0;
    while refused < 120 {
        let heard = ends.next().await.unwrap();
        let [answer] = &answers(&heard).await[..] else {
            panic!("one answer each");
        };
        assert_busy(answer);
        refused += 1;
    }
    assert!(target.value(GAUGE).await <= ROOM);
    let grown = target.resident().saturating_sub(before);
    println!("200 large bodies that do not come: {grown} bytes");
    assert!(grown <= ROOM, "{grown} bytes");
    drop(ends);
    until("all room back", async || target.value(GAUGE).await == 0).await;
    assert_eq!(target.put(&TestBundle::of_size(LARGE)).await.status(), 201);
    target.ends_well();
}

fn assert_busy(answer: &Answer) {
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 503, "{text}");
    assert!(text.contains("\"code\":\"busy\""), "{text}");
    assert!(text.contains("Nothing was stored"), "{text}");
    for header in ["retry-after: 1\r\n", "connection: close\r\n"] {
        assert!(answer.head.contains(header), "{}", answer.head);
    }
}

/// Puts it until it is there. On a machine that stands still a call may have waited for too long, and is
/// told to come again; the bundle may be there all the same.
async fn put_patiently(target: &Target, bundle: &TestBundle) {
    let (started, mut tries) = (Instant::now(), 0);
    loop {
        let status = target.put(bundle).await.status().as_u16();
        match status {
            201 => return,
            200 if tries > 0 => return,
            503 => tries += 1,
            other => panic!("{other}"),
        }
        assert!(
            started.elapsed() < PATIENCE,
            "told to come again {tries} times"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn more_large_bodies_than_there_is_room_for_are_taken_one_after_the_other() {
    let redis = RedisServer::start();
    let target = Target::start(&["--redis-url", &redis.url()]);
    assert_eq!(target.put(&TestBundle::new()).await.status(), 201);
    let before = target.resident();
    let bundles: Vec<_> = (0..80).map(|_| TestBundle::of_size(LARGE)).collect();
    let puts = join_all(bundles.iter().map(|bundle| put_patiently(&target, bundle)));
    let done = AtomicBool::new(false);
    let watch = async {
        let (mut taken, mut resident) = (0, 0);
        while !done.load(Ordering::Relaxed) {
            taken = taken.max(target.value(GAUGE).await);
            resident = resident.max(target.resident());
        }
        (taken, resident.saturating_sub(before))
    };
    let puts = async {
        puts.await;
        done.store(true, Ordering::Relaxed);
    };
    let ((), (taken, grown)) = tokio::join!(puts, watch);
    println!("80 large bodies at once: {taken} bytes of room, {grown} bytes resident");
    assert!((1..=ROOM).contains(&taken), "{taken}");
    assert!(grown <= 4 * ROOM, "{grown}");
    for bundle in &bundles {
        assert_eq!(target.open(bundle, None).await.status(), 200);
    }
    let gone = problem(target.open(&bundles[0], None).await).await;
    assert_eq!(gone, (410, "gone".to_owned()));
    target.ends_well();
}
