//! `handover serve`: the server.

use clap::Args;

use super::{environment, failure::Failure};
use crate::{
    config::Config,
    server::{self, StartError},
};

const ABOUT: &str = "see handover serve --help for every setting";

/// Run the server
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover serve                                            on loopback, in memory: to try it out
  handover serve --redis-url redis://127.0.0.1:6379         for real, behind a TLS reverse proxy
  HANDOVER_BIND=0.0.0.0:8080 HANDOVER_REDIS_URL_FILE=/run/secrets/redis handover serve")]
pub(crate) struct Serve {
    #[command(flatten)]
    config: Box<Config>,
}

impl Serve {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if let Some((name, known)) = environment::misspelt() {
            return Err(Failure::usage(
                format!("{name} is no setting: it must be {known}"),
                ABOUT,
            ));
        }
        server::serve(*self.config).map_err(|error| match error {
            StartError::Config(_) => Failure::usage(error.to_string(), ABOUT),
            _ => Failure::trouble(error.to_string(), "mend that, and start it again"),
        })
    }
}
