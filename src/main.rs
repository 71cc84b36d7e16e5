//! The one binary.

use std::process::ExitCode;

use clap::Parser;
use handover::cli::Cli;
use rustix::process::{Resource, Rlimit, setrlimit};

fn main() -> ExitCode {
    // A crash must not write what is in memory to the disk. Where that cannot be set, it was
    // forbidden to start with.
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    Cli::parse().run()
}
