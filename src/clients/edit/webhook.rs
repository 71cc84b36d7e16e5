//! Edits of a client's webhook: its address, and the secrets that sign, the older one first.

use toml_edit::{Array, Item, Table, TableLike, Value, value};

use super::{Draft, NotEdited, is_named};
use crate::{
    clients::{
        Webhook,
        members::{WebhookSecret, WebhookUrl},
    },
    store::Owner,
};

impl Draft {
    /// Sends a client's events there. Where it has no webhook yet, `secret` is to sign them, and
    /// this is true; else the secrets stay.
    pub fn set_webhook(
        &mut self,
        name: &Owner,
        url: &WebhookUrl,
        secret: &WebhookSecret,
    ) -> Result<bool, NotEdited> {
        let is_new = self.client(name)?.webhook().is_none();
        if is_new {
            let client = self.table(name)?;
            client.insert("webhook", Item::Table(webhook_table(url, secret)));
        } else {
            let url_there = self.webhook_table(name)?.get_mut("url");
            replace(url_there.and_then(Item::as_value_mut), url.as_str());
        }
        Ok(is_new)
    }

    /// Lets a second secret sign, too.
    pub fn add_secret(&mut self, name: &Owner, secret: &WebhookSecret) -> Result<(), NotEdited> {
        if self.webhook(name)?.secrets().len() > 1 {
            return Err(NotEdited::Rotating(name.clone()));
        }
        self.secrets(name)?.push(secret.expose().as_str());
        Ok(())
    }

    /// Takes the older of two secrets away.
    pub fn drop_older_secret(&mut self, name: &Owner) -> Result<(), NotEdited> {
        if self.webhook(name)?.secrets().len() < 2 {
            return Err(NotEdited::NotRotating(name.clone()));
        }
        let secrets = self.secrets(name)?;
        secrets.remove(0);
        let left = secrets.get_mut(0).map(Value::decor_mut);
        // The blank behind the comma; whatever else stands there is a comment, and stays.
        if let Some(decor) =
            left.filter(|decor| decor.prefix().and_then(|it| it.as_str()) == Some(" "))
        {
            decor.set_prefix("");
        }
        Ok(())
    }

    /// Takes a client's webhook away.
    pub fn remove_webhook(&mut self, name: &Owner) -> Result<(), NotEdited> {
        self.webhook(name)?;
        self.table(name)?.remove("webhook");
        Ok(())
    }

    fn webhook(&self, name: &Owner) -> Result<&Webhook, NotEdited> {
        let webhook = self.client(name)?.webhook();
        webhook.ok_or_else(|| NotEdited::NoWebhook(name.clone()))
    }

    fn table(&mut self, name: &Owner) -> Result<&mut Table, NotEdited> {
        let mut tables = self.tables()?.iter_mut();
        let table = tables.find(|table| is_named(table, name));
        table.ok_or_else(|| NotEdited::NoClient(name.clone()))
    }

    fn webhook_table(&mut self, name: &Owner) -> Result<&mut dyn TableLike, NotEdited> {
        let webhook = self.table(name)?.get_mut("webhook");
        let webhook = webhook.and_then(Item::as_table_like_mut);
        webhook.ok_or_else(|| NotEdited::NoWebhook(name.clone()))
    }

    fn secrets(&mut self, name: &Owner) -> Result<&mut Array, NotEdited> {
        let secrets = self.webhook_table(name)?.get_mut("secrets");
        let secrets = secrets.and_then(Item::as_array_mut);
        secrets.ok_or_else(|| NotEdited::NoWebhook(name.clone()))
    }
}

/// What stands around the value stays.
fn replace(there: Option<&mut Value>, text: &str) {
    if let Some(there) = there {
        let decor = there.decor().clone();
        *there = Value::from(text);
        *there.decor_mut() = decor;
    }
}

pub(super) fn webhook_table(url: &WebhookUrl, secret: &WebhookSecret) -> Table {
    let mut table = Table::new();
    table.insert("url", value(url.as_str()));
    table.insert(
        "secrets",
        value(Array::from_iter([secret.expose().as_str()])),
    );
    table
}
