//! Faults: what is promised, across machines that fail.

#![cfg(feature = "server")]
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where what it says is not so"
)]

#[path = "../topologies/mod.rs"]
mod topologies;

mod fixtures;
