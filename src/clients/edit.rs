//! Edits of the clients file: text in, text out. Comments and order stay.

mod webhook;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};
use zeroize::Zeroizing;

use self::webhook::webhook_table;
use super::{
    Client, Clients, MOST_KEYS, Scope,
    file::Refused,
    members::{DisplayName, WebhookSecret, WebhookUrl},
};
use crate::{
    protocol::{
        apikey::{ApiKey, KeyId},
        token::PublicKey,
        wire::Time,
    },
    store::Owner,
};

/// Why an edit is not made. Nothing is changed.
#[derive(Debug, thiserror::Error)]
pub enum NotEdited {
    /// The file cannot be used, before or after the edit.
    #[error("{0}")]
    Refused(Refused),
    /// Such a client is there.
    #[error("there is a client named {0}")]
    Taken(Owner),
    /// No such client.
    #[error("there is no client named {0}")]
    NoClient(Owner),
    /// No such key.
    #[error("no client has a key with the id {0}")]
    NoKey(KeyId),
    /// It has as many keys as it may.
    #[error("{0} has {MOST_KEYS} keys: {1} and {2}")]
    TwoKeys(Owner, KeyId, KeyId),
    /// It has none.
    #[error("{0} has no webhook")]
    NoWebhook(Owner),
    /// It has as many secrets as it may.
    #[error("the webhook of {0} has two secrets: its last rotation is not finished")]
    Rotating(Owner),
    /// It has one secret.
    #[error("the webhook of {0} has one secret: there is no rotation to finish")]
    NotRotating(Owner),
    /// The file is right, but not written as `handover clients` writes it.
    #[error("{0} stands in one line, where no comment could be kept")]
    Inline(&'static str),
}

/// A client to be added.
pub struct NewClient {
    /// Names it; never changes.
    pub name: Owner,
    /// Names it to the merchant.
    pub display: DisplayName,
    /// What its keys may do.
    pub scopes: Vec<Scope>,
    /// The keys of the team that reads the answers to its requests.
    pub team_keys: Vec<PublicKey>,
    /// Where it is told what happens, and what signs that.
    pub webhook: Option<(WebhookUrl, WebhookSecret)>,
}

/// A clients file while it is edited.
pub struct Draft {
    document: DocumentMut,
    clients: Clients,
}

impl Draft {
    /// Begins with the text of the file; empty for a new one.
    pub fn of(text: &str) -> Result<Self, NotEdited> {
        let clients = Clients::parse(text).map_err(NotEdited::Refused)?;
        let document = text.parse().expect("it was parsed just now");
        Ok(Self { document, clients })
    }

    /// The text of the edited file, read again as `serve` will.
    pub fn finish(self) -> Result<Zeroizing<String>, NotEdited> {
        let text = Zeroizing::new(self.document.to_string());
        Clients::parse(&text).map_err(NotEdited::Refused)?;
        Ok(text)
    }

    /// Adds a client at the end, with its first key.
    pub fn add(&mut self, client: &NewClient, key: &ApiKey, now: Time) -> Result<(), NotEdited> {
        if self.clients.named(&client.name).is_some() {
            return Err(NotEdited::Taken(client.name.clone()));
        }
        let mut keys = ArrayOfTables::new();
        keys.push(key_table(key, now));
        let mut table = client_table(client);
        table.insert("key", Item::ArrayOfTables(keys));
        if let Some((url, secret)) = &client.webhook {
            table.insert("webhook", Item::Table(webhook_table(url, secret)));
        }
        self.tables()?.push(table);
        Ok(())
    }

    /// Gives a client another key.
    pub fn add_key(&mut self, name: &Owner, key: &ApiKey, now: Time) -> Result<(), NotEdited> {
        let ids: Vec<KeyId> = self.client(name)?.keys().map(super::Key::id).collect();
        if let [first, second, ..] = ids[..] {
            return Err(NotEdited::TwoKeys(name.clone(), first, second));
        }
        for table in self
            .tables()?
            .iter_mut()
            .filter(|table| is_named(table, name))
        {
            let keys = table.entry("key").or_insert_with(no_tables);
            let keys = keys.as_array_of_tables_mut();
            keys.ok_or(NotEdited::Inline("key"))?
                .push(key_table(key, now));
        }
        Ok(())
    }

    /// Takes a key away, and tells whose it was.
    pub fn revoke_key(&mut self, id: KeyId) -> Result<Owner, NotEdited> {
        let owner = self.clients.owner_of(id).ok_or(NotEdited::NoKey(id))?;
        let name = owner.name().clone();
        let text = id.to_string();
        for table in self
            .tables()?
            .iter_mut()
            .filter(|table| is_named(table, &name))
        {
            let keys = table.get_mut("key").and_then(Item::as_array_of_tables_mut);
            let keys = keys.ok_or(NotEdited::Inline("key"))?;
            keys.retain(|key| key.get("id").and_then(Item::as_str) != Some(&text));
        }
        Ok(name)
    }

    /// Takes a client away, with its keys and its webhook.
    pub fn remove(&mut self, name: &Owner) -> Result<(), NotEdited> {
        self.client(name)?;
        self.tables()?.retain(|table| !is_named(table, name));
        Ok(())
    }

    fn client(&self, name: &Owner) -> Result<&Client, NotEdited> {
        let client = self.clients.named(name);
        client.ok_or_else(|| NotEdited::NoClient(name.clone()))
    }

    fn tables(&mut self) -> Result<&mut ArrayOfTables, NotEdited> {
        let clients = self.document.entry("client").or_insert_with(no_tables);
        let tables = clients.as_array_of_tables_mut();
        tables.ok_or(NotEdited::Inline("client"))
    }
}

fn no_tables() -> Item {
    Item::ArrayOfTables(ArrayOfTables::new())
}

fn is_named(table: &Table, name: &Owner) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name.as_str())
}

fn client_table(client: &NewClient) -> Table {
    let mut table = Table::new();
    table.insert("name", value(client.name.as_str()));
    table.insert("display", value(client.display.as_str()));
    let scopes = client.scopes.iter().map(|scope| scope.word());
    table.insert("scopes", value(scopes.collect::<Array>()));
    if !client.team_keys.is_empty() {
        let keys = client.team_keys.iter().map(PublicKey::to_b64u);
        table.insert("team_keys", value(keys.collect::<Array>()));
    }
    table
}

fn key_table(key: &ApiKey, now: Time) -> Table {
    let moment: toml_edit::Datetime = now
        .to_string()
        .parse()
        .expect("RFC 3339 is how TOML writes a moment");
    let mut table = Table::new();
    table.insert("id", value(key.id().to_string()));
    table.insert("sha256", value(key.hash().to_string()));
    table.insert("created_at", Item::Value(Value::from(moment)));
    table
}
