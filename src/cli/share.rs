//! `handover share`: seals a bundle, uploads the ciphertext, prints the two links.

use clap::Args;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    filling::{Filling, Given, ask, check_complete, encode},
    input::{self, PassphraseFile},
    making::{Making, check_open, locale},
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
        wire::{About, Created, Time},
    },
    span::Span,
};

/// Seal a bundle and get the link that opens it, once
#[derive(Args)]
#[command(after_help = "\
Without --json, --item and --file, and on a terminal, it asks for everything. What it seals leaves
this machine as ciphertext only; the key stands in the share link and nowhere else.

Where only holders of an API key can share, HANDOVER_API_KEY holds it, or
HANDOVER_API_KEY_FILE names its file.

Examples:
  handover share                                            asks
  handover share --item backoffice --field url=https://shop.example/admin123 \\
    --field email=support@shop.example --field password=- < password.txt
  handover share --file id_ed25519 --expires 1d --passphrase
  echo '{\"items\":[{\"kind\":\"other\",\"fields\":{\"secret\":\"s3same\"}}]}' |
    handover share --json - -o json | jq -r .share_link")]
#[expect(clippy::doc_markdown, reason = "these comments are the help text")]
pub(crate) struct Share {
    #[command(flatten)]
    making: Making,

    #[command(flatten)]
    filling: Filling,

    /// Seal with a passphrase, which the opener must type, too: tell it by telephone. It is asked
    /// on the terminal, or comes from --passphrase-file or HANDOVER_PASSPHRASE
    #[arg(long)]
    passphrase: bool,

    #[command(flatten)]
    passphrase_file: PassphraseFile,

    #[command(flatten)]
    output: Output,
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
        self.filling
            .check_stdin(self.passphrase_file.wants_stdin())?;
        let Given { mut items, lang } = self.filling.given()?;
        let asks = items.is_empty() && !self.filling.has_files();
        let terminal = Terminal::open();
        if terminal.is_none() {
            if asks {
                return Err(nothing_to_share());
            }
            check_complete(&items)?;
        }
        let server = self.making.server(terminal.as_ref())?;
        let about = busy("asking the server", || server.about())
            .map_err(|error| words::failed(&server, &error))?;
        check_open(about.create, &server, "share")?;
        let lifetime = self.making.lifetime(&about)?;
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
        let body = encode(&bundle, &about)?;
        let passphrase = self.passphrase(terminal.as_ref())?;
        if let (true, Some(terminal)) = (asks, &terminal) {
            let with = if passphrase.is_some() {
                "with"
            } else {
                "without"
            };
            let terms = format!("expires in {lifetime}, {with} a passphrase");
            ask::confirm(terminal, &bundle, &terms)?;
        }
        let sealed = seal(&body, passphrase.as_ref(), lifetime)?;
        let created = upload(&server, &sealed)?;
        self.print(&server, &sealed, &created)
    }

    fn bundle(
        &self,
        items: Vec<Item>,
        lang: Option<Lang>,
        about: &About,
    ) -> Result<Bundle, Failure> {
        Ok(Bundle {
            items,
            files: self.filling.files(about)?,
            lang: self.making.lang.or(lang).unwrap_or_else(locale),
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

fn nothing_to_share() -> Failure {
    Failure::usage(
        "there is nothing to share, and no terminal to ask on",
        "give --item, --json or --file: see handover share --help",
    )
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
