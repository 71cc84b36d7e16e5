//! The API from outside: a real server on a free port, spoken to over HTTP.

#![cfg(all(feature = "server", feature = "client"))]
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test is no library, and has failed when it cannot go on"
)]

mod app;

#[path = "../ports/mod.rs"]
mod ports;

#[path = "../store/server.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod redis_server;

mod process;

mod brand;
mod bundles;

mod requests;

mod machines;

mod repeats;

mod lists;

mod ownership;

mod description;

mod nothing_told;

mod untouched;

mod credentials;

mod malformed;

mod bad_input;

mod bad_requests;

mod bad_answers;

mod clients_file;

mod answers;

mod limits;

mod slow;

mod operator;

mod losses;

mod probe;

mod processes;

mod supervised;

mod upgrade;

mod watched;

mod traces;

#[cfg(feature = "otel")]
mod otel;

mod helpdesk;
