//! Webhooks: days of them on a clock that the test moves, receivers of every kind, and two senders
//! over one Redis.

#![cfg(feature = "server")]
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test is no library, and has failed when it cannot go on"
)]

mod days;
mod desk;
mod endings;
mod hostile;
mod operator;
mod receiver;
mod refusals;
mod rotation;
mod shared;
mod tls;

#[path = "../ports/mod.rs"]
mod ports;

#[path = "../store/server.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod server;
