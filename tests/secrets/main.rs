//! Where secrets are, and where they are not: in the memory that our types give back, and in all that
//! real processes write, say and hold. What was found, with figures, stands in `RESULTS.md`.

#![cfg(all(feature = "server", feature = "client"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a test fails where what it says is not so, shows what it has searched, and exports nothing"
)]

#[path = "../ports/mod.rs"]
mod ports;

#[path = "../store/server.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod server;

#[path = "../cli/helpers.rs"]
#[expect(dead_code, reason = "the tests of the command line use more of it")]
mod helpers;

#[path = "../cli/dialogue.rs"]
mod dialogue;

mod watch;

mod wiping;

mod sources;

mod needles;

mod memory;

mod medium;

mod served;

mod flows;

mod canaries;

mod prompts;

#[global_allocator]
static WATCHED: watch::Watched = watch::Watched;
