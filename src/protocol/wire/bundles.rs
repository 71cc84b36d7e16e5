//! `/api/v1/bundles/{id}`: the bodies and the answers.

use std::fmt;

use base64_simd::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::{Bytes, Time};
use crate::protocol::token::{BundleId, Claim, LinkHash, OpenHash, OpenToken, ReceiptHash};

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

/// `PUT /api/v1/bundles/{id}`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutBundle {
    /// `H(link_token)`; the id is derived from it.
    pub link_hash: LinkHash,
    /// `H(open_token)`.
    pub open_hash: OpenHash,
    /// `H(receipt_token)`.
    pub receipt_hash: ReceiptHash,
    /// The envelope.
    pub envelope: Bytes,
    /// The lifetime in seconds.
    #[cfg_attr(feature = "server", schema(minimum = 60, maximum = 31_536_000))]
    pub expires_in: u64,
}

/// `GET /api/v1/bundles/{id}` with the link token: what a holder of the link may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct View {
    /// The state by the store's clock.
    pub state: State,
    /// When it expires unread.
    pub expires_at: Time,
    /// Whether a passphrase is needed.
    pub passphrase: bool,
    /// How many wrong passphrases are left.
    pub tries_left: u32,
    /// The envelope's size in bytes.
    pub size: u64,
    /// When the winning open happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Time>,
    /// Until when the claimant may fetch again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_expires_at: Option<Time>,
    /// When the envelope was erased after the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Time>,
    /// When it expired, was revoked, destroyed or found lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// When the agent said that the intervention is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Time>,
}

/// `GET /api/v1/bundles/{id}` with the receipt token: what the sender may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The bundle's id.
    pub id: BundleId,
    /// What a holder of the link may know.
    #[serde(flatten)]
    pub view: View,
    /// When it was sealed.
    pub created_at: Time,
    /// Until when this receipt is kept.
    pub receipt_until: Time,
    /// When the opener said that it has what it needs.
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
    pub open_token: OpenToken,
    /// The claim; without one the bundle is erased before the first byte leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// The answer to the first read.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Opened {
    /// The envelope.
    pub envelope: Bytes,
    /// Until when the same claim may fetch again; absent once erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_expires_at: Option<Time>,
}

impl Opened {
    /// Writes the JSON of an answer without a copy through an escaper: `b64u` needs none.
    #[must_use]
    pub fn json(envelope: &[u8], lease_expires_at: Option<Time>) -> String {
        let mut json = String::with_capacity(envelope.len().div_ceil(3) * 4 + 80);
        json.push_str(r#"{"envelope":""#);
        URL_SAFE_NO_PAD.encode_append(envelope, &mut json);
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
    pub claim: Claim,
    /// Whether it could be decrypted.
    pub readable: bool,
}
