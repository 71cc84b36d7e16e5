//! The API from outside: a real server on a free port, spoken to over HTTP.

#![cfg(all(feature = "server", feature = "client"))]
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test is no library, and has failed when it cannot go on"
)]

mod app;

mod bundles;

mod nothing_told;

mod bad_input;

mod answers;

mod limits;

mod slow;

mod operator;
