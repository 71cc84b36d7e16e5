//! The members of the clients file: each is checked where it is read, and never repeated when it is
//! refused.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, de};
use url::{Host, Url};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    protocol::{
        apikey::{KeyHash, KeyId},
        token::random,
        wire::Time,
    },
    store::{InvalidOwner, Owner},
    visible::is_hidden,
};

/// The longest display name, in characters.
const LONGEST_DISPLAY: usize = 64;
/// The lengths of a webhook's secret, in bytes (Standard Webhooks).
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// Why a member is refused: what would be right.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotThat(&'static str);

/// Reads a member from its text.
macro_rules! from_text {
    ($($type:ty),*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut text = String::deserialize(deserializer)?;
                let member = text.parse().map_err(|error: NotThat| de::Error::custom(error));
                text.zeroize();
                member
            }
        }
    )*};
}

from_text!(
    Owner,
    DisplayName,
    Scope,
    KeyId,
    KeyHash,
    WebhookUrl,
    WebhookSecret
);

impl FromStr for Owner {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        Self::parse(text).map_err(|InvalidOwner| NotThat("a name is 1 to 32 of a-z, 0-9 and -"))
    }
}

/// Names a client to the merchant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DisplayName {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        let length = text.chars().count();
        let is_clean = text == text.trim() && !text.contains(is_hidden) && !text.contains('\n');
        if is_clean && (1..=LONGEST_DISPLAY).contains(&length) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotThat(
                "a display name is one line of 1 to 64 characters, all visible, with no space around it",
            ))
        }
    }
}

/// What an API key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Create bundles.
    BundlesWrite,
    /// Create, finish and revoke requests.
    RequestsWrite,
    /// See the states of its own requests.
    RequestsRead,
    /// Read its own events.
    EventsRead,
}

impl Scope {
    const ALL: [Self; 4] = [
        Self::BundlesWrite,
        Self::RequestsWrite,
        Self::RequestsRead,
        Self::EventsRead,
    ];

    /// The word in the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::BundlesWrite => "bundles:write",
            Self::RequestsWrite => "requests:write",
            Self::RequestsRead => "requests:read",
            Self::EventsRead => "events:read",
        }
    }
}

impl FromStr for Scope {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        let mut all = Self::ALL.into_iter();
        all.find(|scope| scope.word() == text).ok_or(NotThat(
            "a scope is bundles:write, requests:write, requests:read or events:read",
        ))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl FromStr for KeyId {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        Self::parse(text).map_err(|_| NotThat("a key's id is eight letters and digits"))
    }
}

impl FromStr for KeyHash {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        Self::parse(text).ok_or(NotThat("sha256 is 64 digits of 0-9 and a-f"))
    }
}

/// A moment, as TOML writes it.
pub struct CreatedAt(pub Time);

impl<'de> Deserialize<'de> for CreatedAt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml_edit::Datetime::deserialize(deserializer)?;
        let timestamp: jiff::Timestamp = written.to_string().parse().map_err(|_| {
            de::Error::custom("a time has a date and an offset: 2026-01-31T12:00:00.000Z")
        })?;
        Ok(Self(Time::from_millis(timestamp.as_millisecond())))
    }
}

/// The address of a webhook: https, or http on this machine.
#[derive(Clone)]
pub struct WebhookUrl(Url);

impl WebhookUrl {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether its host is a loopback one.
    #[must_use]
    pub fn is_on_this_machine(&self) -> bool {
        is_loopback(&self.0)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl FromStr for WebhookUrl {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        let is_plain = |url: &Url| url.username().is_empty() && url.password().is_none();
        Url::parse(text)
            .ok()
            .filter(|url| url.scheme() == "https" || url.scheme() == "http" && is_loopback(url))
            .filter(|url| is_plain(url) && url.fragment().is_none())
            .map(Self)
            .ok_or(NotThat(
                "a webhook's url is https://…, or http:// on this machine, without user and fragment",
            ))
    }
}

/// What signs the calls of a webhook (Standard Webhooks): wiped on drop, and without `Debug`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct WebhookSecret(Vec<u8>);

impl WebhookSecret {
    /// Draws a secret from the system's CSPRNG.
    #[must_use]
    pub fn random() -> Self {
        Self(random::<32>().to_vec())
    }

    /// As in the file: `whsec_` and base64.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        let encoded = Zeroizing::new(STANDARD.encode(&self.0));
        Zeroizing::new(["whsec_", &encoded].concat())
    }

    /// The key of the HMAC.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for WebhookSecret {
    type Err = NotThat;

    fn from_str(text: &str) -> Result<Self, NotThat> {
        text.strip_prefix("whsec_")
            .and_then(|encoded| STANDARD.decode(encoded).ok())
            .map(Self)
            .filter(|secret| SECRET_BYTES.contains(&secret.0.len()))
            .ok_or(NotThat(
                "a webhook's secret is whsec_ and 24 to 64 bytes as base64",
            ))
    }
}

/// One secret, or two during a rotation.
#[derive(Deserialize)]
#[serde(try_from = "Vec<WebhookSecret>")]
pub struct WebhookSecrets(Vec<WebhookSecret>);

impl TryFrom<Vec<WebhookSecret>> for WebhookSecrets {
    type Error = NotThat;

    fn try_from(secrets: Vec<WebhookSecret>) -> Result<Self, NotThat> {
        if (1..=2).contains(&secrets.len()) {
            Ok(Self(secrets))
        } else {
            Err(NotThat(
                "a webhook has one secret, or two during a rotation",
            ))
        }
    }
}

impl std::ops::Deref for WebhookSecrets {
    type Target = [WebhookSecret];

    fn deref(&self) -> &[WebhookSecret] {
        &self.0
    }
}
