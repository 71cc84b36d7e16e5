//! The record of a request, and what it means at a moment. Of its answer a store keeps a bundle's
//! [`Record`](super::Record) beside it.
//!
//! ```text
//! stored    pending | expired | revoked, and from the answer on what its bundle is
//! computed  pending past expires_at → expired, at expires_at
//! ```

use super::Standing;
use crate::{
    protocol::{
        token::{AnswerHash, BundleId, CollectHash, EnvelopeHash},
        wire::{Bytes, CollectorView, OwnerView, Receipt, RequestState, RequestTimes, Time},
    },
    store::{
        Answered, Asked, Authority, Created, Owner, Reference, RequestBearer, SeenRequest, Wraps,
    },
};

/// All that a store keeps of a request beside the document, the wraps and the answer's bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRecord {
    /// [`NewRequest::content`](crate::store::NewRequest::content): tells a repeated creation from
    /// another one.
    pub content: [u8; 32],
    /// `H(answer_token)`.
    pub answer_hash: AnswerHash,
    /// `H(collect_token)`.
    pub collect_hash: CollectHash,
    /// When it was made.
    pub created_at: Time,
    /// When it expires, or would have expired, unanswered.
    pub expires_at: Time,
    /// The API client that made it, if any.
    pub owner: Option<Owner>,
    /// That client's reference for it, if any.
    pub reference: Option<Reference>,
    /// What has happened to it.
    pub stage: RequestStage,
}

/// What has happened to a request, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestStage {
    /// Nothing.
    Pending,
    /// It ended unanswered: as `expired` or `revoked`.
    Ended {
        /// How.
        state: RequestState,
        /// When.
        at: Time,
    },
    /// It was answered.
    Answered {
        /// [`NewAnswer::content`](crate::store::NewAnswer::content): tells a repeated answer from
        /// another one.
        content: [u8; 32],
        /// `H(envelope)`.
        envelope_hash: EnvelopeHash,
    },
}

/// What stands beside the record of a request.
pub struct Beside {
    /// `D_sealed`.
    pub document: Vec<u8>,
    /// The wraps, one behind the other; none before the answer and once erased.
    pub wraps: Vec<u8>,
    /// The receipt of the answer's bundle.
    pub answer: Option<Receipt>,
}

impl RequestRecord {
    /// The state now, and since when; `answer` is the standing of the answer's bundle.
    #[must_use]
    pub fn standing(&self, now: Time, answer: Option<Standing>) -> Standing<RequestState> {
        let (state, at) = match (&self.stage, answer) {
            (_, Some(answer)) => (answer.state.into(), answer.at),
            (RequestStage::Ended { state, at }, None) => (*state, *at),
            (_, None) if now >= self.expires_at => (RequestState::Expired, self.expires_at),
            (_, None) => (RequestState::Pending, self.created_at),
        };
        Standing { state, at }
    }

    /// The answer to a creation under the same id.
    #[must_use]
    pub fn created_again(&self, content: &[u8; 32]) -> Created {
        if self.content == *content {
            Created::Same {
                expires_at: self.expires_at,
            }
        } else {
            Created::Taken
        }
    }

    /// Why an answer of this content is not taken; none if it is. `answer_expires_at` is when the
    /// answer that is there expires.
    #[must_use]
    pub fn refused(
        &self,
        proof: &AnswerHash,
        content: &[u8; 32],
        now: Time,
        answer_expires_at: Option<Time>,
    ) -> Option<Answered> {
        if self.answer_hash != *proof {
            return Some(Answered::Nothing);
        }
        let Standing { state, at } = self.standing(now, None);
        match (&self.stage, answer_expires_at) {
            (RequestStage::Answered { content: known, .. }, Some(expires_at)) => {
                let same = known == content;
                Some(if same {
                    Answered::Same { expires_at }
                } else {
                    Answered::Taken
                })
            }
            _ if state == RequestState::Pending => None,
            _ => Some(Answered::Gone { state, at }),
        }
    }

    /// Whether this proves a right to end it.
    #[must_use]
    pub fn obeys(&self, authority: &Authority) -> bool {
        match authority {
            Authority::Collect(hash) => self.collect_hash == *hash,
            Authority::Owner(owner) => self.owner.as_ref() == Some(owner),
        }
    }

    /// What the bearer may know.
    #[must_use]
    pub fn seen(
        &self,
        id: &BundleId,
        bearer: &RequestBearer,
        now: Time,
        beside: Beside,
    ) -> SeenRequest {
        let (state, times) = self.view(now, beside.answer.as_ref());
        let document = Bytes(beside.document);
        match bearer {
            RequestBearer::Token { answer_hash, .. } if self.answer_hash == *answer_hash => {
                SeenRequest::Answerer(Asked {
                    state,
                    document,
                    owner: self.owner.clone(),
                    times,
                })
            }
            RequestBearer::Token { collect_hash, .. } if self.collect_hash == *collect_hash => {
                SeenRequest::Collector(CollectorView {
                    state,
                    document,
                    wraps: Wraps::part(&beside.wraps),
                    envelope_sha256: self.envelope_hash(),
                    times,
                })
            }
            RequestBearer::Owner(owner) if self.owner.as_ref() == Some(owner) => {
                SeenRequest::Owner(OwnerView {
                    id: *id,
                    state,
                    reference: self.reference.as_ref().map(|text| text.as_str().to_owned()),
                    times,
                })
            }
            _ => SeenRequest::Nothing,
        }
    }

    fn view(&self, now: Time, answer: Option<&Receipt>) -> (RequestState, RequestTimes) {
        let view = answer.map(|answer| &answer.view);
        let Standing { state, at } = self.standing(now, None);
        let ended = view.is_none() && state != RequestState::Pending;
        let times = RequestTimes {
            created_at: self.created_at,
            expires_at: view.map_or(self.expires_at, |view| view.expires_at),
            answered_at: answer.map(|answer| answer.created_at),
            claimed_at: view.and_then(|view| view.claimed_at),
            opened_at: view.and_then(|view| view.opened_at),
            confirmed_at: answer.and_then(|answer| answer.confirmed_at),
            ended_at: view.map_or(ended.then_some(at), |view| view.ended_at),
            finished_at: view.and_then(|view| view.finished_at),
        };
        (view.map_or(state, |view| view.state.into()), times)
    }

    const fn envelope_hash(&self) -> Option<EnvelopeHash> {
        match self.stage {
            RequestStage::Answered { envelope_hash, .. } => Some(envelope_hash),
            _ => None,
        }
    }
}
