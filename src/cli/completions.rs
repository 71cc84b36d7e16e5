//! `handover completions`: for shells.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, failure::Failure};

/// Print the completions of a shell
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover completions bash > /etc/bash_completion.d/handover
  handover completions fish > ~/.config/fish/completions/handover.fish")]
pub(crate) struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<(), Failure> {
        // The generator panics where it cannot write, so it writes into memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "handover", &mut script);
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(&script)
            .and_then(|()| stdout.flush())
            .map_err(|error| Failure::unwritten("standard output", &error))
    }
}
