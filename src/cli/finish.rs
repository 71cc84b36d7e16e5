//! `handover finish`: the intervention is over.

use clap::Args;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    input::{LinkArg, refused, server_of},
    output::Output,
    progress::busy,
    words,
};
use crate::{handover::Opening, protocol::link::ShareLink};

/// Say that the work is done, so that the sender closes the access
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover finish                     asks for the share link that you opened
  echo \"$SHARE_LINK\" | handover finish")]
pub(crate) struct Finish {
    #[command(flatten)]
    link: LinkArg,
    #[command(flatten)]
    output: Output,
}

impl Finish {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let text = self.link.read("share link")?;
        let opening = Opening::new(ShareLink::parse(&text).map_err(refused)?);
        let server = server_of(&text)?;
        busy("telling the server", || opening.finish(&server))
            .map_err(|error| words::failed(&server, &error))?;
        self.output.print(&json!({ "finished": true }), || {
            Zeroizing::new(
                "finished: the receipt now says that the access can be closed\n".to_owned(),
            )
        })
    }
}
