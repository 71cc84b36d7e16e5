//! Requests: what their verbs take and answer.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::{Owner, Reference};
use crate::protocol::{
    envelope::Envelope,
    token::{
        AnswerHash, AnswerToken, BundleId, CollectHash, CollectToken, EnvelopeHash, LinkHash,
        OpenHash, ReceiptHash,
    },
    wire::{Bytes, CollectorView, OwnerView, RequestState, RequestTimes, Time},
};

/// What a requester hands in. Tries and retention are the server's, and hold for the answer too.
pub struct NewRequest {
    /// Derived from `answer_hash`; the caller has checked it.
    pub id: BundleId,
    /// `D_sealed`.
    pub document: Bytes,
    /// `H(answer_token)`.
    pub answer_hash: AnswerHash,
    /// `H(collect_token)`.
    pub collect_hash: CollectHash,
    /// How long it can be answered; and, counted anew, how long its answer can be collected.
    pub lifetime: Duration,
    /// Wrong tries on the answer until it is destroyed, at least 1.
    pub tries: u32,
    /// How long the receipt stays after the lifetime.
    pub retention: Duration,
    /// The API client that made it, if any.
    pub owner: Option<Owner>,
    /// That client's reference for it, if any.
    pub reference: Option<Reference>,
}

impl NewRequest {
    /// A digest over every member of the body, and the owner: tells 'the same content' from
    /// another.
    #[must_use]
    pub fn content(&self) -> [u8; 32] {
        let owner = self.owner.as_ref().map_or("", Owner::as_str);
        let reference = self.reference.as_ref().map_or("", Reference::as_str);
        let mut digest = Sha256::new()
            .chain_update(self.answer_hash.as_bytes())
            .chain_update(self.collect_hash.as_bytes())
            .chain_update(self.lifetime.as_secs().to_be_bytes());
        for text in [owner, reference] {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        }
        digest.chain_update(&self.document.0).finalize().into()
    }
}

/// `K` wrapped to each key of the document, in its order (SPEC section 5).
#[derive(Clone, PartialEq, Eq)]
pub struct Wraps(Vec<u8>);

/// Another number of wraps than 1 to 8, or one of another size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("wraps must be 1 to 8 of exactly 1168 bytes")]
pub struct IllegalWraps;

impl Wraps {
    /// Bytes of one wrap.
    pub const LENGTH: usize = 1168;
    /// How many there are at most.
    pub const MOST: usize = 8;

    /// Checks their number and their sizes.
    pub fn parse(wraps: &[Bytes]) -> Result<Self, IllegalWraps> {
        let whole = wraps.iter().all(|wrap| wrap.0.len() == Self::LENGTH);
        if whole && (1..=Self::MOST).contains(&wraps.len()) {
            Ok(Self(
                wraps.iter().flat_map(|wrap| &wrap.0).copied().collect(),
            ))
        } else {
            Err(IllegalWraps)
        }
    }

    /// One behind the other.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Parts what [`Self::as_bytes`] gave.
    pub(super) fn part(bytes: &[u8]) -> Vec<Bytes> {
        let wraps = bytes.chunks(Self::LENGTH);
        wraps.map(|wrap| Bytes(wrap.to_vec())).collect()
    }
}

/// What an answerer hands in: a bundle, and its key wrapped to the keys of the request.
pub struct NewAnswer {
    /// `H(link_token)` of the answer's key.
    pub link_hash: LinkHash,
    /// `H(open_token)` of the answer's key.
    pub open_hash: OpenHash,
    /// `H(receipt_token)`.
    pub receipt_hash: ReceiptHash,
    /// The sealed bytes, without a passphrase; the caller has checked it.
    pub envelope: Envelope,
    /// `H(envelope)`.
    pub envelope_hash: EnvelopeHash,
    /// The wraps.
    pub wraps: Wraps,
}

impl NewAnswer {
    /// A digest over every member of the body: tells 'the same content' from another.
    #[must_use]
    pub fn content(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.link_hash.as_bytes())
            .chain_update(self.open_hash.as_bytes())
            .chain_update(self.receipt_hash.as_bytes())
            .chain_update(self.envelope_hash.as_bytes())
            .chain_update(self.wraps.as_bytes())
            .finalize()
            .into()
    }
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// No such request, or the answer token is wrong. Nothing was changed.
    Nothing,
    /// Stored.
    New {
        /// When it expires uncollected.
        expires_at: Time,
    },
    /// The same answer was stored before, whatever has happened to it since.
    Same {
        /// When it expires, or expired, uncollected.
        expires_at: Time,
    },
    /// Another answer was stored before; nothing was changed.
    Taken,
    /// It ended unanswered.
    Gone {
        /// As `expired` or `revoked`.
        state: RequestState,
        /// Since when.
        at: Time,
    },
}

/// What proves a right to look at a request.
pub enum RequestBearer {
    /// A token of unknown sort.
    Token {
        /// If it is the answer token.
        answer_hash: AnswerHash,
        /// If it is the collect token.
        collect_hash: CollectHash,
    },
    /// An API key of this client.
    Owner(Owner),
}

impl RequestBearer {
    /// Hashes the 32 bytes of a token of unknown sort.
    #[must_use]
    pub fn new(token: &[u8; 32]) -> Self {
        Self::Token {
            answer_hash: AnswerToken::new(*token).hash(),
            collect_hash: CollectToken::new(*token).hash(),
        }
    }
}

/// What a bearer may see of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum SeenRequest {
    /// No such request, or the bearer has no right to it.
    Nothing,
    /// The token proves the request link.
    Answerer(Asked),
    /// The token proves the collect link.
    Collector(CollectorView),
    /// The client made it.
    Owner(OwnerView),
}

impl SeenRequest {
    /// The state, for whoever may see it.
    #[must_use]
    pub const fn state(&self) -> Option<RequestState> {
        match self {
            Self::Nothing => None,
            Self::Answerer(asked) => Some(asked.state),
            Self::Collector(view) => Some(view.state),
            Self::Owner(view) => Some(view.state),
        }
    }
}

/// What a holder of the request link may know.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// The state by the store's clock.
    pub state: RequestState,
    /// `D_sealed`.
    pub document: Bytes,
    /// The API client that made it; none: anybody could have made it.
    pub owner: Option<Owner>,
    /// When what happened to it.
    pub times: RequestTimes,
}

/// What proves a right to end a request.
#[derive(Clone)]
pub enum Authority {
    /// The collect token.
    Collect(CollectHash),
    /// An API key of this client.
    Owner(Owner),
}
