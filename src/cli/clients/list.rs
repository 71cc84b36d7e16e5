//! `handover clients list`.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    super::{failure::Failure, output::Output},
    file,
};
use crate::{
    clients::{Client, Webhook},
    protocol::{token::PublicKey, wire::Time},
};

/// Show the machines in the file, and the ids of their keys
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Listed<'a> {
    clients: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    display: &'a str,
    scopes: Vec<&'static str>,
    team_keys: Vec<String>,
    keys: Vec<KeyRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_secrets: Option<usize>,
}

#[derive(Serialize)]
struct KeyRow {
    id: String,
    created_at: Time,
}

impl List {
    pub(super) fn run(self, path: &Path) -> Result<(), Failure> {
        let clients = file::parsed(path)?;
        let listed = Listed {
            clients: clients.iter().map(row).collect(),
        };
        self.output.print(&listed, || {
            let none = "no clients yet: handover clients add NAME makes the first\n".to_owned();
            let shown: Vec<String> = listed.clients.iter().map(lines).collect();
            Zeroizing::new(if shown.is_empty() {
                none
            } else {
                shown.join("\n")
            })
        })
    }
}

fn row(client: &Client) -> Row<'_> {
    let key = |key: &crate::clients::Key| KeyRow {
        id: key.id().to_string(),
        created_at: key.created_at(),
    };
    Row {
        name: client.name().as_str(),
        display: client.display(),
        scopes: client.scopes().iter().map(|scope| scope.word()).collect(),
        team_keys: client
            .team_keys()
            .iter()
            .map(PublicKey::fingerprint)
            .collect(),
        keys: client.keys().map(key).collect(),
        webhook: client.webhook().map(Webhook::url),
        webhook_secrets: client.webhook().map(|webhook| webhook.secrets().len()),
    }
}

fn scopes(scopes: &[&str]) -> String {
    match scopes {
        [] => "none: its keys may do nothing".to_owned(),
        _ => scopes.join(", "),
    }
}

fn lines(row: &Row<'_>) -> String {
    let mut rows = vec![
        ("name", row.name.to_owned()),
        ("display", row.display.to_owned()),
        ("scopes", scopes(&row.scopes)),
    ];
    for key in &row.keys {
        rows.push(("key", format!("{}, made {}", key.id, key.created_at)));
    }
    rows.extend(row.team_keys.iter().map(|key| ("team key", key.clone())));
    let rotating = match row.webhook_secrets {
        Some(2) => ", with two secrets until rotate --finish",
        _ => "",
    };
    rows.extend(
        row.webhook
            .map(|url| ("webhook", format!("{url}{rotating}"))),
    );
    let lines = rows.iter();
    lines
        .map(|(what, text)| format!("{what:<9} {text}\n"))
        .collect()
}
