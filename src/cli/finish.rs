//! `handover finish`: the intervention is over.

use clap::Args;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    input::{LinkArg, refused, server_of},
    output::Output,
    progress::busy,
    words::Subject,
};
use crate::{
    handover::{Opening, collect::Collecting},
    protocol::link::{Link, LinkKind},
};

/// Say that the work is done, so that the sender closes the access
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover finish                     asks for the share link or collect link that you opened
  echo \"$SHARE_LINK\" | handover finish")]
pub(crate) struct Finish {
    #[command(flatten)]
    link: LinkArg,
    #[command(flatten)]
    output: Output,
}

impl Finish {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let text = self.link.read("share link or collect link")?;
        let kinds = [LinkKind::Share, LinkKind::Collect];
        let link = Link::parse_one_of(&kinds, &text).map_err(refused)?;
        let server = server_of(&text)?;
        let subject = Subject::of(&link);
        let told = busy("telling the server", || match link {
            Link::Share(link) => Opening::new(link).finish(&server),
            Link::Collect(link) => Collecting::new(link).finish(&server),
            Link::Receipt(_) | Link::Request(_) => unreachable!("these are refused"),
        });
        told.map_err(|error| subject.failed(&server, &error))?;
        self.output.print(&json!({ "finished": true }), || {
            Zeroizing::new(
                "finished: the receipt now says that the access can be closed\n".to_owned(),
            )
        })
    }
}
