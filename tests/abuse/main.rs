//! Load and abuse: the real program, real sockets and a real Redis, against whoever means no good.
//!
//! Quick by default. `HANDOVER_ABUSE=long` (`make abuse`) makes the numbers of RESULTS.md.

#![cfg(all(feature = "server", feature = "client"))]
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test is no library, has failed when it cannot go on, and prints its figures"
)]

#[path = "../api"]
#[expect(dead_code, unused_imports, reason = "the API's tests use more of it")]
mod api {
    pub mod app;
    pub mod process;
}

#[path = "../ports/mod.rs"]
mod ports;

#[path = "../store/server.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod redis_server;

use api::{app, process};

mod target;

mod raw;

mod full;

mod slow;

mod bodies;

mod unknown;

mod forwarded;
mod smuggling;

mod series;

mod scanners;

mod origins;
