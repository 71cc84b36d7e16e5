//! `handover revoke`: the sender takes a sealed bundle back.

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
use crate::{
    client::patiently,
    protocol::{key::receipt_token, link::ReceiptLink},
};

/// Take a sealed bundle back, before anybody has opened it
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover revoke                     asks for the receipt link
  echo \"$RECEIPT_LINK\" | handover revoke")]
pub(crate) struct Revoke {
    #[command(flatten)]
    link: LinkArg,
    #[command(flatten)]
    output: Output,
}

impl Revoke {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let text = self.link.read("receipt link")?;
        let ReceiptLink { id, secret } = ReceiptLink::parse(&text).map_err(refused)?;
        let (server, token) = (server_of(&text)?, receipt_token(&secret));
        let revoke = || patiently(|| server.revoke(&id, &token));
        busy("telling the server", revoke).map_err(|error| words::failed(&server, &error))?;
        self.output.print(&json!({ "state": "revoked" }), || {
            Zeroizing::new("revoked: nobody can open it any more\n".to_owned())
        })
    }
}
