//! `handover revoke`: the sender takes a sealed bundle back, or who asked takes a request back.

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
    client::patiently,
    handover::collect::Collecting,
    protocol::{
        key::receipt_token,
        link::{Link, LinkKind},
    },
};

/// Take back a sealed bundle that nobody has opened, or a request
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover revoke                     asks for the receipt link or collect link
  echo \"$RECEIPT_LINK\" | handover revoke")]
pub(crate) struct Revoke {
    #[command(flatten)]
    link: LinkArg,
    #[command(flatten)]
    output: Output,
}

impl Revoke {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let text = self.link.read("receipt link or collect link")?;
        let kinds = [LinkKind::Receipt, LinkKind::Collect];
        let link = Link::parse_one_of(&kinds, &text).map_err(refused)?;
        let server = server_of(&text)?;
        let subject = Subject::of(&link);
        let told = busy("telling the server", || match link {
            Link::Receipt(link) => {
                let token = receipt_token(&link.secret);
                patiently(|| server.revoke(&link.id, &token))
            }
            Link::Collect(link) => Collecting::new(link).revoke(&server),
            Link::Share(_) | Link::Request(_) => unreachable!("these are refused"),
        });
        told.map_err(|error| subject.failed(&server, &error))?;
        self.output.print(&json!({ "state": "revoked" }), || {
            Zeroizing::new("revoked: nobody can open it any more\n".to_owned())
        })
    }
}
