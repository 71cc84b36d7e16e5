//! `handover receipt`: what became of a bundle or of a request.

use clap::Args;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    input::{LinkArg, refused, server_of},
    output::Output,
    progress::busy,
    words::{self, Subject, moment, until},
};
use crate::{
    client::Server,
    handover::{Opening, answer::Answering, collect::Collecting},
    protocol::{
        key::receipt_token,
        link::{Link, ReceiptLink},
        wire::{self, State, Time, View},
    },
};

use followed::Followed;

mod followed;

/// Show what became of a bundle or a request: when it was opened, and who came later
#[derive(Args)]
#[command(after_help = "\
A receipt link shows the whole receipt, every other link what its holder may know. Nothing is changed.

Examples:
  handover receipt                    asks for the link
  echo \"$RECEIPT_LINK\" | handover receipt -o json | jq -r .state")]
pub(crate) struct Receipt {
    #[command(flatten)]
    link: LinkArg,
    #[command(flatten)]
    output: Output,
}

impl Receipt {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let text = self.link.read("link")?;
        let link = Link::parse(&text).map_err(refused)?;
        let server = server_of(&text)?;
        match link {
            Link::Share(link) => {
                let view = peek(&server, &Opening::new(link))?;
                self.output.print(&view, || lines(&view, None))
            }
            Link::Receipt(link) => {
                let receipt = fetch(&server, &link)?;
                self.output
                    .print(&receipt, || lines(&receipt.view, Some(&receipt)))
            }
            Link::Request(link) => {
                let answering = Answering::new(link);
                let view = busy("asking the server", || answering.look(&server));
                let view = view.map_err(|error| Subject::Request.failed(&server, &error))?;
                self.followed(&Followed::answerer(&answering, &view))
            }
            Link::Collect(link) => {
                let collecting = Collecting::new(link);
                let view = busy("asking the server", || collecting.look(&server));
                let view = view.map_err(|error| Subject::Request.failed(&server, &error))?;
                self.followed(&Followed::collector(&collecting, &view))
            }
        }
    }

    fn followed(&self, followed: &Followed<'_>) -> Result<(), Failure> {
        self.output.print(followed, || followed.lines())
    }
}

fn peek(server: &Server, opening: &Opening) -> Result<View, Failure> {
    busy("asking the server", || opening.peek(server))
        .map_err(|error| words::failed(server, &error))
}

fn fetch(server: &Server, link: &ReceiptLink) -> Result<wire::Receipt, Failure> {
    let token = receipt_token(&link.secret);
    busy("asking the server", || server.receipt(&link.id, &token))
        .map_err(|error| words::failed(server, &error))
}

/// The timeline, oldest first, then what can be done.
fn lines(view: &View, receipt: Option<&wire::Receipt>) -> Zeroizing<String> {
    let mut rows = vec![("state", view.state.to_string())];
    let mut at = |what: &'static str, time: Option<Time>| {
        rows.extend(time.map(|time| (what, moment(time))));
    };
    at("sealed", receipt.map(|receipt| receipt.created_at));
    at("opened", view.claimed_at);
    at("erased", view.opened_at);
    at(
        "confirmed",
        receipt.and_then(|receipt| receipt.confirmed_at),
    );
    at(view.state.word(), view.ended_at);
    at("finished", view.finished_at);
    if matches!(view.state, State::Sealed) {
        let left = until(view.expires_at, Time::now());
        rows.push(("expires", format!("{}, {left}", moment(view.expires_at))));
        if view.passphrase {
            rows.push(("tries", format!("{} left", words::tries(view.tries_left))));
        }
    }
    if let Some(receipt) = receipt {
        rows.extend(remarks(receipt));
    }
    table(&rows)
}

fn table(rows: &[(&'static str, String)]) -> Zeroizing<String> {
    rows.iter()
        .map(|(what, text)| format!("{what:<10} {text}\n"))
        .collect::<String>()
        .into()
}

fn remarks(receipt: &wire::Receipt) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    if receipt.readable == Some(false) {
        rows.push((
            "unreadable",
            "the opener could not decrypt it: seal it again".to_owned(),
        ));
    }
    if receipt.late_attempts > 0 {
        let words = format!(
            "{} more with the real link: ask who, or change what was shared",
            words::tries(u32::try_from(receipt.late_attempts).unwrap_or(u32::MAX))
        );
        rows.push(("late", words));
    }
    rows.push((
        "receipt",
        format!("kept until {}", moment(receipt.receipt_until)),
    ));
    rows
}
