//! `handover doctor`: what is not as it should be, and what mends it.
//!
//! It changes nothing: it reads settings and files, asks Redis, and calls the public address. What it
//! cannot see from where it runs it says, so that silence is never taken for health.

mod forwarding;
mod machine;
mod node;
mod nodes;
mod public;
mod redis_setup;
mod report;
mod rights;
mod settings;

use clap::Args;

use self::report::Report;
use super::{failure::Failure, lines::columns, output::Output, redis};
use crate::config::{Config, PublicUrl, Secret};

/// Check the settings, the store and the public address, and say what to mend
#[derive(Args)]
#[command(after_help = "\
One line a finding: what, why it matters, and what mends it. Exit codes: 0 nothing but warnings, 1
errors, 2 wrong usage. It changes nothing, and reads the settings of handover serve: run it where the
server runs, as its user and with its environment, the server running.

With HANDOVER_ADMIN_BIND it also proves that the proxy tells the server from where people come.

Examples:
  handover doctor                                         with the environment of handover serve
  handover doctor --public-url https://handover.example.com --redis-url redis://127.0.0.1:6379
  handover doctor -o json | jq -r '.findings[].fix'")]
pub(crate) struct Doctor {
    /// The address to call as people do, where it is another than that of --public-url
    #[arg(long, value_name = "URL")]
    url: Option<PublicUrl>,

    /// HANDOVER_REDIS_URL with another user and password: of somebody who may ask Redis for its settings
    /// (CONFIG GET), such as `operator` of deploy/redis/users.acl
    #[arg(
        long,
        env = "HANDOVER_OPERATOR_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    operator_url: Option<Secret>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    config: Box<Config>,
}

impl Doctor {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let report = redis::block_on(async { Ok(self.examine().await) })?;
        self.output
            .print(&report.told(), || report.text(columns()))?;
        match report.errors() {
            0 => Ok(()),
            1 => Err(Failure::refused("1 error", NEXT)),
            errors => Err(Failure::refused(format!("{errors} errors"), NEXT)),
        }
    }

    async fn examine(&self) -> Report {
        let config = &*self.config;
        let mut report = Report::default();
        settings::examine(config, &mut report);
        machine::examine(config, &mut report);
        let operator = self.operator_url.as_ref().map(Secret::expose);
        redis_setup::examine(config, operator, &mut report).await;
        let url = self.url.as_ref().or(config.public_url.as_ref());
        public::examine(config, url, &mut report).await;
        report
    }
}

const NEXT: &str = "mend what is said on standard output, and run handover doctor again";
