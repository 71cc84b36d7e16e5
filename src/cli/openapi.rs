//! `handover openapi`: for tools.

use std::io::{self, Write};

use clap::Args;

use super::failure::Failure;
use crate::http::openapi;

/// Print the API's OpenAPI document
#[derive(Args)]
#[command(after_help = "Example:\n  handover openapi > openapi.json")]
#[expect(clippy::doc_markdown, reason = "this comment is the help text")]
pub(crate) struct Openapi {}

impl Openapi {
    pub(crate) fn run(self) -> Result<(), Failure> {
        writeln!(io::stdout().lock(), "{}", openapi::json())
            .map_err(|error| Failure::unwritten("standard output", &error))
    }
}
