//! Bundles: what their verbs take and answer.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::Owner;
use crate::protocol::{
    envelope::Envelope,
    token::{
        BundleId, Claim, ClaimHash, LinkHash, LinkToken, OpenHash, OpenToken, ReceiptHash,
        ReceiptToken,
    },
    wire::{Receipt, RequestState, State, Time, View},
};

/// What a creator hands in. Tries and retention are the server's, fixed at creation.
pub struct NewBundle {
    /// Derived from `link_hash`; the caller has checked it.
    pub id: BundleId,
    /// `H(link_token)`.
    pub link_hash: LinkHash,
    /// `H(open_token)`.
    pub open_hash: OpenHash,
    /// `H(receipt_token)`.
    pub receipt_hash: ReceiptHash,
    /// The sealed bytes.
    pub envelope: Envelope,
    /// How long it can be opened.
    pub lifetime: Duration,
    /// Wrong passphrases until it is destroyed, at least 1.
    pub tries: u32,
    /// How long the receipt stays after the lifetime.
    pub retention: Duration,
    /// The API client that created it, if any.
    pub owner: Option<Owner>,
}

impl NewBundle {
    /// A digest over every member of the body: tells 'the same content' from another.
    ///
    /// It covers the envelope's bytes, not their hash, so that once they are erased nobody can
    /// check a guessed passphrase against it.
    #[must_use]
    pub fn content(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.link_hash.as_bytes())
            .chain_update(self.open_hash.as_bytes())
            .chain_update(self.receipt_hash.as_bytes())
            .chain_update(self.lifetime.as_secs().to_be_bytes())
            .chain_update(self.envelope.as_bytes())
            .finalize()
            .into()
    }
}

/// What became of a creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// Stored.
    New {
        /// When it expires unread.
        expires_at: Time,
    },
    /// The same content was stored before, whatever has happened to it since.
    Same {
        /// When it expires, or expired, unread.
        expires_at: Time,
    },
    /// The id is taken by other content; nothing was changed.
    Taken,
}

/// What a bearer of an unknown token may see of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// No such bundle, or the token is neither of its two.
    Nothing,
    /// The token proves the link.
    Link(View),
    /// The token proves the receipt.
    Receipt(Receipt),
}

/// The hashes under which a token of unknown sort could be known.
pub struct Bearer {
    /// If it is a link token.
    pub link_hash: LinkHash,
    /// If it is a receipt token.
    pub receipt_hash: ReceiptHash,
}

impl Bearer {
    /// Hashes the 32 bytes of a token of unknown sort.
    #[must_use]
    pub fn new(token: &[u8; 32]) -> Self {
        Self {
            link_hash: LinkToken::new(*token).hash(),
            receipt_hash: ReceiptToken::new(*token).hash(),
        }
    }
}

/// One try to open, as hashes.
pub struct Attempt {
    /// Proves the link.
    pub link_hash: LinkHash,
    /// Proves the passphrase.
    pub open_hash: OpenHash,
    /// Who claims.
    pub claim: ClaimHash,
    /// The first 16 bytes of `H(claim ‖ open_token)`: a wrong try that is sent again counts once.
    pub mark: [u8; 16],
}

impl Attempt {
    /// Hashes what an opener sent.
    #[must_use]
    pub fn new(link: &LinkToken, open: &OpenToken, claim: &Claim) -> Self {
        let digest = Sha256::new()
            .chain_update(claim.as_bytes())
            .chain_update(open.as_bytes())
            .finalize();
        let mut mark = [0; 16];
        mark.copy_from_slice(&digest[..16]);
        Self {
            link_hash: link.hash(),
            open_hash: open.hash(),
            claim: claim.hash(),
            mark,
        }
    }
}

/// What became of a try to open.
#[derive(Clone, PartialEq, Eq)]
pub enum Claimed {
    /// No such bundle, or the link token is wrong. Nothing was changed.
    Nothing,
    /// This claim has it.
    Granted {
        /// The bytes of the envelope.
        envelope: Vec<u8>,
        /// Until when the same claim may fetch again; none if it is already erased.
        lease_expires_at: Option<Time>,
    },
    /// The open token is wrong; the try is counted, once.
    WrongPassphrase {
        /// How many are left, at least 1.
        tries_left: u32,
    },
    /// Claimed by another, or ended. It is counted as a late attempt.
    Gone {
        /// The state it is in.
        state: State,
        /// Since when.
        at: Time,
    },
}

impl Claimed {
    /// What it says once the envelope is erased.
    pub(super) const fn without_lease(mut self) -> Self {
        if let Self::Granted {
            lease_expires_at, ..
        } = &mut self
        {
            *lease_expires_at = None;
        }
        self
    }
}

/// What became of a revocation or of 'finished', of a bundle or of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended<S = State> {
    /// Nothing of this id, or the proof is wrong. Nothing was changed.
    Nothing,
    /// Done, now or before.
    Done,
    /// Its state does not allow it. Nothing was changed.
    Refused {
        /// The state it is in.
        state: S,
        /// Since when.
        at: Time,
    },
}

impl<S> Ended<S> {
    /// Whether there was nothing.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

impl From<Ended> for Ended<RequestState> {
    /// Of a request whose answer's bundle was asked.
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Nothing => Self::Nothing,
            Ended::Done => Self::Done,
            Ended::Refused { state, at } => Self::Refused {
                state: state.into(),
                at,
            },
        }
    }
}
