//! The command line from outside: the real binary against a real server on a free loopback port.

#![cfg(all(feature = "server", feature = "client"))]
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test is no library, and has failed when it cannot go on"
)]

#[path = "../ports/mod.rs"]
mod ports;

#[path = "../store/server.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod redis_server;
use redis_server as server;

#[path = "../store/profile.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod profile;

#[path = "../topologies/mod.rs"]
mod topologies;

mod away;
mod clients;
mod dialogue;
mod doctor;
mod dumps;
mod files;
mod flow;
mod forged;
mod heads;
mod helpers;
mod injection;
mod man;
mod passphrase;
mod purge;
mod refusals;
mod requests;
mod resume;
mod retry;
mod settings;
mod team_keys;
mod terminal;
mod verify;
mod webhooks;

/// What needs no server, as one would see it: `TRYCMD=overwrite cargo test --test cli` writes anew.
#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .case("tests/cli/transcripts/*.trycmd")
        // Nothing listens there.
        .env("HANDOVER_URL", "http://127.0.0.1:9")
        .env("COLUMNS", "100");
}
