//! FLOOR 2': the command line, one file per command, both directions in it: arguments and output.
//!
//! The rules of the terminal (after age's `cmd/age/tui.go`):
//! - Results go to standard output, and nothing else does; `-o json` makes them one JSON object.
//! - Everything else goes to standard error: what is about to happen, warnings, errors. None of it
//!   is a secret, a link or a claim, but for the receipt link of an answer that may have arrived.
//! - Questions are put to the terminal itself, and only where standard error is one: what is typed
//!   or pasted as an answer is never mistaken for piped data. Secrets are not echoed.
//! - Sentences begin with a small letter and end without a full stop; an error is followed by the
//!   next step.
//! - What a stranger typed is shown on a terminal with escapes for what a terminal would obey, and
//!   goes into files, pipes and JSON byte for byte.
//! - Exit codes: 0 done, 1 refused by the other side, 2 wrong usage, 3 network, server or disk
//!   trouble: nothing is lost, and the same command may be repeated.

mod environment;
mod failure;
#[cfg(any(feature = "client", feature = "server"))]
mod lines;
#[cfg(any(feature = "client", feature = "server"))]
mod output;
#[cfg(feature = "server")]
mod redis;

#[cfg(feature = "client")]
mod filling;
#[cfg(feature = "client")]
mod input;
#[cfg(feature = "client")]
mod keyring;
#[cfg(feature = "client")]
mod making;
#[cfg(feature = "client")]
mod opening;
#[cfg(feature = "client")]
mod progress;
#[cfg(feature = "client")]
mod terminal;
#[cfg(feature = "client")]
mod words;

#[cfg(feature = "client")]
mod answer;
#[cfg(feature = "server")]
mod clients;
#[cfg(feature = "client")]
mod collect;
#[cfg(feature = "client")]
mod finish;
#[cfg(feature = "client")]
mod open;
#[cfg(feature = "server")]
mod purge;
#[cfg(feature = "client")]
mod receipt;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod revoke;
#[cfg(feature = "server")]
mod serve;
#[cfg(feature = "client")]
mod share;
#[cfg(feature = "client")]
mod team_key;
#[cfg(feature = "client")]
mod verify;

mod completions;
#[cfg(feature = "server")]
mod doctor;
mod healthcheck;
mod man;
#[cfg(feature = "server")]
mod openapi;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::visible;

/// Hands credentials over once: sealed here, opened exactly once, then gone.
#[derive(Parser)]
#[command(
    name = "handover",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_help = "\
Links and secrets need not stand on the command line, where other users and the shell's history see
them: leave a link out and it is asked for, or give - and it is read from standard input.

Exit codes: 0 done, 1 refused by the other side, 2 wrong usage, 3 network or server trouble (nothing
is lost, and the same command may be repeated).")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[cfg(feature = "server")]
    Serve(serve::Serve),
    #[cfg(feature = "client")]
    Share(share::Share),
    #[cfg(feature = "client")]
    Open(open::Open),
    #[cfg(feature = "client")]
    Request(request::Request),
    #[cfg(feature = "client")]
    Answer(answer::Answer),
    #[cfg(feature = "client")]
    Collect(collect::Collect),
    #[cfg(feature = "client")]
    Receipt(receipt::Receipt),
    #[cfg(feature = "client")]
    Revoke(revoke::Revoke),
    #[cfg(feature = "client")]
    Finish(finish::Finish),
    #[cfg(feature = "client")]
    TeamKey(team_key::TeamKey),
    #[cfg(feature = "server")]
    Clients(clients::Clients),
    #[cfg(feature = "server")]
    Purge(purge::Purge),
    #[cfg(feature = "client")]
    Verify(verify::Verify),
    #[cfg(feature = "server")]
    Doctor(doctor::Doctor),
    Healthcheck(healthcheck::Healthcheck),
    Completions(completions::Completions),
    Man(man::Man),
    #[cfg(feature = "server")]
    Openapi(openapi::Openapi),
}

impl Cli {
    /// Of this process; where it cannot be understood the process says so, and ends.
    #[must_use]
    pub fn read() -> Self {
        Self::try_parse().unwrap_or_else(|error| environment::explained(error).exit())
    }

    /// Runs the command, and says on standard error why it could not.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let done = match self.command {
            #[cfg(feature = "server")]
            Command::Serve(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Share(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Open(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Request(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Answer(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Collect(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Receipt(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Revoke(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Finish(command) => command.run(),
            #[cfg(feature = "client")]
            Command::TeamKey(command) => command.run(),
            #[cfg(feature = "server")]
            Command::Clients(command) => command.run(),
            #[cfg(feature = "server")]
            Command::Purge(command) => command.run(),
            #[cfg(feature = "client")]
            Command::Verify(command) => command.run(),
            #[cfg(feature = "server")]
            Command::Doctor(command) => command.run(),
            Command::Healthcheck(command) => command.run(),
            Command::Completions(command) => command.run(),
            Command::Man(command) => command.run(),
            #[cfg(feature = "server")]
            Command::Openapi(command) => command.run(),
        };
        done.map_or_else(|failure| failure.report(), |()| ExitCode::SUCCESS)
    }
}

/// Prints a line of explanation; where standard error is closed there is nobody to read it.
fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_flag_is_declared_once() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_flag_and_command_says_what_it_is_for() {
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{}", argument.get_id());
            }
        }
    }
}
