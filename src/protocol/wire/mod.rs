//! The API's JSON, shared by the server and the client (SPEC, 'HTTP API').
//!
//! Times are RFC 3339 UTC with milliseconds and `Z`; binary values are `b64u`; an unknown member is
//! refused.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use self::{brand::*, bundles::*, machines::*, requests::*, time::Time};
use super::token::{BundleId, from_b64u, to_b64u};

mod brand;
mod bundles;
mod machines;
mod requests;
#[cfg(feature = "server")]
mod schema;
mod time;

/// Bytes of any length as `b64u` text.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_b64u(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("canonical base64url text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes, E> {
                from_b64u(text)
                    .map(Bytes)
                    .map_err(|_| E::custom("expected canonical base64url text"))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// Who may create something without an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Openness {
    /// Anyone.
    Anyone,
    /// Only the holders of an API key.
    Keys,
}

/// `GET /api/v1/about`: what a static page cannot know.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct About {
    /// The server's version.
    pub version: String,
    /// The largest envelope that is taken, in bytes.
    pub max_envelope: u64,
    /// The longest lifetime of a bundle, in seconds.
    pub max_lifetime: u64,
    /// For how many seconds the claimant may fetch again.
    pub lease: u64,
    /// How many wrong passphrases destroy a bundle.
    pub tries: u32,
    /// Who may create bundles.
    pub create: Openness,
    /// Who may create requests.
    pub requests: Openness,
    /// The addresses from which support connects, for a firewall.
    pub support_addresses: Vec<String>,
    /// The operator's brand, if one is set.
    pub brand: Option<Brand>,
    /// Since when the store has kept what it was given: what was sealed before is lost.
    pub store_since: Time,
}

/// What a server was built with, as it says itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Build {
    /// The server's version.
    pub version: String,
    /// One hash for the whole web build: the SHA-256, in hex, of a line `hash  name` for each file in
    /// the order of their names, as `sha256sum` prints it.
    pub digest: String,
    /// The file behind the path of each page.
    pub pages: BTreeMap<String, String>,
    /// The SHA-256, in hex, of each file of the web build by its name.
    pub files: BTreeMap<String, String>,
}

/// The answer to a `PUT`, and to an answer.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Created {
    /// The id that was asked for.
    pub id: BundleId,
    /// When it expires unread.
    pub expires_at: Time,
}

/// An error, RFC 9457 `application/problem+json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable URI reference for the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable word for programs.
    pub code: String,
    /// A short heading.
    pub title: String,
    /// What happened, whether anything was lost, and what to do next.
    pub detail: String,
    /// With `gone` and `state`: the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AnyState>,
    /// With `gone` and `state`: since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// With `wrong_passphrase`: how many are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
}
