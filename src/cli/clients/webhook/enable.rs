//! `handover clients webhook enable`.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use zeroize::Zeroizing;

use super::super::{
    super::{failure::Failure, output::Output, redis},
    file,
};
use crate::{config::Config, store::Owner};

/// Turn a webhook on that has turned itself off: it goes on where it stopped, at once
#[derive(Args)]
pub(in super::super) struct Enable {
    /// The client's name
    name: Owner,
    #[command(flatten)]
    output: Output,
    #[command(flatten, next_help_heading = "As for handover serve")]
    config: Box<Config>,
}

#[derive(Serialize)]
struct Enabled<'a> {
    client: &'a str,
    was_off: bool,
    waiting: u64,
}

impl Enable {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        let name = &self.name;
        file::webhook(&file::parsed(path)?, name)?;
        let (was_off, waiting) = redis::block_on(async {
            let store = redis::open(&self.config).await?;
            let was_off = store.enable_hook(name).await.map_err(redis::silent)?;
            let state = store.hook_state(name).await.map_err(redis::silent)?;
            Ok((was_off, state.waiting))
        })?;
        let enabled = Enabled {
            client: name.as_str(),
            was_off,
            waiting,
        };
        let before = if was_off { "on again" } else { "on, as it was" };
        let line =
            format!("the webhook of {name} is {before}; events that wait for it: {waiting}\n");
        self.output.print(&enabled, || Zeroizing::new(line))
    }
}
