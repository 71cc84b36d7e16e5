//! Whether a full store costs what an empty one does: `cargo bench --bench live`.
//!
//! Four Redis servers side by side: a million bundles to open in one of them, 50 000 in another, a
//! thousand in each of the last two. Every step is timed on all of them in the same round, in turn.
//! A thousand fit into the caches of a processor and a million do not, and 50 000 do not either: what
//! a step takes more for that shows between the thousand and the 50 000, what it would take more for
//! growth between the 50 000 and the million. The second thousand to the first is what this machine
//! makes of two things that are the same. Then what one bundle, one request and each of their later
//! forms takes of a Redis: memory, network, log.
//!
//! Everything is stored and opened by the store's own code, every opened byte is compared. Bounded
//! to three minutes and 3 GB of Redis; loopback only. It reports, and fails only when an answer is
//! wrong or a key would stay for ever.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench has failed when it cannot go on, and prints its figures"
)]

#[path = "../../tests/ports/mod.rs"]
mod ports;

#[path = "../../tests/store/server.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::panic,
    reason = "the store's tests use more of it"
)]
mod redis_server;

mod costs;
mod figures;
mod numbered;
mod report;
mod rounds;
mod world;

use clap::Parser;
use tokio::runtime::Builder;

/// How it is run.
#[derive(Parser)]
struct Options {
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// How many bundles the full store has.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=1_200_000))]
    bundles: u32,
    /// How many rounds.
    #[arg(long, default_value_t = 25, value_parser = clap::value_parser!(u8).range(1..=60))]
    rounds: u8,
    /// Said by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let options = Options::parse();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let report = runtime.block_on(async {
        let costs = costs::measure().await;
        let growth = rounds::run(options.bundles, options.rounds).await;
        report::Report { growth, costs }
    });
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report).unwrap());
    } else {
        print!("{report}");
    }
}
