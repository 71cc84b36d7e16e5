//! `handover answer`: seals what a request asks for, so that only who asks can open it.

use clap::{Args, builder::PossibleValuesParser};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    filling::{Filling, Given, ask, check_complete, encode, new_item},
    input::{LinkArg, refused, server_of},
    output::{self, Output},
    progress::busy,
    say,
    terminal::Terminal,
    visible::visible_line,
    words::{self, Subject, moment, until},
};
use crate::{
    client::{Error, Server},
    handover::answer::{Answering, SealedAnswer},
    protocol::{
        bundle::{Bundle, Item},
        document::Asked,
        kind::{KINDS, Kind},
        link::RequestLink,
        wire::{About, AnswererView, Created, RequestState, Time},
    },
};

/// Answer a request: what you give is sealed here, and only who asks can open it
#[derive(Args)]
#[command(after_help = "\
It shows who asks and for what. On a terminal it asks for everything that was not given. What you do
not have is answered with --absent.

Examples:
  handover answer                                           asks for the link, and for the rest
  handover answer \"$REQUEST_LINK\" --item ftp --field host=sftp.shop.example \\
    --field username=support --field password=- --absent backoffice < password.txt
  echo '{\"items\":[{\"kind\":\"other\",\"fields\":{\"secret\":\"s3same\"}}]}' |
    handover answer \"$REQUEST_LINK\" --json - -o json | jq -r .receipt_link")]
pub(crate) struct Answer {
    #[command(flatten)]
    link: LinkArg,

    #[command(flatten)]
    filling: Filling,

    /// What is asked for and you do not have; with commas between, or repeated
    #[arg(
        long,
        value_name = "KINDS",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(KINDS.iter().map(|kind| kind.id))
    )]
    absent: Vec<String>,

    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Receipt<'a> {
    receipt_link: &'a str,
    expires_at: Time,
}

impl Answer {
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        output::check()?;
        self.filling
            .check_stdin(usize::from(self.link.wants_stdin()))?;
        let text = self.link.read("request link")?;
        let answering = Answering::new(RequestLink::parse(&text).map_err(refused)?);
        let server = server_of(&text)?;
        let Given { mut items, .. } = self.filling.given()?;
        items.extend(self.absent.iter().map(|kind| absent(kind)));
        let (about, view) = look(&server, &answering)?;
        let asked = answering.read(&view, Time::now()).map_err(refused)?;
        announce(&answering, &asked, &view, &about);
        check_asked(&asked, &items)?;
        let terminal = Terminal::open();
        let asks = fill(&asked, &mut items, terminal.as_ref())?;
        let bundle = Bundle {
            items,
            files: self.filling.files(&about)?,
            lang: asked.lang,
        };
        let body = encode(&bundle, &about)?;
        if let (true, Some(terminal)) = (asks, &terminal) {
            ask::confirm(terminal, &bundle, "only who asks can open it, once")?;
        }
        let sealed = busy("sealing", || answering.seal(&asked, &body)).map_err(refused)?;
        let created = upload(&server, &sealed)?;
        self.print(&server, &sealed, &created)
    }

    fn print(
        &self,
        server: &Server,
        sealed: &SealedAnswer<'_>,
        created: &Created,
    ) -> Result<(), Failure> {
        let link = sealed.receipt.to_url(&server.base().to_string());
        let receipt = Receipt {
            receipt_link: &link,
            expires_at: created.expires_at,
        };
        let printed = self.output.print(&receipt, || {
            let expires = moment(created.expires_at);
            let lines = ["receipt link  ", &link, "\nexpires       ", &expires, "\n"];
            Zeroizing::new(lines.concat())
        });
        printed.map_err(|failure| {
            failure.but("it is answered all the same; handover receipt shows with the request link what became of it")
        })?;
        say(
            "answered: only who asked can open it, once; keep the receipt link, which shows what became of it and takes it back before that",
        );
        Ok(())
    }
}

fn absent(kind: &str) -> Item {
    Item {
        absent: true,
        ..new_item(kind.to_owned())
    }
}

/// Changes nothing: what the server says of it, if it can be answered still.
fn look(server: &Server, answering: &Answering) -> Result<(About, AnswererView), Failure> {
    let failed = |error| Subject::Request.failed(server, &error);
    let about = busy("asking the server", || server.about()).map_err(failed)?;
    let view = busy("asking the server", || answering.look(server)).map_err(failed)?;
    match (view.state, view.times.answered_at) {
        (RequestState::Pending, _) => Ok((about, view)),
        (_, Some(at)) => Err(answered_before(Some(at))),
        (state, None) => Err(words::refused_request(state, view.times.ended_at)),
    }
}

fn answered_before(at: Option<Time>) -> Failure {
    let at = at.map_or(String::new(), |at| format!(", at {}", moment(at)));
    Failure::refused(
        format!("it was answered before{at}; nothing was sent"),
        "if that was you all is well; if not, tell who asked: a new request is needed",
    )
}

/// Who asks, as far as the server knows them. What nobody has checked is not shown.
fn announce(answering: &Answering, asked: &Asked, view: &AnswererView, about: &About) {
    let kinds: Vec<_> = asked.ask.iter().map(|kind| kind.id).collect();
    let row = |what: &str, text: &str| {
        if !text.is_empty() {
            say(&format!("  {what:<10} {}", visible_line(text)));
        }
    };
    match &view.requester {
        Some(requester) => {
            say(&format!("{} asks for:", visible_line(requester)));
            row("what", &kinds.join(", "));
            row("from", &asked.from);
            row("reference", &asked.reference);
        }
        None => {
            say("this asks for credentials, and anybody could have made it:");
            row("what", &kinds.join(", "));
        }
    }
    row("code", &answering.code().to_string());
    let end = view.times.expires_at;
    let expires = format!("{}, {}", moment(end), until(end, Time::now()));
    row("expires", &expires);
    if !about.support_addresses.is_empty() {
        let addresses = about.support_addresses.join(", ");
        row("firewall", &format!("let in {addresses}"));
    }
    if view.requester.is_none() {
        say("  before you answer, compare the code by telephone with whom you know");
    }
}

/// Only what is asked is answered, and nothing is both given and absent.
fn check_asked(asked: &Asked, items: &[Item]) -> Result<(), Failure> {
    let kinds: Vec<_> = asked.ask.iter().map(|kind| kind.id).collect();
    for item in items {
        let kind = item.kind.as_str();
        if !kinds.contains(&kind) {
            return Err(Failure::usage(
                format!("{kind} is not asked for"),
                format!("nothing was sent: give only {}", kinds.join(", ")),
            ));
        }
        if item.absent
            && items
                .iter()
                .any(|other| other.kind == kind && !other.absent)
        {
            return Err(Failure::usage(
                format!("{kind} is both given and absent"),
                "nothing was sent: give it, or leave it to --absent",
            ));
        }
    }
    Ok(())
}

/// Asks for what is missing; whether it did. Items stand in the order in which they are asked.
fn fill(
    asked: &Asked,
    items: &mut Vec<Item>,
    terminal: Option<&Terminal>,
) -> Result<bool, Failure> {
    let lacks = |kind: &&Kind| !items.iter().any(|item| item.kind == kind.id);
    let missing: Vec<_> = asked.ask.iter().copied().filter(lacks).collect();
    let Some(terminal) = terminal else {
        if let [kind, ..] = missing[..] {
            return Err(Failure::usage(
                format!(
                    "{} is asked for, too, and there is no terminal to ask on",
                    kind.id
                ),
                format!(
                    "nothing was sent: give --item {0}, or --absent {0} if you do not have it",
                    kind.id
                ),
            ));
        }
        return check_complete(items).map(|()| false);
    };
    for kind in &missing {
        items.push(ask::whole_or_absent(terminal, kind)?);
    }
    ask::complete(terminal, items)?;
    items.sort_by_key(|item| asked.ask.iter().position(|kind| kind.id == item.kind));
    Ok(!missing.is_empty())
}

fn upload(server: &Server, sealed: &SealedAnswer<'_>) -> Result<Created, Failure> {
    busy("sending the answer", || sealed.upload(server)).map_err(|error| match &error {
        Error::Refused { problem, .. } if problem.code == "answered" => answered_before(problem.at),
        _ => {
            if error.leaves_doubt() {
                let receipt = sealed.receipt.to_url(&server.base().to_string());
                say(&format!("if it did arrive, its receipt is {}", *receipt));
            }
            Subject::Request.failed(server, &error).but(
                "nothing was lost: run it again; if it then says that it was answered before, this answer had arrived, or somebody else answered: handover receipt with the request link tells when",
            )
        }
    })
}
