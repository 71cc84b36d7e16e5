//! `handover share`: seals a bundle, uploads the ciphertext, prints the two links.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use clap::{Args, ValueEnum};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    input::{self, PassphraseFile},
    output::{self, Output},
    progress::busy,
    say,
    terminal::Terminal,
    words,
};
use crate::{
    client::Server,
    handover::{self, Sealed},
    protocol::{
        bundle::{Bundle, Item, Lang},
        wire::{About, Created, Openness, Time},
    },
    span::Span,
};
use json::Given;
use parts::{Parts, missing};

mod ask;
mod contents;
mod json;
mod parts;

const USUAL_LIFETIME: Duration = Duration::from_secs(7 * 86_400);
const SHORTEST_LIFETIME: Duration = Duration::from_secs(60);

/// Seal a bundle and get the link that opens it, once
#[derive(Args)]
#[command(after_help = "\
Without --json, --item and --file, and on a terminal, it asks for everything. What it seals leaves
this machine as ciphertext only; the key stands in the share link and nowhere else.

Examples:
  handover share                                            asks
  handover share --item backoffice --field url=https://shop.example/admin123 \\
    --field email=support@shop.example --field password=- < password.txt
  handover share --file id_ed25519 --expires 1d --passphrase
  echo '{\"items\":[{\"kind\":\"other\",\"fields\":{\"secret\":\"s3same\"}}]}' |
    handover share --json - -o json | jq -r .share_link")]
#[expect(clippy::doc_markdown, reason = "these comments are the help text")]
pub(crate) struct Share {
    /// The server that keeps the ciphertext, like https://handover.example.com
    #[arg(long, env = "HANDOVER_URL", value_name = "URL")]
    server: Option<String>,

    /// Items as JSON from a file (- is standard input): {"items":[{"kind","fields":{…},"note"}]},
    /// or what open -o json printed
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    #[command(flatten)]
    parts: Parts,

    /// A file to hand over with them. Repeat it for several
    #[arg(long = "file", value_name = "PATH")]
    files: Vec<PathBuf>,

    /// For how long it can be opened: 90m, 12h, 7d; left out, 7d or the server's longest
    #[arg(long, value_name = "DURATION")]
    expires: Option<Span>,

    /// Seal with a passphrase, which the opener must type, too: tell it by telephone. It is asked
    /// on the terminal, or comes from --passphrase-file or HANDOVER_PASSPHRASE
    #[arg(long)]
    passphrase: bool,

    #[command(flatten)]
    passphrase_file: PassphraseFile,

    /// The language in which the opener's page speaks of it; left out, the JSON's or the locale's
    #[arg(long, value_name = "LANG")]
    lang: Option<LangArg>,

    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    Fr,
    En,
}

#[derive(Serialize)]
struct Links<'a> {
    share_link: &'a str,
    receipt_link: &'a str,
    expires_at: Time,
}

impl Share {
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        output::check()?;
        self.check_stdin()?;
        let Given { mut items, lang } = self.given()?;
        self.files
            .iter()
            .try_for_each(|path| contents::check(path))?;
        let asks = items.is_empty() && self.files.is_empty();
        let terminal = Terminal::open();
        if terminal.is_none() {
            check_complete(&items, asks)?;
        }
        let server = self.server(terminal.as_ref())?;
        let about = busy("asking the server", || server.about())
            .map_err(|error| words::failed(&server, &error))?;
        let lifetime = self.lifetime(&about)?;
        if let Some(terminal) = &terminal {
            if asks {
                terminal.show(&format!(
                    "sealed here, kept as ciphertext by {}",
                    server.base()
                ))?;
                items = ask::items(terminal)?;
            }
            ask::complete(terminal, &mut items)?;
        }
        let bundle = self.bundle(items, lang, &about)?;
        let body = contents::encode(&bundle, &about)?;
        let passphrase = self.passphrase(terminal.as_ref())?;
        if let (true, Some(terminal)) = (asks, &terminal) {
            ask::confirm(terminal, &bundle, lifetime, passphrase.is_some())?;
        }
        let sealed = seal(&body, passphrase.as_ref(), lifetime)?;
        let created = upload(&server, &sealed)?;
        self.print(&server, &sealed, &created)
    }

    /// A pipe is one text and cannot be two values; a terminal is asked for each.
    fn check_stdin(&self) -> Result<(), Failure> {
        let json = self.json.as_deref() == Some(Path::new("-"));
        let values =
            self.parts.wants_stdin() + usize::from(json) + self.passphrase_file.wants_stdin();
        if values < 2 || input::is_typed() {
            return Ok(());
        }
        Err(Failure::usage(
            "standard input is asked for two values",
            "nothing was sent: give - once, and the rest from files or --json",
        ))
    }

    fn given(&mut self) -> Result<Given, Failure> {
        let mut given = match &self.json {
            Some(path) => json::read(&input::file(path)?)?,
            None => Given::default(),
        };
        let parts = std::mem::take(&mut self.parts).into_items()?;
        given.items.extend(parts);
        Ok(given)
    }

    fn server(&self, terminal: Option<&Terminal>) -> Result<Server, Failure> {
        match (&self.server, terminal) {
            (Some(url), _) => input::connect(url),
            (None, Some(terminal)) if input::is_typed() => {
                let url =
                    terminal.line("server (https://…; HANDOVER_URL saves you this question): ")?;
                input::connect(&url)
            }
            _ => Err(Failure::usage(
                "no server was named",
                "nothing was sent: set HANDOVER_URL or give --server https://handover.example.com",
            )),
        }
    }

    fn lifetime(&self, about: &About) -> Result<Span, Failure> {
        if about.create == Openness::Keys {
            return Err(Failure::refused(
                "on this server only holders of an API key can share",
                "nothing was sent: ask its operator, or use another server",
            ));
        }
        let longest = Span(Duration::from_secs(about.max_lifetime));
        let lifetime = self.expires.unwrap_or(Span(USUAL_LIFETIME).min(longest));
        if (Span(SHORTEST_LIFETIME)..=longest).contains(&lifetime) {
            return Ok(lifetime);
        }
        Err(Failure::usage(
            format!("--expires is {lifetime}, and this server takes 1 minute to {longest}"),
            "nothing was sent: give another --expires",
        ))
    }

    fn bundle(
        &self,
        items: Vec<Item>,
        lang: Option<Lang>,
        about: &About,
    ) -> Result<Bundle, Failure> {
        let files = self.files.iter().map(|path| contents::read(path, about));
        Ok(Bundle {
            items,
            files: files.collect::<Result<_, _>>()?,
            lang: self.lang.map(LangArg::into).or(lang).unwrap_or_else(locale),
        })
    }

    fn passphrase(
        &self,
        terminal: Option<&Terminal>,
    ) -> Result<Option<Zeroizing<String>>, Failure> {
        if !self.passphrase && !self.passphrase_file.is_given() {
            return Ok(None);
        }
        match (self.passphrase_file.read()?, terminal) {
            (Some(passphrase), _) => Ok(Some(passphrase)),
            (None, Some(terminal)) => ask::new_passphrase(terminal).map(Some),
            (None, None) => Err(input::no_passphrase()),
        }
    }

    fn print(&self, server: &Server, sealed: &Sealed, created: &Created) -> Result<(), Failure> {
        let base = server.base().to_string();
        let (share, receipt) = (sealed.share.to_url(&base), sealed.receipt.to_url(&base));
        let links = Links {
            share_link: &share,
            receipt_link: &receipt,
            expires_at: created.expires_at,
        };
        let printed = self.output.print(&links, || {
            let expires = words::moment(created.expires_at);
            let lines = [
                ["share link    ", share.as_str(), "\n"],
                ["receipt link  ", receipt.as_str(), "\n"],
                ["expires       ", expires.as_str(), "\n"],
            ];
            Zeroizing::new(lines.concat().concat())
        });
        let printed = printed.map_err(|failure| {
            failure.but("nobody has the links, and what was uploaded expires unread: run it again")
        });
        printed?;
        say(
            "send only the share link, which opens it once; keep the receipt link, which shows what became of it",
        );
        Ok(())
    }
}

fn check_complete(items: &[Item], nothing: bool) -> Result<(), Failure> {
    if nothing {
        return Err(Failure::usage(
            "there is nothing to share, and no terminal to ask on",
            "give --item, --json or --file: see handover share --help",
        ));
    }
    for item in items {
        if let [field, ..] = missing(item)[..] {
            return Err(Failure::usage(
                format!("{} needs {}", item.kind, field.id),
                format!(
                    "nothing was sent: give --field {}=…, or =- to read it from standard input",
                    field.id
                ),
            ));
        }
    }
    Ok(())
}

fn seal(
    body: &Zeroizing<Vec<u8>>,
    passphrase: Option<&Zeroizing<String>>,
    lifetime: Span,
) -> Result<Sealed, Failure> {
    let passphrase = passphrase.map(|passphrase| passphrase.as_str());
    busy("sealing", || handover::seal(body, passphrase, lifetime))
        .map_err(|error| Failure::usage(error.to_string(), "run it again with another one"))
}

fn upload(server: &Server, sealed: &Sealed) -> Result<Created, Failure> {
    busy("uploading the ciphertext", || sealed.upload(server)).map_err(|error| {
        words::failed(server, &error).but(
            "nothing was lost, and no link was made: run it again; what may have arrived expires unread",
        )
    })
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Fr => Self::Fr,
            LangArg::En => Self::En,
        }
    }
}

/// French where the locale is (POSIX: the first that is set and not empty), else English.
fn locale() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    match locale {
        Some(locale) if locale.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}
