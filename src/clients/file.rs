//! The clients file: TOML, read strictly.
//!
//! ```text
//! [[client]]        name = "zendesk"   display = "…"   scopes = ["requests:write", …]   team_keys = ["…"]
//! [[client.key]]    id = "…"   sha256 = "…"   created_at = 2026-01-31T12:00:00.000Z
//! [client.webhook]  url = "https://…"   secrets = ["whsec_…"]
//! ```

use std::{fmt, fs, io, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use serde::Deserialize;
use serde_spanned::Spanned;
use zeroize::Zeroizing;

use super::{Client, Clients, MOST_KEYS};
use crate::protocol::document::check_keys;

/// Why a clients file cannot be used, and what would be right.
#[derive(Debug)]
pub struct Refused {
    line: Option<usize>,
    reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "line {line}: {}", self.reason),
            None => formatter.write_str(&self.reason),
        }
    }
}

impl Refused {
    /// Not because of a line of it.
    fn whole(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { line: None, reason }
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::whole(match error.kind() {
            // Made by root, for a service that has a user of its own.
            io::ErrorKind::PermissionDenied => format!(
                "it cannot be read: {error}: give the file to the user that runs the service, with \
                 chown, and let that user pass through its directories"
            ),
            _ => format!("it cannot be read: {error}"),
        })
    }
}

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "client")]
    clients: Vec<Spanned<Client>>,
}

/// Who beside its owner may do what with a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Exposure {
    /// Nobody anything.
    None,
    /// Its group may read it, and with it the secrets of webhooks.
    Group,
    /// Anybody on the machine may.
    Anybody,
    /// Somebody may write it, and add an API key.
    Writable,
}

impl Exposure {
    /// Of a file's mode.
    #[must_use]
    pub const fn of_mode(mode: u32) -> Self {
        match mode {
            mode if mode & 0o022 != 0 => Self::Writable,
            mode if mode & 0o004 != 0 => Self::Anybody,
            mode if mode & 0o040 != 0 => Self::Group,
            _ => Self::None,
        }
    }
}

impl Clients {
    /// Reads the file at `path`, as `serve` does; says in the log when others may read it. With
    /// secrets of webhooks in it, only its group may.
    pub fn load(path: &Path) -> Result<Self, Refused> {
        let mode = fs::metadata(path)?.permissions().mode();
        let exposure = Exposure::of_mode(mode);
        if exposure == Exposure::Writable {
            let reason = "others than its owner may write it, and so add an API key: chmod 600";
            return Err(Refused::whole(reason));
        }
        let clients = Self::parse(&Zeroizing::new(fs::read_to_string(path)?))?;
        let has_secrets = clients.iter().any(|client| client.webhook().is_some());
        if exposure == Exposure::Anybody && has_secrets {
            let reason = "anybody on this machine may read it, and the secrets of webhooks stand \
                          in it: chmod 600";
            return Err(Refused::whole(reason));
        }
        if exposure != Exposure::None {
            tracing::warn!(
                "the clients file can be read by others than its owner, and the secrets of webhooks \
                 belong in it: chmod 600"
            );
        }
        Ok(clients)
    }

    /// Reads the text of a clients file.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let file: File = toml_edit::de::from_str(text).map_err(|error| Refused {
            line: error.span().map(|span| line_of(text, span.start)),
            reason: without_values(error.message()),
        })?;
        let mut clients = Self::default();
        for client in file.clients {
            let start = client.span().start;
            clients
                .insert(client.into_inner())
                .map_err(|(at, reason)| {
                    let line = Some(line_of(text, at.unwrap_or(start)));
                    Refused { line, reason }
                })?;
        }
        Ok(clients)
    }

    /// Takes a client in, or says why not, and where in the file if that is known.
    fn insert(&mut self, client: Client) -> Result<(), (Option<usize>, String)> {
        let name = client.name();
        if self.named(name).is_some() {
            return Err((None, format!("there are two clients named {name}")));
        }
        if client.keys.len() > MOST_KEYS {
            let reason =
                format!("{name} has more than {MOST_KEYS} keys: the one in use and the next");
            return Err((Some(client.keys[MOST_KEYS].span().start), reason));
        }
        if !client.team_keys.is_empty() {
            check_keys(&client.team_keys)
                .map_err(|unfit| (None, format!("the team_keys of {name}: {unfit}")))?;
        }
        for spanned in &client.keys {
            let key = spanned.get_ref();
            let entry = (key.sha256, self.clients.len());
            if self.keys.insert(key.id, entry).is_some() {
                let reason = format!("there are two keys with the id {}", key.id);
                return Err((Some(spanned.span().start), reason));
            }
        }
        self.clients.push(Arc::new(client));
        Ok(())
    }
}

/// Counted from 1.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.bytes().take(at);
    before.filter(|byte| *byte == b'\n').count() + 1
}

/// serde's words without what stands in the file: it may be a secret in the wrong place.
fn without_values(message: &str) -> String {
    match message.rsplit_once(", expected ") {
        Some((reason, expected)) if reason.starts_with("invalid ") => {
            format!("expected {expected}")
        }
        _ => message.replace('\n', " "),
    }
}
