//! The one binary.

use clap::Parser;

#[derive(Parser)]
enum Command {
    /// Run the service
    Serve(handover::config::Config),
}

fn main() {
    let Command::Serve(config) = Command::parse();
    handover::server::serve(config).expect("served");
}
