//! The API's JSON, shared by the server and the client (SPEC, 'HTTP API').
//!
//! Times are RFC 3339 UTC with milliseconds and `Z`; binary values are `b64u`; an unknown member is
//! refused.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::token::{
    BundleId, Claim, LinkHash, OpenHash, OpenToken, ReceiptHash, from_b64u, to_b64u,
};

/// A moment by the store's clock: milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The latest moment that is written with a year of four digits.
    const LATEST: i64 = 253_402_300_799_999;

    /// From milliseconds since 1970-01-01 UTC; what lies outside the years 1970 to 9999 becomes their nearer end.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(0, Self::LATEST))
    }

    /// Milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This moment by the system's clock.
    #[must_use]
    pub fn now() -> Self {
        Self::from_millis(jiff::Timestamp::now().as_millisecond())
    }

    /// This moment and so many milliseconds.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp = jiff::Timestamp::from_millisecond(self.0)
            .expect("from_millis keeps the value within the years 1970 to 9999");
        write!(formatter, "{timestamp:.3}")
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let timestamp = jiff::Timestamp::deserialize(deserializer)?;
        Ok(Self::from_millis(timestamp.as_millisecond()))
    }
}

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

/// The state of a bundle; the terminal ones (all but `sealed` and `claimed`) never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nobody has opened it yet.
    Sealed,
    /// One claimant has it, and may fetch it again until the lease ends.
    Claimed,
    /// It was opened and the envelope is erased.
    Opened,
    /// Its time ran out before anybody opened it.
    Expired,
    /// Its sender took it back.
    Revoked,
    /// Too many wrong passphrases.
    Destroyed,
    /// The record is there and the envelope is missing: the store lost it.
    Lost,
}

impl State {
    /// The word used on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Claimed => "claimed",
            Self::Opened => "opened",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Destroyed => "destroyed",
            Self::Lost => "lost",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
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
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub store_since: Time,
}

/// The operator's brand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Brand {
    /// The operator's name.
    pub name: String,
}

/// `PUT /api/v1/bundles/{id}`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutBundle {
    /// `H(link_token)`; the id is derived from it.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 43, max_length = 43))]
    pub link_hash: LinkHash,
    /// `H(open_token)`.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 43, max_length = 43))]
    pub open_hash: OpenHash,
    /// `H(receipt_token)`.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 43, max_length = 43))]
    pub receipt_hash: ReceiptHash,
    /// The envelope.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub envelope: Bytes,
    /// The lifetime in seconds.
    pub expires_in: u64,
}

/// The answer to a `PUT`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Created {
    /// The id that was asked for.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 22, max_length = 22))]
    pub id: BundleId,
    /// When it expires unread.
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub expires_at: Time,
}

/// `GET /api/v1/bundles/{id}` with the link token: what a holder of the link may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct View {
    /// The state by the store's clock.
    pub state: State,
    /// When it expires unread.
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub expires_at: Time,
    /// Whether a passphrase is needed.
    pub passphrase: bool,
    /// How many wrong passphrases are left.
    pub tries_left: u32,
    /// The envelope's size in bytes.
    pub size: u64,
    /// When the winning open happened.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Time>,
    /// Until when the claimant may fetch again.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_expires_at: Option<Time>,
    /// When the envelope was erased after the opening.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Time>,
    /// When it expired, was revoked, destroyed or found lost.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// When the agent said that the intervention is over.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Time>,
}

/// `GET /api/v1/bundles/{id}` with the receipt token: what the sender may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The bundle's id.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 22, max_length = 22))]
    pub id: BundleId,
    /// What a holder of the link may know.
    #[serde(flatten)]
    pub view: View,
    /// When it was sealed.
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub created_at: Time,
    /// Until when this receipt is kept.
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub receipt_until: Time,
    /// When the opener said that it has what it needs.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Time>,
    /// Whether the opener could read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readable: Option<bool>,
    /// How often a second holder of the real link came.
    pub late_attempts: u64,
}

/// `POST /api/v1/bundles/{id}/open`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenBundle {
    /// Proves the link and the passphrase.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 43, max_length = 43))]
    pub open_token: OpenToken,
    /// The claim; without one the bundle is erased before the first byte leaves.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, min_length = 43, max_length = 43))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// The answer to the first read.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Opened {
    /// The envelope.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub envelope: Bytes,
    /// Until when the same claim may fetch again; absent once erased.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_expires_at: Option<Time>,
}

impl Opened {
    /// Writes the JSON of an answer without a copy through an escaper: `b64u` needs none.
    #[must_use]
    pub fn json(envelope: &[u8], lease_expires_at: Option<Time>) -> String {
        let mut json = String::with_capacity(envelope.len().div_ceil(3) * 4 + 80);
        json.push_str(r#"{"envelope":""#);
        URL_SAFE_NO_PAD.encode_string(envelope, &mut json);
        json.push('"');
        if let Some(time) = lease_expires_at {
            json.push_str(r#","lease_expires_at":""#);
            json.push_str(&time.to_string());
            json.push('"');
        }
        json.push('}');
        json
    }
}

/// `POST /api/v1/bundles/{id}/confirm`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The claim that opened it.
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 43, max_length = 43))]
    pub claim: Claim,
    /// Whether it could be decrypted.
    pub readable: bool,
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
    pub state: Option<State>,
    /// With `gone` and `state`: since when.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// With `wrong_passphrase`: how many are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
}
