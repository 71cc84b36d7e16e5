//! Real Redis servers in every topology, whose links can break: started by the test, on loopback, in
//! a directory of their own, and ended when dropped.
//!
//! Everybody reaches a server through a [`proxy::Proxy`] in front of it, the other servers included:
//! they announce the proxy's port as their own. Each server calls from an address of its own in
//! 127.0.0.0/8, so a proxy tells who calls and can lose the bytes of one link and pass those of
//! another. Whoever has to be told from other programs on 127.0.0.1 looks through a [`view::View`].

#![allow(
    dead_code,
    unreachable_pub,
    reason = "two test programs use it, neither of them all of it"
)]

pub mod cluster;
pub mod node;
pub mod proxy;
pub mod sentinel;
pub mod tls;
pub mod view;

use std::time::{Duration, Instant};

pub use crate::ports::free_port;

/// How long anything here may take before the test has failed. Nothing is expected to take as long.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until it is so.
#[track_caller]
pub fn until(what: &str, so: impl FnMut() -> bool) {
    assert!(comes_true(so), "still not so: {what}");
}

/// Whether it is so before patience ends.
pub fn comes_true(mut so: impl FnMut() -> bool) -> bool {
    let started = Instant::now();
    while !so() {
        if started.elapsed() > PATIENCE {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    true
}
