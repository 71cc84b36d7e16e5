//! `handover clients`: edits the file that names the machines which may create and read.

mod add;
mod calling;
mod dead;
mod file;
mod list;
mod retry;
mod webhook;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;
use zeroize::Zeroizing;

use self::{add::Add, dead::Dead, file::Locked, list::List, retry::Retry, webhook::WebhookCommand};
use super::{
    failure::Failure,
    output::{self, Output},
    say,
};
use crate::{
    clients::members::WebhookSecret,
    protocol::{
        apikey::{ApiKey, KeyId, NotAKey},
        wire::Time,
    },
    store::Owner,
};

/// Say which machines may create and read here, and give them API keys
#[derive(Args)]
#[command(after_help = "\
Examples:
  handover clients add zendesk --display 'Example Shop support' --scope requests:write,requests:read
  handover clients key add zendesk            the next key; then give it to the machine
  handover clients key revoke a7Kd90Zq        the old one, once the machine uses the next
  handover clients webhook set zendesk https://desk.example/handover
  handover clients webhook test zendesk

The file keeps keys as SHA-256 and is 0600. The server reads it when it starts, and again at
SIGHUP.")]
pub(crate) struct Clients {
    /// The clients file; made if it is not there
    #[arg(long, value_name = "FILE", env = "HANDOVER_CLIENTS", global = true)]
    clients: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Add(Add),
    /// Give a client another API key, or take one away
    #[command(subcommand)]
    Key(KeyCommand),
    List(List),
    Remove(Remove),
    /// Say where a client is told what happens to its requests and bundles
    #[command(subcommand)]
    Webhook(WebhookCommand),
    Dead(Dead),
    Retry(Retry),
}

#[derive(Subcommand)]
enum KeyCommand {
    Add(AddKey),
    Revoke(RevokeKey),
}

/// Give a client another API key, shown once; it may have two
#[derive(Args)]
struct AddKey {
    /// The client's name
    name: Owner,
    #[command(flatten)]
    output: Output,
}

/// Take an API key away: whoever shows it is refused
#[derive(Args)]
struct RevokeKey {
    /// The key's id: its eight characters behind hndo_
    #[arg(value_name = "KEY_ID")]
    id: String,
    #[command(flatten)]
    output: Output,
}

/// Take a client away, with its keys; its requests stay until they end, as nobody's. Never use its
/// name again: a new client of that name would own them
#[derive(Args)]
struct Remove {
    /// The client's name
    name: Owner,
    #[command(flatten)]
    output: Output,
}

/// What `add` and `key add` print: once.
#[derive(Serialize)]
struct Shown<'a> {
    client: &'a str,
    key_id: String,
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<&'a str>,
}

/// What `key revoke` and `remove` print.
#[derive(Serialize)]
struct Taken {
    client: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_id: Option<String>,
}

impl Clients {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = self.clients.ok_or_else(|| {
            Failure::usage(
                "no clients file was named",
                "set HANDOVER_CLIENTS, as for handover serve, or give --clients FILE",
            )
        })?;
        output::check()?;
        match self.command {
            Command::Add(add) => add.run(&path),
            Command::Key(KeyCommand::Add(add)) => add.run(&path),
            Command::Key(KeyCommand::Revoke(revoke)) => revoke.run(&path),
            Command::List(list) => list.run(&path),
            Command::Remove(remove) => remove.run(&path),
            Command::Webhook(webhook) => webhook.run(&path),
            Command::Dead(dead) => dead.run(&path),
            Command::Retry(retry) => retry.run(&path),
        }
    }
}

impl AddKey {
    fn run(self, path: &std::path::Path) -> Result<(), Failure> {
        let key = ApiKey::random();
        Locked::open(path)?.edit(|draft| draft.add_key(&self.name, &key, Time::now()))?;
        print_key(&self.output, &self.name, &key, None)
    }
}

impl RevokeKey {
    fn run(self, path: &std::path::Path) -> Result<(), Failure> {
        let id = key_id(&self.id)?;
        let name = Locked::open(path)?.edit(|draft| draft.revoke_key(id))?;
        let taken = Taken {
            client: name.to_string(),
            key_id: Some(id.to_string()),
        };
        let line = format!("{name} no longer has the key {id}\n");
        self.output.print(&taken, || Zeroizing::new(line))?;
        say_read_again("; until then the key works");
        Ok(())
    }
}

impl Remove {
    fn run(self, path: &std::path::Path) -> Result<(), Failure> {
        Locked::open(path)?.edit(|draft| draft.remove(&self.name))?;
        let taken = Taken {
            client: self.name.to_string(),
            key_id: None,
        };
        let line = format!("{} is no longer a client\n", self.name);
        self.output.print(&taken, || Zeroizing::new(line))?;
        say_read_again("; until then its keys work");
        say(&format!(
            "never use the name {} again: a new client of that name would own its requests",
            self.name
        ));
        Ok(())
    }
}

/// Read here and not by clap, which would repeat what may be a whole key.
fn key_id(text: &str) -> Result<KeyId, Failure> {
    KeyId::parse(text).map_err(|NotAKey| {
        Failure::usage(
            "this is no key's id, which has eight letters and digits",
            "nothing was changed: give the id that handover clients list shows, never the key itself",
        )
    })
}

/// Shows a key that is in the file already: this is the only time.
fn print_key(
    output: &Output,
    client: &Owner,
    key: &ApiKey,
    webhook_secret: Option<&WebhookSecret>,
) -> Result<(), Failure> {
    let secret = webhook_secret.map(WebhookSecret::expose);
    let secret = secret.as_ref().map(|secret| secret.as_str());
    let shown = Shown {
        client: client.as_str(),
        key_id: key.id().to_string(),
        key: key.expose(),
        webhook_secret: secret,
    };
    let lines = || {
        let secret = secret.map_or([""; 3], |secret| ["webhook secret  ", secret, "\n"]);
        let lines = [["API key         ", key.expose(), "\n"], secret];
        Zeroizing::new(lines.concat().concat())
    };
    output.print(&shown, lines).map_err(|failure| {
        failure.but(format!(
            "the key is in the file and nobody has it: run handover clients key revoke {}, then \
             handover clients key add {client}",
            key.id()
        ))
    })?;
    say("keep the key where only the machine reads it: it is not shown again");
    say_read_again("");
    Ok(())
}

/// Until the server has read the file, `still` is so.
fn say_read_again(still: &str) {
    say(&format!(
        "send handover serve a SIGHUP, or restart it, so that it reads the file{still}"
    ));
}
