//! `handover clients add`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use super::{
    super::{failure::Failure, output::Output, say},
    Locked, print_key,
};
use crate::{
    clients::{
        Scope,
        edit::NewClient,
        members::{DisplayName, WebhookSecret, WebhookUrl},
    },
    protocol::{apikey::ApiKey, token::PublicKey, wire::Time},
    store::Owner,
};

/// Add a machine, with its first API key, shown once
#[derive(Args)]
pub(super) struct Add {
    /// Its name, for you: 1 to 32 of a-z, 0-9 and -; it never changes
    name: Owner,

    /// Its name for the merchant, who sees it as the one who asks
    #[arg(long, value_name = "TEXT")]
    display: DisplayName,

    /// What its keys may do: bundles:write, requests:write, requests:read, events:read; separated by
    /// commas, or repeated
    #[arg(
        long = "scope",
        value_name = "SCOPE",
        value_delimiter = ',',
        required = true
    )]
    scopes: Vec<Scope>,

    /// A team key file whose team reads the answers to requests that name no keys themselves; only its
    /// public part is taken; may be repeated
    #[arg(long = "team-key", value_name = "FILE")]
    team_keys: Vec<PathBuf>,

    /// Where it is told what happens to its requests and bundles: an https address, or an http one on
    /// this machine; the secret that signs it is shown once
    #[arg(long, value_name = "URL")]
    webhook: Option<WebhookUrl>,

    #[command(flatten)]
    output: Output,
}

impl Add {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        let team_keys = self.team_keys.iter().map(|path| team_key(path));
        let client = NewClient {
            name: self.name,
            display: self.display,
            scopes: distinct(self.scopes),
            team_keys: distinct(team_keys.collect::<Result<_, _>>()?),
            webhook: self.webhook.map(|url| (url, WebhookSecret::random())),
        };
        let key = ApiKey::random();
        Locked::open(path)?.edit(|draft| draft.add(&client, &key, Time::now()))?;
        let secret = client.webhook.as_ref().map(|(_, secret)| secret);
        print_key(&self.output, &client.name, &key, secret)?;
        if secret.is_some() {
            say(&format!(
                "then try the webhook with handover clients webhook test {}",
                client.name
            ));
        }
        Ok(())
    }
}

/// In their order, each once.
fn distinct<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut distinct = Vec::with_capacity(all.len());
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}

/// What is taken of a team key file (SPEC section 5).
#[derive(Deserialize)]
struct TeamKeyFile {
    v: u32,
    kind: String,
    public_key: PublicKey,
}

/// The public key of a team key file.
fn team_key(path: &Path) -> Result<PublicKey, Failure> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::usage(
            format!("{name} cannot be read: {error}"),
            "nothing was changed: check the name and the rights, and run it again",
        )
    })?;
    serde_json::from_str::<TeamKeyFile>(&text)
        .ok()
        .filter(|file| file.v == 1 && file.kind == "handover-team-key")
        .map(|file| file.public_key)
        .ok_or_else(|| {
            Failure::usage(
                format!("{name} is no team key file"),
                "nothing was changed: give a file that handover team-key new or export has made",
            )
        })
}
