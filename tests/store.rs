//! One contract for both stores: the memory store, and Redis as it really is.
//!
//! Time is never waited for. The memory store gets a clock of the test; in Redis the test moves a
//! stored bundle's times into the past instead, which is the same thing seen from the other side.

#![cfg(feature = "server")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test fails where what it says is not so, and exports nothing"
)]

mod ports;
mod topologies;

mod store {
    mod ask;
    mod fixture;
    mod profile;
    mod proxy;
    mod server;
    mod table;
    mod world;

    mod attempts;
    mod calls;
    mod cluster;
    mod contract;
    mod due;
    mod events;
    mod failover;
    mod hooks;
    mod lifetimes;
    mod lists;
    mod logs;
    mod matrix;
    mod memory;
    mod model;
    mod privacy;
    mod races;
    mod redis;
    mod redis_acl;
    mod redis_down;
    mod redis_faults;
    mod redis_full;
    mod redis_meta;
    mod redis_requests;
    mod redis_settings;
    mod relay;
    mod request_matrix;
    mod request_races;
    mod requests;
    mod sentinel;
}
