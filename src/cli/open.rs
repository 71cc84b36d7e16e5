//! `handover open`: takes a bundle away from everybody else, shows it, and confirms.

use clap::Args;

use super::{
    failure::Failure,
    input::{LinkArg, refused, server_of},
    opening::Taking,
    output,
    words::Subject,
};
use crate::{handover::Opening, protocol::link::ShareLink};

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

    #[command(flatten)]
    taking: Taking,
}

impl Open {
    pub(crate) fn run(self) -> Result<(), Failure> {
        output::check()?;
        let text = self.link.read("share link")?;
        let opening = Opening::new(ShareLink::parse(&text).map_err(refused)?);
        let server = server_of(&text)?;
        self.taking.check()?;
        self.taking.run(Subject::Bundle, server, opening)
    }
}
