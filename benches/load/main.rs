//! Handover beside a raw ceiling, in the same rounds on the same machine: `cargo bench --bench load`.
//!
//! A cycle stores a bundle, opens it and compares every byte, and opens it again, which must be
//! refused. The ceiling does the least that can be called the same: raw bodies, `SET … EX` and
//! `GETDEL`. Both are processes of their own, and so are the Redis servers, each with nothing but its
//! own keys. What a machine does of either is its own matter; the ratio is ours.
//!
//! Bounded to a few minutes; loopback only; reports, and fails only when an answer is wrong.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench has failed when it cannot go on, and prints its figures"
)]

#[path = "../../tests/ports/mod.rs"]
mod ports;

#[path = "../../tests/store/server.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "the store's tests use more of it"
)]
mod redis_server;

mod calls;
mod ceiling;
mod generator;
mod growth;
mod process;
mod report;
mod rounds;

use std::time::Duration;

use clap::Parser;

/// What to run; everything, if nothing is said.
#[derive(Parser)]
struct Options {
    /// Print JSON: every round, and the medians.
    #[arg(long)]
    json: bool,
    /// How many rounds: in each, every case once with the ceiling and once with Handover.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How long each of them is measured for, in seconds.
    #[arg(long, default_value_t = 1.5)]
    seconds: f64,
    /// Only these numbers of connections.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 32, 256])]
    connections: Vec<usize>,
    /// Only envelopes of these sizes, in KiB before padding and tags.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 16])]
    kib: Vec<usize>,
    /// Without the growth runs.
    #[arg(long)]
    no_growth: bool,
    /// Be the ceiling, before the Redis at this port.
    #[arg(long, hide = true)]
    ceiling: Option<u16>,
    /// Where the ceiling serves.
    #[arg(long, hide = true, default_value_t = 0)]
    port: u16,
    /// Said by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let options = Options::parse();
    if let Some(redis) = options.ceiling {
        return ceiling::serve(options.port, redis);
    }
    let plan = rounds::Plan {
        rounds: options.rounds,
        measured: Duration::from_secs_f64(options.seconds),
        cases: rounds::cases(&options.kib, &options.connections),
    };
    let rounds = rounds::run(&plan);
    let growth = (!options.no_growth).then(growth::run);
    let report = report::Report::of(&plan, rounds, growth);
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report).unwrap());
    } else {
        print!("{report}");
    }
}
