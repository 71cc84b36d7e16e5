//! `handover team-key`: long-lived keys that a team's answers are sealed to.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    failure::Failure,
    filling::ask::new_passphrase,
    input::{PassphraseFile, no_passphrase},
    keyring::{self, KeyRing},
    output::{self, Output},
    progress::busy,
    say,
    terminal::Terminal,
    visible::{is_hidden, visible_line},
    words::moment,
};
use crate::protocol::{team_key::TeamKeyFile, token::PublicKey, wire::Time};

/// Make, list, copy and take over the keys that a team's answers are sealed to
#[derive(Args)]
#[command(after_help = "\
A request to a team's key is collected by whoever has the key's file and its passphrase; the collect
link alone opens nothing, so it may stand in the ticket. Whoever reads it there can still take
the request or an unopened answer back, and say that the work is finished. The files are kept in
$XDG_CONFIG_HOME/handover/team-keys (else ~/.config/handover/team-keys), under their passphrase.

Examples:
  handover team-key new support
  (umask 077; handover team-key export support > support.json)    a copy, for a safe place
  handover team-key import support.json                           needs no passphrase
  handover request --ask ftp --team-key support.json")]
pub(crate) struct TeamKey {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Make a key, under a passphrase that is asked twice
    New {
        /// What the team calls it
        name: String,

        #[command(flatten)]
        passphrase_file: PassphraseFile,

        #[command(flatten)]
        output: Output,
    },
    /// Show the keys that are here
    List {
        #[command(flatten)]
        output: Output,
    },
    /// Print a key's file, which its passphrase protects
    Export {
        /// Its name or its fingerprint
        key: String,
    },
    /// Take over a key's file: what is sealed to it is then known here
    Import {
        /// The file; - is standard input
        file: PathBuf,

        #[command(flatten)]
        output: Output,
    },
}

#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    fingerprint: String,
    public_key: &'a PublicKey,
    created_at: Time,
    path: &'a Path,
}

impl<'a> Shown<'a> {
    fn new(path: &'a Path, file: &'a TeamKeyFile) -> Self {
        Self {
            name: &file.name,
            fingerprint: file.public_key.fingerprint(),
            public_key: &file.public_key,
            created_at: file.created_at,
            path,
        }
    }

    fn lines(&self) -> Zeroizing<String> {
        let [name, path] = [self.name, &self.path.display().to_string()].map(visible_line);
        let (fingerprint, made) = (&self.fingerprint, moment(self.created_at));
        format!("name         {name}\nfingerprint  {fingerprint}\nmade         {made}\nkept in      {path}\n").into()
    }
}

impl TeamKey {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self.verb {
            Verb::New {
                name,
                passphrase_file,
                output,
            } => new(&name, &passphrase_file, &output),
            Verb::List { output } => list(&output),
            Verb::Export { key } => export(&key),
            Verb::Import { file, output } => import(&file, &output),
        }
    }
}

fn new(name: &str, passphrase_file: &PassphraseFile, output: &Output) -> Result<(), Failure> {
    output::check()?;
    if name.trim().is_empty() || name.chars().any(is_hidden) || name.contains('\n') {
        return Err(Failure::usage(
            "a name needs characters that can be seen; nothing was made",
            "give another name",
        ));
    }
    let passphrase = match (passphrase_file.read()?, Terminal::open()) {
        (Some(passphrase), _) => passphrase,
        (None, Some(terminal)) => new_passphrase(&terminal)?,
        (None, None) => return Err(no_passphrase()),
    };
    let made = busy("making the key", || {
        TeamKeyFile::new(name, &passphrase, Time::now())
    });
    let file = made.map_err(|error| Failure::usage(error.to_string(), "run it again"))?;
    let (path, _) = keyring::keep(&file)?;
    let shown = Shown::new(&path, &file);
    output.print(&shown, || shown.lines())?;
    let digits = shown.fingerprint.replace(' ', "");
    say(&format!(
        "export a copy now, and keep it elsewhere: handover team-key export {digits} > copy.json"
    ));
    say(
        "without this file or a copy of it, or without its passphrase, nobody can open what is sealed to it: nobody can recover it",
    );
    Ok(())
}

fn list(output: &Output) -> Result<(), Failure> {
    let ring = KeyRing::load(&[])?;
    let keys: Vec<_> = ring
        .iter()
        .map(|(path, file)| Shown::new(path, file))
        .collect();
    if keys.is_empty() {
        say("no team key is here: handover team-key new makes one, import takes one over");
    }
    output.print(&serde_json::json!({ "team_keys": keys }), || {
        let lines = keys.iter().map(|key| key.lines().to_string());
        Zeroizing::new(lines.collect::<Vec<_>>().join("\n"))
    })
}

fn export(key: &str) -> Result<(), Failure> {
    let ring = KeyRing::load(&[])?;
    let (_, file) = ring.find(key)?;
    output::exact(&format!("{}\n", file.to_text()))
}

fn import(path: &Path, output: &Output) -> Result<(), Failure> {
    output::check()?;
    let file = keyring::read(path)?;
    let (path, new) = keyring::keep(&file)?;
    let shown = Shown::new(&path, &file);
    output.print(&shown, || shown.lines())?;
    say(if new {
        "compare the fingerprint with whom you have it from: whoever has this key can read what is sealed to it"
    } else {
        "this key was here already; nothing was changed"
    });
    Ok(())
}
