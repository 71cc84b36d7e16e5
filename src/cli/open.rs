//! `handover open`: takes a bundle away from everybody else, shows it, and confirms.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    failure::Failure,
    input::{LinkArg, PassphraseFile, refused, server_of},
    output::{self, Output},
    progress::busy,
    terminal::Terminal,
    words,
};
use crate::{handover::Opening, protocol::link::ShareLink};
use claim::Keeper;
use session::{Held, Session};
use show::Opened;

mod claim;
mod filename;
mod files;
mod session;
mod show;

/// Open a bundle: once, for you, and for nobody else after that
#[derive(Args)]
#[command(after_help = "\
It says what it is about to do, and asks. The bundle is erased from the server when everything is
written here. If it is interrupted before, the same command resumes, as long as the server keeps the
retry copy (usually 60 seconds) and XDG_RUNTIME_DIR is set.

Files are written with the rights of their owner only, and never over an existing file.

Examples:
  handover open                                             asks for the link
  echo \"$SHARE_LINK\" | handover open --yes -o json | jq -r '.items[0].fields.password'
  handover open --out keys                                  writes attachments into keys/")]
pub(crate) struct Open {
    #[command(flatten)]
    link: LinkArg,

    /// Do not ask before opening
    #[arg(short, long)]
    yes: bool,

    /// The directory for attachments; left out, a new one named after the bundle
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    passphrase_file: PassphraseFile,

    #[command(flatten)]
    output: Output,
}

impl Open {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Self {
            link,
            yes,
            out,
            passphrase_file,
            output,
        } = self;
        output::check()?;
        let text = link.read("share link")?;
        let opening = Opening::new(ShareLink::parse(&text).map_err(refused)?);
        let server = server_of(&text)?;
        let terminal = Terminal::open();
        if !yes && terminal.is_none() {
            return Err(Failure::usage(
                "opening takes the bundle away from everybody else, and there is no terminal to ask on",
                "nothing was opened: give --yes",
            ));
        }
        let keeper = Keeper::new(&opening.id());
        let about = busy("asking the server", || server.about())
            .map_err(|error| words::failed(&server, &error))?;
        let session = Session {
            server,
            about,
            opening,
            keeper,
            terminal,
            passphrase_file,
        };
        session.begin(yes, out.as_deref())?;
        let held = session.obtain()?;
        let directory = out.unwrap_or_else(|| session.fresh_directory());
        held.deliver(&directory, &output)
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
