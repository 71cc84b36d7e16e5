//! Requests: what the hash `R` of a document opens, and the document itself (SPEC section 5).

use std::fmt;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use super::{
    document::{Asked, MAX_DOCUMENT, RequestRefused},
    link::CollectKey,
    padding::TAG,
    prk::Prk,
    token::{AnswerToken, BundleId, CollectToken, RequestSecret},
    wire::Time,
};

/// Bytes of `D_sealed`: from its tag alone up.
pub const MIN_SEALED_DOCUMENT: usize = TAG;
/// The most bytes of `D_sealed`.
pub const MAX_SEALED_DOCUMENT: usize = MAX_DOCUMENT + TAG;

/// What comes out of `R`.
pub struct RequestKeys {
    /// `R`.
    pub secret: RequestSecret,
    /// Proves: holds the request link.
    pub answer_token: AnswerToken,
    /// To compare by telephone.
    pub code: Code,
    document_key: Zeroizing<[u8; 32]>,
}

/// Six digits, the same on the page of who asks and of who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u32);

impl RequestKeys {
    /// ```text
    /// PRKr = Ext(L("request"), R)                 answer_token = Exp(PRKr, L("answer-token"), 32)
    /// dk   = Exp(PRKr, L("document"), 32)         code = u32(Exp(PRKr, L("code"), 4)) mod 1000000
    /// ```
    #[must_use]
    pub fn derive(secret: RequestSecret) -> Self {
        let prk = Prk::extract(b"handover/1 request", &[secret.as_bytes()]);
        Self {
            answer_token: AnswerToken::new(prk.expand(&[b"handover/1 answer-token"])),
            document_key: Zeroizing::new(prk.expand(&[b"handover/1 document"])),
            code: Code(u32::from_be_bytes(prk.expand(&[b"handover/1 code"])) % 1_000_000),
            secret,
        }
    }

    /// `rid` = first 16 bytes of `H(L("request-id") ‖ answer_hash)`; also the id of its answer.
    #[must_use]
    pub fn id(&self) -> BundleId {
        self.answer_token.hash().request_id()
    }

    /// `D_sealed = XChaCha20-Poly1305(dk, nonce = 24 zero bytes, aad = L("document") ‖ rid, D)`
    ///
    /// One `dk` seals one `D`, whose hash it comes from, so the nonce may be fixed.
    #[must_use]
    pub fn seal_document(&self, document: &[u8]) -> Vec<u8> {
        let aad = self.aad();
        let payload = Payload {
            msg: document,
            aad: &aad,
        };
        self.cipher()
            .encrypt(&XNonce::default(), payload)
            .expect("a document is far below the 256 GiB that the cipher takes")
    }

    /// What is asked, and that it is what the link says: nobody in between chose other keys.
    #[cfg(feature = "client")]
    pub fn open_document(&self, sealed: &[u8]) -> Result<Asked, RequestRefused> {
        if sealed.len() > MAX_SEALED_DOCUMENT {
            return Err(RequestRefused::Limit);
        }
        let aad = self.aad();
        let payload = Payload {
            msg: sealed,
            aad: &aad,
        };
        let document = self.cipher().decrypt(&XNonce::default(), payload);
        let document = document.map_err(|_| RequestRefused::Sealed)?;
        if RequestSecret::of(&document) != self.secret {
            return Err(RequestRefused::Hash);
        }
        Asked::decode(&document)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.document_key).into())
    }

    fn aad(&self) -> Vec<u8> {
        [b"handover/1 document", &self.id().as_bytes()[..]].concat()
    }
}

impl CollectKey {
    /// `collect_token = Exp(Ext(L("collect"), seed or T), L("collect-token"), 32)`
    #[must_use]
    pub fn token(&self) -> CollectToken {
        let prk = match self {
            Self::OneOff(seed) => collect_prk(seed.as_bytes()),
            Self::Team(secret) => collect_prk(secret.as_bytes()),
        };
        CollectToken::new(prk.expand(&[b"handover/1 collect-token"]))
    }
}

/// `PRKc = Ext(L("collect"), seed or T)`
pub(super) fn collect_prk(secret: &[u8]) -> Prk {
    Prk::extract(b"handover/1 collect", &[secret])
}

/// Milliseconds by which clocks may differ.
const TOLERANCE: i64 = 24 * 60 * 60 * 1000;

impl Asked {
    /// For who answers: the end that the document names is neither long over nor another than the
    /// server's. `served` is the `expires_at` of the API while the request is pending.
    pub fn check_times(&self, now: Time, served: Time) -> Result<(), RequestRefused> {
        let end = self.expires_at.millis();
        if end < now.millis() - TOLERANCE {
            return Err(RequestRefused::Expired);
        }
        if !same_end(self.expires_at, served) {
            return Err(RequestRefused::Clock);
        }
        Ok(())
    }
}

/// Whether the end in a document can be the one that the server names: else nobody can answer.
#[must_use]
pub const fn same_end(document: Time, served: Time) -> bool {
    document.millis().abs_diff(served.millis()) <= TOLERANCE.unsigned_abs()
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:06}", self.0)
    }
}
