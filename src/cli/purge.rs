//! `handover purge`: the operator's kill switch.

use std::io::{self, IsTerminal, Read};

use clap::Args;
use serde_json::json;
use zeroize::Zeroizing;

#[cfg(feature = "client")]
use crate::protocol::key::LinkKeys;
use crate::{
    config::Config,
    protocol::{
        link::{Link, RequestLink, ShareLink},
        request::RequestKeys,
        token::{BundleId, RequestSecret},
    },
};

use super::{failure::Failure, output::Output, redis};

/// More than any link with a sentence around it.
const LONGEST: u64 = 64 << 10;

/// Erase a bundle or a request from the server's Redis, whoever holds a link to it
#[derive(Args)]
#[command(after_help = "\
From here on every link to it says 'nothing here', as for one that never was. Its client is told as of
a revocation, or of an opening if it was being opened. What was opened before stays opened: have the
credentials changed.

Reads the settings of handover serve. With the memory store, restart the server: that empties it.

Examples:
  handover purge 0v9yWcY7b5TQJk1mR3fX2A --redis-url redis://127.0.0.1:6379
  echo \"$LINK\" | handover purge       with HANDOVER_REDIS_URL, as handover serve has it")]
pub(crate) struct Purge {
    /// The id, 22 characters, or any link to it; left out, it is read from standard input, like
    /// with -
    // An id may begin with a hyphen.
    #[arg(value_name = "ID|LINK", allow_hyphen_values = true)]
    what: Option<String>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    config: Box<Config>,
}

impl Purge {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let id = named(&self.read()?)?;
        let name = id.to_b64u();
        let purged = redis::block_on(async {
            let store = redis::open(&self.config).await?;
            store.purge(&id).await.map_err(redis::silent)
        })?;
        if !purged {
            return Err(Failure::refused(
                format!("nothing is stored under {name}"),
                "is this the Redis of the server that the link names?",
            ));
        }
        let answer = json!({ "id": id, "state": "purged" });
        self.output.print(&answer, || {
            Zeroizing::new(format!("purged: from here on {name} is unknown\n"))
        })
    }

    fn read(&self) -> Result<Zeroizing<String>, Failure> {
        if let Some(what) = self.what.as_ref().filter(|what| *what != "-") {
            return Ok(Zeroizing::new(what.clone()));
        }
        if io::stdin().is_terminal() {
            return Err(Failure::usage(
                "no id or link was given",
                "give an id as an argument, or a link on standard input",
            ));
        }
        let mut text = Zeroizing::new(String::new());
        let read = io::stdin().lock().take(LONGEST).read_to_string(&mut text);
        read.map_err(|error| {
            Failure::usage(
                format!("standard input cannot be read: {error}"),
                "nothing was changed: run it again",
            )
        })?;
        Ok(text)
    }
}

/// The id that a text is, or that the link in it leads to.
fn named(text: &str) -> Result<BundleId, Failure> {
    if let Ok(id) = BundleId::parse(text.trim()) {
        return Ok(id);
    }
    let of = |secret: RequestSecret| RequestKeys::derive(secret).id();
    match Link::parse(text) {
        Ok(Link::Receipt(link)) => Ok(link.id),
        Ok(Link::Request(RequestLink { secret })) => Ok(of(secret)),
        Ok(Link::Collect(link)) => Ok(of(link.secret)),
        Ok(Link::Share(link)) => shared(&link),
        Err(refusal) => Err(Failure::refused(
            format!("this is no id of 22 characters, and no link: {refusal}"),
            "",
        )),
    }
}

#[cfg(feature = "client")]
fn shared(link: &ShareLink) -> Result<BundleId, Failure> {
    Ok(LinkKeys::derive(&link.key).id())
}

/// A server alone has nothing that could read what a share link opens.
#[cfg(not(feature = "client"))]
fn shared(_: &ShareLink) -> Result<BundleId, Failure> {
    Err(Failure::usage(
        "this program was built without the client, and a share link says more than a server may know",
        "give the receipt link, or the id that handover receipt -o json shows",
    ))
}
