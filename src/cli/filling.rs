//! What `share` and `answer` have in common: items and files from flags, JSON or the terminal.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{failure::Failure, input};
use crate::protocol::{
    bundle::{BundleFile, Item},
    wire::About,
};
pub(crate) use contents::encode;
pub(crate) use json::Given;
use parts::Parts;
pub(crate) use parts::{missing, new_item};

pub(crate) mod ask;
mod contents;
pub(super) mod json;
mod parts;

/// What is to be handed over.
#[derive(Args)]
pub(crate) struct Filling {
    /// Items as JSON from a file (- is standard input): {"items":[{"kind","fields":{…},"note"}]},
    /// or what open -o json printed
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    #[command(flatten)]
    parts: Parts,

    /// A file to hand over with them. Repeat it for several
    #[arg(long = "file", value_name = "PATH")]
    files: Vec<PathBuf>,
}

impl Filling {
    /// A pipe is one text and cannot be two values; a terminal is asked for each. `others`: how many
    /// values the command itself takes from standard input.
    pub(crate) fn check_stdin(&self, others: usize) -> Result<(), Failure> {
        let json = self.json.as_deref() == Some(Path::new("-"));
        let values = self.parts.wants_stdin() + usize::from(json) + others;
        if values < 2 || input::is_typed() {
            return Ok(());
        }
        Err(Failure::usage(
            "standard input is asked for two values",
            "nothing was sent: give - once, and the rest from files or --json",
        ))
    }

    /// The items of the flags and of the JSON; every file can be handed over.
    pub(crate) fn given(&mut self) -> Result<Given, Failure> {
        let mut given = match &self.json {
            Some(path) => json::read(&input::file(path)?)?,
            None => Given::default(),
        };
        let parts = std::mem::take(&mut self.parts).into_items()?;
        given.items.extend(parts);
        self.files
            .iter()
            .try_for_each(|path| contents::check(path))?;
        Ok(given)
    }

    pub(crate) fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Reads the files.
    pub(crate) fn files(&self, about: &About) -> Result<Vec<BundleFile>, Failure> {
        let files = self.files.iter().map(|path| contents::read(path, about));
        files.collect()
    }
}

/// Where nobody can be asked: every item has what it needs.
pub(crate) fn check_complete(items: &[Item]) -> Result<(), Failure> {
    for item in items {
        if let [field, ..] = missing(item)[..] {
            return Err(Failure::usage(
                format!("{} needs {}", item.kind, field.id),
                format!(
                    "nothing was sent: give --field {}=…, or =- to read it from standard input",
                    field.id
                ),
            ));
        }
    }
    Ok(())
}
