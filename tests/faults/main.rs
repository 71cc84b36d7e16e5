//! Once only, and nothing lost, across machines and faults.
//!
//! Two real server processes on real Redis servers: one node, a pair and a trio behind Sentinels, a
//! Cluster of three and three. Every link between them is a proxy that can lose bytes. While faults
//! come one after the other, a workload puts bundles, races for them, guesses, spams, revokes and
//! looks, and asks again wherever the answer was 503 or none. All of it is taken down, and at the end
//! a checker decides whether every promise was kept.
//!
//! ```text
//! main        the tests: a run on each topology, and the mutants that have to be caught
//! run         how a run goes, and its line in the table
//! stage       machines, processes and links; a fault and the way back from it
//! machines    the four topologies (tests/topologies) under one name
//! app         a server process that is killed and started again
//! nemesis     the faults
//! workload    who calls; chance, by a seed
//! caller      calls over HTTP, each noted with what was answered
//! audit       where every bundle is in the end; what is left in nodes, files and logs
//! history     what was asked and answered
//! checker     I1 to I9, with histories by hand that break each
//! mutants     services that are wrong, as others are (naive); the checker has to say so
//! fixtures    the topologies and the proxy do what the runs take for granted
//! ```
//!
//! `cargo test --test faults` is the short form: a few faults each. `make faults` is the long one:
//! every fault twice (`HANDOVER_FAULTS=long`, or a number of rounds); it prints the table that
//! RESULTS.md keeps. `HANDOVER_FAULTS_SEED=7` chooses other faults and other moments; a failure tells
//! its seed. A seed repeats what is done, not how the machines interleave it.
//!
//! Waits here are bounds, and faults have lengths: no time that something took decides a test.

#![cfg(feature = "server")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a test fails where what it says is not so, prints its table, and exports nothing"
)]

#[path = "../ports/mod.rs"]
mod ports;

#[path = "../topologies/mod.rs"]
mod topologies;

mod run;
mod stage;

mod app;
mod machines;
mod nemesis;

mod bundle;
mod caller;
mod chance;
mod workload;

mod audit;
mod checker;
mod history;

mod fixtures;
mod mutants;
mod naive;

use machines::Shape;

#[test]
fn one_node() {
    run::run(Shape::Single);
}

#[test]
fn a_pair() {
    run::run(Shape::Pair);
}

#[test]
fn a_trio() {
    run::run(Shape::Trio);
}

#[test]
fn a_cluster() {
    run::run(Shape::Cluster);
}
