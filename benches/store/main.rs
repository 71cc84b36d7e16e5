//! What each verb takes on a real Redis, one call after the other: `cargo bench --bench store`.
//! Bounded in time, never part of the tests.
//!
//! The server is on loopback: a call is a round trip through the kernel and what both sides do for
//! it. `PING` over a connection of the same kind is the least that any call can take.

#![expect(
    clippy::unwrap_used,
    reason = "a bench has failed when it cannot go on"
)]

#[path = "../../tests/ports/mod.rs"]
mod ports;

#[path = "../../tests/store/server.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::panic,
    reason = "the store's tests use more of it"
)]
mod redis_server;

mod bench;
mod bundles;
mod clients;
mod requests;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};

use bench::Bench;

fn verbs(criterion: &mut Criterion) {
    let bench = Bench::start();
    bench.ping(criterion);
    bundles::measure(&bench, criterion);
    requests::measure(&bench, criterion);
    clients::measure(&bench, criterion);
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = verbs
}
criterion_main!(benches);
