//! What `open` and `collect` have in common: take a bundle away from everybody else, show it, confirm.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    failure::Failure, input::PassphraseFile, output::Output, progress::busy, terminal::Terminal,
    words::Subject,
};
use crate::{client::Server, handover::Opening, protocol::token::BundleId};
use claim::Keeper;
use session::{Held, Session};
use show::Opened;

mod claim;
pub(super) mod filename;
mod files;
mod session;
mod show;

/// Whether an opening of this bundle was begun here and not confirmed.
pub(crate) fn was_tried_here(id: &BundleId) -> bool {
    Keeper::new(id).recall().is_some()
}

/// How a bundle is taken.
#[derive(Args)]
pub(crate) struct Taking {
    /// Do not ask before opening
    #[arg(short, long)]
    yes: bool,

    /// The directory for attachments; left out, a new one named after the bundle
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) passphrase_file: PassphraseFile,

    #[command(flatten)]
    output: Output,
}

impl Taking {
    /// Whether somebody says yes, or can be asked.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.yes || Terminal::open().is_some() {
            return Ok(());
        }
        Err(Failure::usage(
            "opening takes the bundle away from everybody else, and there is no terminal to ask on",
            "nothing was opened: give --yes",
        ))
    }

    /// From the question to the confirm.
    pub(crate) fn run(
        self,
        subject: Subject,
        server: Server,
        opening: Opening,
    ) -> Result<(), Failure> {
        let about = busy("asking the server", || server.about())
            .map_err(|error| subject.failed(&server, &error))?;
        let session = Session {
            subject,
            server,
            about,
            keeper: Keeper::new(&opening.id()),
            opening,
            terminal: Terminal::open(),
            passphrase_file: self.passphrase_file,
        };
        session.begin(self.yes, self.out.as_deref())?;
        let held = session.obtain()?;
        let directory = self.out.unwrap_or_else(|| session.fresh_directory());
        held.deliver(&directory, &self.output)
            .map_err(|failure| session.undelivered(failure, &held))?;
        session.confirm(&held);
        Ok(())
    }
}

impl Held<'_> {
    /// Files first, then the rest: when this returns, all of it is where it belongs.
    fn deliver(&self, directory: &Path, output: &Output) -> Result<(), Failure> {
        let paths = if self.bundle.files.is_empty() {
            Vec::new()
        } else {
            files::write(directory, &self.bundle.files)
                .map_err(|error| Failure::unwritten(&directory.display().to_string(), &error))?
        };
        output.print(&Opened::new(&self.bundle, &paths), || {
            show::text(&self.bundle, &paths)
        })
    }
}
