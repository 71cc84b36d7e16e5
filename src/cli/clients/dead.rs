//! `handover clients dead`: what a receiver would not take.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    super::{failure::Failure, output::Output, redis, say},
    file,
};
use crate::{
    config::Config,
    protocol::wire::{Event, Time},
    store::{
        Owner, Store,
        log::{DeadLetter, Position},
    },
    visible::visible_line,
};

/// So many are fetched at once.
const PAGE: usize = 100;

/// Show the events that a client's receiver refused ten times
#[derive(Args)]
pub(super) struct Dead {
    /// The client's name
    name: Owner,
    #[command(flatten)]
    output: Output,
    #[command(flatten, next_help_heading = "As for handover serve")]
    config: Box<Config>,
}

#[derive(Serialize)]
struct Listed<'a> {
    dead: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    event: &'a Event,
    reason: &'a str,
    at: Time,
}

impl Dead {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        let name = &self.name;
        file::client(&file::parsed(path)?, name)?;
        let (letters, state) = redis::block_on(async {
            let store = redis::open(&self.config).await?;
            let letters = letters(&store, name).await?;
            let state = store.hook_state(name).await.map_err(redis::silent)?;
            Ok((letters, state))
        })?;
        let listed = Listed {
            dead: letters.iter().map(row).collect(),
        };
        self.output.print(&listed, || {
            let none = format!("{name} has no dead letters\n");
            let lines: String = listed.dead.iter().map(lines).collect();
            Zeroizing::new(if lines.is_empty() { none } else { lines })
        })?;
        if let Some(reason) = state.off {
            say(&format!(
                "the webhook is off: {reason}; handover clients webhook enable {name} turns it on"
            ));
        }
        Ok(())
    }
}

/// All dead letters of a client, the oldest first.
pub(super) async fn letters(store: &Store, name: &Owner) -> Result<Vec<DeadLetter>, Failure> {
    let mut all: Vec<DeadLetter> = Vec::new();
    loop {
        let last = all
            .last()
            .map_or_else(Position::default, |letter| letter.position);
        let page = store.dead_letters(name, last, PAGE).await;
        let page = page.map_err(redis::silent)?;
        let is_last = page.len() < PAGE;
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

fn row(letter: &DeadLetter) -> Row<'_> {
    Row {
        event: &letter.event,
        reason: &letter.reason,
        at: letter.at,
    }
}

fn lines(row: &Row<'_>) -> String {
    let Event {
        id,
        kind,
        time,
        reference,
        ..
    } = row.event;
    let reference = reference.as_deref().map(visible_line).unwrap_or_default();
    let head = format!("{id}  {kind}  {time}  {reference}");
    format!("{}\n  since {}: {}\n", head.trim_end(), row.at, row.reason)
}
