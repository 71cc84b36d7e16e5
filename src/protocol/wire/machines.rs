//! For machines: requests that the server builds, lists, events and whose API key it is (SPEC, 'For
//! machines').

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{OwnerView, Time};
use crate::protocol::token::{BundleId, PublicKey};

/// `POST /api/v1/requests`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskRequest {
    /// What is asked for: the ids of kinds, at least one, none twice.
    #[cfg_attr(feature = "server", schema(schema_with = super::schema::kinds))]
    pub ask: Vec<String>,
    /// The ticket's reference, 1 to 128 characters; what lists and events repeat.
    #[cfg_attr(feature = "server", schema(min_length = 1, max_length = 128))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Who asks, as the merchant reads it beside the client's display name: one line of 1 to 128
    /// characters, without control characters.
    #[cfg_attr(
        feature = "server",
        schema(pattern = r"^[^\x00-\x1f\x7f-\x9f]{1,128}$")
    )]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The merchant's language, `en` or `fr`.
    #[cfg_attr(feature = "server", schema(schema_with = super::schema::languages))]
    pub lang: String,
    /// The lifetime in seconds: of the request, and, counted anew, of its answer.
    #[cfg_attr(feature = "server", schema(minimum = 60, maximum = 31_536_000))]
    pub expires_in: u64,
    /// Who can read the answer: 1 to 8 public team keys; without it, the client's.
    #[cfg_attr(feature = "server", schema(min_items = 1, max_items = 8))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_keys: Option<Vec<PublicKey>>,
}

/// A request that the server has built, with the links that nobody can get again.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AskedFor {
    /// The request's id, and its answer's.
    pub id: BundleId,
    /// For the merchant: opens nothing.
    pub request_link: String,
    /// For the team: opens nothing without a team key.
    pub collect_link: String,
    /// Six digits, to compare by telephone.
    #[cfg_attr(feature = "server", schema(pattern = "^[0-9]{6}$"))]
    pub code: String,
    /// The exact text of the document, so that the caller can compare what was built.
    pub document: String,
    /// When the request expires unanswered.
    pub expires_at: Time,
}

/// `GET /api/v1/requests`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Requests {
    /// The client's own requests, the newest first.
    pub requests: Vec<OwnerView>,
    /// The cursor of the next page; none on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `GET /api/v1/events`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Events {
    /// The client's own events, the oldest first.
    pub events: Vec<Event>,
    /// What to send as `after` next time, also when there was nothing.
    pub next: String,
}

/// Something that happened to a client's request or bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Event {
    /// Names the event for ever; also the `webhook-id`.
    pub id: String,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// When, by the store's clock.
    pub time: Time,
    /// To what.
    pub subject: Subject,
    /// The ticket's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What there is to say beside.
    pub data: EventData,
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The request of this id.
    Request(BundleId),
    /// The bundle of this id; for an answer, it is the request's.
    Bundle(BundleId),
}

/// The data of an event: of `bundle.opened` both members, of every other event none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EventData {
    /// Whether the opener said that it has what it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
    /// Whether the opener could read it; null: it did not say.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "told")]
    #[cfg_attr(feature = "server", schema(value_type = Option<bool>))]
    pub readable: Option<Option<bool>>,
}

/// A member that may be there and null.
mod told {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(
        clippy::ref_option,
        reason = "serde hands a reference to the member as it is"
    )]
    pub(super) fn serialize<S: Serializer>(
        member: &Option<Option<bool>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        member.flatten().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<bool>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

/// What happens to requests and bundles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub enum EventKind {
    /// A request was made.
    #[serde(rename = "request.created")]
    RequestCreated,
    /// The merchant has answered it.
    #[serde(rename = "request.answered")]
    RequestAnswered,
    /// Nobody answered it in time.
    #[serde(rename = "request.expired")]
    RequestExpired,
    /// It was withdrawn before it was answered.
    #[serde(rename = "request.revoked")]
    RequestRevoked,
    /// Somebody has opened it, once and for all.
    #[serde(rename = "bundle.claimed")]
    BundleClaimed,
    /// Its envelope is erased after that.
    #[serde(rename = "bundle.opened")]
    BundleOpened,
    /// Nobody opened it in time.
    #[serde(rename = "bundle.expired")]
    BundleExpired,
    /// It was taken back unopened.
    #[serde(rename = "bundle.revoked")]
    BundleRevoked,
    /// Too many wrong passphrases.
    #[serde(rename = "bundle.destroyed")]
    BundleDestroyed,
    /// A wrong passphrase.
    #[serde(rename = "bundle.open_failed")]
    BundleOpenFailed,
    /// A second holder of the link came, after the first.
    #[serde(rename = "bundle.late")]
    BundleLate,
    /// The store lost the envelope.
    #[serde(rename = "bundle.lost")]
    BundleLost,
    /// The agent said that the intervention is over.
    #[serde(rename = "intervention.finished")]
    InterventionFinished,
}

impl fmt::Display for EventKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(formatter)
    }
}

/// `GET /api/v1/client`: whose API key this is.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ClientView {
    /// Names the client for ever.
    pub name: String,
    /// Names it to the merchant.
    pub display: String,
    /// What its API keys may do.
    pub scopes: Vec<String>,
    /// The fingerprints of the team keys that read the answers to its requests.
    pub team_keys: Vec<String>,
}
