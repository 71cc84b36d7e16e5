//! A call that its machine may repeat: what would be drawn is derived from the call, so that the same
//! call makes the same request again, and nobody has to keep its links (SPEC, 'For machines').

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    apikey::{ApiKey, KeyId},
    document::DOCUMENT_SALT,
    prk::Prk,
    token::{TeamSecret, random},
};

/// What a machine calls one call by: 1 to 255 characters of visible ASCII, of its own choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

/// Text that names no call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Idempotency-Key must be one header of 1 to 255 visible ASCII characters, without spaces")]
pub struct InvalidIdempotencyKey;

/// What is random in a request to a team.
pub struct Draw {
    /// Of the document.
    pub salt: [u8; DOCUMENT_SALT],
    /// `T`: of the collect link.
    pub team: TeamSecret,
}

impl IdempotencyKey {
    const LONGEST: usize = 255;

    /// Checks length and characters.
    pub fn parse(text: &str) -> Result<Self, InvalidIdempotencyKey> {
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        if visible && (1..=Self::LONGEST).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdempotencyKey)
        }
    }

    /// `H(key id ‖ 0x00 ‖ Idempotency-Key)`: names the call in the store, and tells nothing.
    #[must_use]
    pub fn digest(&self, key: KeyId) -> [u8; 32] {
        let digest = Sha256::new()
            .chain_update(key.to_string())
            .chain_update([0])
            .chain_update(&self.0);
        digest.finalize().into()
    }
}

impl Draw {
    /// From the system's CSPRNG: another one each time.
    #[must_use]
    pub fn random() -> Self {
        Self {
            salt: random(),
            team: TeamSecret::random(),
        }
    }

    /// ```text
    /// s    = HMAC-SHA256(API key as presented, L("idempotency") ‖ Idempotency-Key)
    /// salt = Exp(s, L("salt"), 32)                T = Exp(s, L("t"), 16)
    /// ```
    #[must_use]
    pub fn repeatable(key: &ApiKey, call: &IdempotencyKey) -> Self {
        // `Ext` is HMAC-SHA256, keyed with its salt (RFC 5869 §2.2).
        let message = [b"handover/1 idempotency", call.0.as_bytes()];
        let s = Prk::extract(key.expose().as_bytes(), &message);
        let team = Zeroizing::new(s.expand(&[b"handover/1 t"]));
        Self {
            salt: s.expand(&[b"handover/1 salt"]),
            team: TeamSecret::new(*team),
        }
    }
}
