//! The API clients: ticketing systems and other machines, as the clients file names them.
//!
//! One file, the same for every instance: `handover clients` edits it, `handover serve` reads it.
//! API keys stand in it as SHA-256; the secrets of webhooks stand in clear, because signing needs
//! them, so nobody but the service's user may read it.

mod current;

pub mod file;

pub mod edit;

pub mod members;

#[cfg(any(feature = "fuzzing", all(test, feature = "client", feature = "server")))]
#[doc(hidden)]
pub mod fuzzing;

use std::{collections::HashMap, sync::Arc};

use serde::Deserialize;
use serde_spanned::Spanned;

use self::members::{CreatedAt, DisplayName, WebhookSecrets, WebhookUrl};
pub use self::{current::Current, members::Scope};
use crate::{
    protocol::{
        apikey::{ApiKey, KeyHash, KeyId},
        token::PublicKey,
        wire::Time,
    },
    store::Owner,
};

/// How many API keys a client may have: the one in use, and the next one.
pub const MOST_KEYS: usize = 2;

/// All clients, and whose API key is whose.
#[derive(Default)]
pub struct Clients {
    clients: Vec<Arc<Client>>,
    /// And the place of its client in the list.
    keys: HashMap<KeyId, (KeyHash, usize)>,
}

/// A machine that creates bundles and requests, and owns them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    name: Owner,
    display: DisplayName,
    scopes: Vec<Scope>,
    #[serde(default)]
    team_keys: Vec<PublicKey>,
    #[serde(default, rename = "key")]
    keys: Vec<Spanned<Key>>,
    webhook: Option<Webhook>,
}

/// What the file keeps of an API key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    id: KeyId,
    sha256: KeyHash,
    created_at: CreatedAt,
}

/// Where a client is told what happens to its requests and bundles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    url: WebhookUrl,
    secrets: WebhookSecrets,
}

impl Clients {
    /// The client whose API key this is.
    #[must_use]
    pub fn find(&self, key: &ApiKey) -> Option<&Arc<Client>> {
        let (hash, place) = self.keys.get(&key.id())?;
        (*hash == key.hash()).then(|| &self.clients[*place])
    }

    /// The client that has a key with this id.
    #[must_use]
    pub fn owner_of(&self, id: KeyId) -> Option<&Client> {
        self.keys.get(&id).map(|(_, place)| &*self.clients[*place])
    }

    /// The client of this name.
    #[must_use]
    pub fn named(&self, name: &Owner) -> Option<&Client> {
        self.iter().find(|client| client.name == *name)
    }

    /// Every client, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Client> {
        self.clients.iter().map(Arc::as_ref)
    }

    /// Whether there is an API key that may do this.
    #[must_use]
    pub fn any_may(&self, scope: Scope) -> bool {
        let mut clients = self.iter();
        clients.any(|client| client.may(scope) && !client.keys.is_empty())
    }
}

impl Client {
    /// Names it in the store; never changes.
    #[must_use]
    pub const fn name(&self) -> &Owner {
        &self.name
    }

    /// Names it to the merchant.
    #[must_use]
    pub fn display(&self) -> &str {
        self.display.as_str()
    }

    /// Whether its API keys may do this.
    #[must_use]
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// What its API keys may do.
    #[must_use]
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// The keys of the team that reads the answers to its requests.
    #[must_use]
    pub fn team_keys(&self) -> &[PublicKey] {
        &self.team_keys
    }

    /// Its API keys, at most [`MOST_KEYS`].
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Key> {
        self.keys.iter().map(Spanned::get_ref)
    }

    /// Where it is told what happens, if anywhere.
    #[must_use]
    pub const fn webhook(&self) -> Option<&Webhook> {
        self.webhook.as_ref()
    }
}

impl Key {
    /// Its public part.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// When it was made.
    #[must_use]
    pub const fn created_at(&self) -> Time {
        self.created_at.0
    }
}

impl Webhook {
    /// The address that is called.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Whether that is this very machine.
    #[must_use]
    pub fn is_on_this_machine(&self) -> bool {
        self.url.is_on_this_machine()
    }

    /// What signs the calls: one secret, or two during a rotation.
    #[must_use]
    pub fn secrets(&self) -> &WebhookSecrets {
        &self.secrets
    }
}
