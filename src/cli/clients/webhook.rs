//! `handover clients webhook`: where a client is told what happens, and what signs that.

mod enable;
mod test;

use std::path::Path;

use clap::{Args, Subcommand};
use serde::Serialize;
use zeroize::Zeroizing;

use self::{enable::Enable, test::Test};
use super::{
    super::{failure::Failure, output::Output, say},
    Locked, say_read_again,
};
use crate::{
    clients::members::{WebhookSecret, WebhookUrl},
    store::Owner,
};

#[derive(Subcommand)]
pub(super) enum WebhookCommand {
    Set(Set),
    Rotate(Rotate),
    Remove(Remove),
    Enable(Enable),
    Test(Test),
}

/// Send a client's events to an address. The secret that signs them is shown once, with the first
/// address; it stays when the address changes
#[derive(Args)]
pub(super) struct Set {
    /// The client's name
    name: Owner,
    /// An https address, or an http one on this machine
    url: WebhookUrl,
    #[command(flatten)]
    output: Output,
}

/// Give a webhook a second secret, shown once: until the rotation is finished both sign each call
#[derive(Args)]
pub(super) struct Rotate {
    /// The client's name
    name: Owner,
    /// Take the older secret away, once the receiver knows the newer one
    #[arg(long)]
    finish: bool,
    #[command(flatten)]
    output: Output,
}

/// Send a client's events nowhere; they stay in its log
#[derive(Args)]
pub(super) struct Remove {
    /// The client's name
    name: Owner,
    #[command(flatten)]
    output: Output,
}

/// What `set`, `rotate` and `remove` print.
#[derive(Serialize)]
struct Changed<'a> {
    client: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<&'a str>,
}

impl WebhookCommand {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        match self {
            Self::Set(set) => set.run(path),
            Self::Rotate(rotate) => rotate.run(path),
            Self::Remove(remove) => remove.run(path),
            Self::Enable(enable) => enable.run(path),
            Self::Test(test) => test.run(path),
        }
    }
}

impl Set {
    fn run(self, path: &Path) -> Result<(), Failure> {
        let (name, url) = (&self.name, self.url.as_str());
        let secret = WebhookSecret::random();
        let is_new =
            Locked::open(path)?.edit(|draft| draft.set_webhook(name, &self.url, &secret))?;
        if is_new {
            print_secret(&self.output, name, Some(url), &secret)?;
        } else {
            let line = format!("the events of {name} go to {url}; its secret is the one it had\n");
            print(&self.output, name, Some(url), line)?;
        }
        say_read_again("");
        say(&format!(
            "then try it with handover clients webhook test {name}; if it was off, handover clients \
             webhook enable {name} turns it on"
        ));
        Ok(())
    }
}

impl Rotate {
    fn run(self, path: &Path) -> Result<(), Failure> {
        let name = &self.name;
        if self.finish {
            Locked::open(path)?.edit(|draft| draft.drop_older_secret(name))?;
            let line = format!("the webhook of {name} has one secret, the newer one\n");
            print(&self.output, name, None, line)?;
            say_read_again("; until then both sign");
            return Ok(());
        }
        let secret = WebhookSecret::random();
        Locked::open(path)?.edit(|draft| draft.add_secret(name, &secret))?;
        print_secret(&self.output, name, None, &secret)?;
        say_read_again("; from then on both sign");
        say(&format!(
            "once the receiver knows this secret: handover clients webhook rotate {name} --finish"
        ));
        Ok(())
    }
}

impl Remove {
    fn run(self, path: &Path) -> Result<(), Failure> {
        let name = &self.name;
        Locked::open(path)?.edit(|draft| draft.remove_webhook(name))?;
        print(&self.output, name, None, format!("{name} has no webhook\n"))?;
        say_read_again("; until then it is called");
        say(
            "nothing is lost: its events stay in its log, and another webhook goes on behind the last one that was sent",
        );
        Ok(())
    }
}

fn print(output: &Output, client: &Owner, url: Option<&str>, line: String) -> Result<(), Failure> {
    let changed = Changed {
        client: client.as_str(),
        url,
        webhook_secret: None,
    };
    output.print(&changed, || Zeroizing::new(line))
}

/// Shows a secret that is in the file already: this is the only time.
fn print_secret(
    output: &Output,
    client: &Owner,
    url: Option<&str>,
    secret: &WebhookSecret,
) -> Result<(), Failure> {
    let secret = secret.expose();
    let changed = Changed {
        client: client.as_str(),
        url,
        webhook_secret: Some(&secret),
    };
    let line = || Zeroizing::new(["webhook secret  ", &secret, "\n"].concat());
    let printed = output.print(&changed, line);
    printed.map_err(|failure| {
        failure.but("nothing is lost: the secret stands in the clients file, read it there")
    })?;
    say("keep the secret where only the receiver reads it: it is not shown again");
    Ok(())
}
