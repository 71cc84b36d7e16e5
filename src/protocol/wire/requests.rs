//! `/api/v1/requests/{id}`: the bodies and the answers.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Bytes, State, Time};
use crate::protocol::token::{
    AnswerHash, BundleId, CollectHash, EnvelopeHash, LinkHash, OpenHash, ReceiptHash,
};

/// The state of a request; from the answer on, that of the bundle that answers it, whose `sealed`
/// is `answered` here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum RequestState {
    /// Nobody has answered it yet.
    Pending,
    /// It is answered, and nobody has collected yet.
    Answered,
    /// One claimant has the answer, and may fetch it again until the lease ends.
    Claimed,
    /// The answer was collected and the envelope is erased.
    Opened,
    /// Its time ran out, or its answer's.
    Expired,
    /// It was withdrawn, or its answer was.
    Revoked,
    /// Too many wrong tries on its answer.
    Destroyed,
    /// The answer's envelope is missing: the store lost it.
    Lost,
}

impl RequestState {
    /// The word used on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Answered => "answered",
            Self::Claimed => "claimed",
            Self::Opened => "opened",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Destroyed => "destroyed",
            Self::Lost => "lost",
        }
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl From<State> for RequestState {
    /// Of a request whose answer is in this state.
    fn from(state: State) -> Self {
        match state {
            State::Sealed => Self::Answered,
            State::Claimed => Self::Claimed,
            State::Opened => Self::Opened,
            State::Expired => Self::Expired,
            State::Revoked => Self::Revoked,
            State::Destroyed => Self::Destroyed,
            State::Lost => Self::Lost,
        }
    }
}

/// The state of a bundle or of a request, whichever was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum AnyState {
    /// Of a bundle; where both have the word, it is read as this.
    Bundle(State),
    /// Of a request.
    Request(RequestState),
}

impl From<State> for AnyState {
    fn from(state: State) -> Self {
        Self::Bundle(state)
    }
}

impl From<RequestState> for AnyState {
    fn from(state: RequestState) -> Self {
        Self::Request(state)
    }
}

impl fmt::Display for AnyState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(state) => state.fmt(formatter),
            Self::Request(state) => state.fmt(formatter),
        }
    }
}

/// `PUT /api/v1/requests/{id}`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutRequest {
    /// `D_sealed`, 16 to 16400 bytes.
    #[cfg_attr(feature = "server", schema(schema_with = super::schema::document))]
    pub document: Bytes,
    /// `H(answer_token)`; the id is derived from it.
    pub answer_hash: AnswerHash,
    /// `H(collect_token)`.
    pub collect_hash: CollectHash,
    /// The lifetime in seconds: of the request, and, counted anew, of its answer.
    #[cfg_attr(feature = "server", schema(minimum = 60, maximum = 31_536_000))]
    pub expires_in: u64,
    /// The ticket's reference, 1 to 128 characters; with an API key only.
    #[cfg_attr(feature = "server", schema(min_length = 1, max_length = 128))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// `POST /api/v1/requests/{id}/answer`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// `H(link_token)` of the answer's key.
    pub link_hash: LinkHash,
    /// `H(open_token)` of the answer's key.
    pub open_hash: OpenHash,
    /// `H(receipt_token)`.
    pub receipt_hash: ReceiptHash,
    /// The envelope.
    pub envelope: Bytes,
    /// The answer's key, wrapped to each key of the document, in its order: 1 to 8 of 1168 bytes.
    #[cfg_attr(feature = "server", schema(schema_with = super::schema::wraps))]
    pub wraps: Vec<Bytes>,
}

/// When what happened to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RequestTimes {
    /// When it was made.
    pub created_at: Time,
    /// When it expires: unanswered while pending, then its answer, uncollected.
    pub expires_at: Time,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Time>,
    /// When the winning open of the answer happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Time>,
    /// When the answer was erased after its opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Time>,
    /// When the opener said that it has what it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Time>,
    /// When it expired, was revoked, destroyed or found lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// When the agent said that the intervention is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Time>,
}

/// `GET /api/v1/requests/{id}` with the answer token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AnswererView {
    /// The state by the store's clock.
    pub state: RequestState,
    /// `D_sealed`.
    pub document: Bytes,
    /// The display name of the API client that made the request; null: anybody could have made it.
    pub requester: Option<String>,
    /// When what happened to it.
    #[serde(flatten)]
    pub times: RequestTimes,
}

/// `GET /api/v1/requests/{id}` with the collect token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CollectorView {
    /// The state by the store's clock.
    pub state: RequestState,
    /// `D_sealed`.
    pub document: Bytes,
    /// The wraps, in the order of the document's keys; none before the answer and once erased.
    pub wraps: Vec<Bytes>,
    /// `H(envelope)` of the answer, from the answer on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope_sha256: Option<EnvelopeHash>,
    /// When what happened to it.
    #[serde(flatten)]
    pub times: RequestTimes,
}

/// `GET /api/v1/requests/{id}` with the API key of the client that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnerView {
    /// The request's id.
    pub id: BundleId,
    /// The state by the store's clock.
    pub state: RequestState,
    /// The ticket's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When what happened to it.
    #[serde(flatten)]
    pub times: RequestTimes,
}
