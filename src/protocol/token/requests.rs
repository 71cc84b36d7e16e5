//! What belongs to requests (SPEC section 5).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{BundleId, FixedVisitor, Malformed, array_from_b64u, random, sha256, to_b64u};

public!(
    /// `answer_hash = H(answer_token)`.
    AnswerHash, 32
);
public!(
    /// `collect_hash = H(collect_token)`.
    CollectHash, 32
);
public!(
    /// `H(envelope)` of an answer: its wraps are bound to it.
    EnvelopeHash, 32
);
secret!(
    /// `R`: the hash of a request's document, which both its links carry.
    RequestSecret, 32
);
secret!(
    /// `seed`: in the collect link of a request with a key of its own.
    OneOffSeed, 32
);
secret!(
    /// `T`: in the collect link of a request to a team's key; opens nothing without that key.
    TeamSecret, 16
);
secret!(
    /// The X-Wing secret key: the seed that it is expanded from.
    KeySeed, 32
);
secret!(
    /// Proves: holds the request link.
    AnswerToken, 32
);
secret!(
    /// Proves: may collect the answer.
    CollectToken, 32
);

/// Bytes of an ML-KEM-768 key that hold numbers of 12 bits; what follows is a seed, and X25519's key.
const ML_KEM_NUMBERS: usize = 1152;
const ML_KEM_MODULUS: u16 = 3329;

/// `pk`: an X-Wing public key, or as many bytes; see [`PublicKey::is_sound`].
#[derive(Clone)]
pub struct PublicKey([u8; 1216]);
fixed_bytes!(PublicKey, 1216);

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({})", self.fingerprint())
    }
}

impl PublicKey {
    /// Whether it passes ML-KEM-768's check of an encapsulation key (FIPS 203 §7.2): each of its
    /// numbers of 12 bits is below the modulus. To anything else nothing can be sealed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let numbers = &self.0[..ML_KEM_NUMBERS];
        numbers.chunks(3).all(|three| {
            let [a, b, c] = [three[0], three[1], three[2]].map(u16::from);
            (a | (b & 0x0f) << 8) < ML_KEM_MODULUS && (b >> 4 | c << 4) < ML_KEM_MODULUS
        })
    }

    /// The first 8 bytes of `H(L("team-key") ‖ pk)`, hex in groups of four: to compare by eye.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"handover/1 team-key")
            .chain_update(self.0)
            .finalize();
        let group = |pair: &[u8]| format!("{:02x}{:02x}", pair[0], pair[1]);
        let groups: Vec<_> = digest[..8].chunks(2).map(group).collect();
        groups.join(" ")
    }
}

impl RequestSecret {
    /// `R = H(L("request") ‖ D)`
    #[must_use]
    pub fn of(document: &[u8]) -> Self {
        let digest = Sha256::new()
            .chain_update(b"handover/1 request")
            .chain_update(document)
            .finalize();
        Self(digest.into())
    }
}

impl AnswerToken {
    /// `answer_hash = H(answer_token)`.
    #[must_use]
    pub fn hash(&self) -> AnswerHash {
        AnswerHash(sha256(&self.0))
    }
}

impl CollectToken {
    /// `collect_hash = H(collect_token)`.
    #[must_use]
    pub fn hash(&self) -> CollectHash {
        CollectHash(sha256(&self.0))
    }
}

impl AnswerHash {
    /// `rid` = first 16 bytes of `H(L("request-id") ‖ answer_hash)`.
    ///
    /// The label is not that of a bundle's id, so that no bundle can be put at a `rid`.
    #[must_use]
    pub fn request_id(&self) -> BundleId {
        BundleId::of(b"handover/1 request-id", &self.0)
    }
}

impl EnvelopeHash {
    /// `H(envelope)`.
    #[must_use]
    pub fn digest(envelope: &[u8]) -> Self {
        Self(sha256(envelope))
    }
}
