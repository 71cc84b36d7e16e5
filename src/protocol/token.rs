//! Ids, tokens and their hashes: fixed-size byte strings that travel as `b64u`.
//!
//! `b64u` is base64url without padding (RFC 4648 §5), canonical only: what does not re-encode to
//! itself is refused (SPEC, 'Notation').

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

pub use requests::*;

/// Text that is not the canonical `b64u` of the expected number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not canonical base64url of the expected length")]
pub struct Malformed;

/// Encodes bytes as `b64u`.
pub fn to_b64u(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Decodes canonical `b64u` of any length.
pub fn from_b64u(text: &str) -> Result<Vec<u8>, Malformed> {
    base64_simd::URL_SAFE_NO_PAD
        .decode_to_vec(text)
        .map_err(|_| Malformed)
}

/// Decodes canonical `b64u` of exactly `N` bytes, without allocating.
pub fn array_from_b64u<const N: usize>(text: &str) -> Result<[u8; N], Malformed> {
    let mut bytes = [0; N];
    match URL_SAFE_NO_PAD.decode_slice(text, &mut bytes) {
        Ok(length) if length == N => Ok(bytes),
        _ => {
            bytes.zeroize();
            Err(Malformed)
        }
    }
}

/// `H` of the SPEC: SHA-256 (FIPS 180-4).
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What every fixed-size value has in common: its bytes, and its `b64u` on the wire.
macro_rules! fixed_bytes {
    ($name:ident, $length:literal) => {
        impl $name {
            /// The number of bytes.
            pub const LENGTH: usize = $length;

            /// Wraps the raw bytes.
            pub const fn new(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// The raw bytes.
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }

            /// Reads canonical `b64u`.
            pub fn parse(text: &str) -> Result<Self, Malformed> {
                array_from_b64u(text).map(Self)
            }

            /// Writes canonical `b64u`.
            pub fn to_b64u(&self) -> String {
                to_b64u(&self.0)
            }
        }

        impl PartialEq for $name {
            /// In constant time.
            fn eq(&self, other: &Self) -> bool {
                self.0.ct_eq(&other.0).into()
            }
        }

        impl Eq for $name {}

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.to_b64u())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer
                    .deserialize_str(FixedVisitor::<$length>)
                    .map(Self)
            }
        }
    };
}

/// Reads a JSON string as exactly `N` bytes of `b64u`, without copying the text.
struct FixedVisitor<const N: usize>;

impl<const N: usize> de::Visitor<'_> for FixedVisitor<N> {
    type Value = [u8; N];

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{N} bytes as canonical base64url text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<[u8; N], E> {
        array_from_b64u(text).map_err(|Malformed| E::custom(MalformedMember(N)))
    }
}

/// The words of [`FixedVisitor`]'s refusal: they never repeat the text that was refused.
struct MalformedMember(usize);

impl fmt::Display for MalformedMember {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "expected {} bytes as canonical base64url text",
            self.0
        )
    }
}

/// A public value: an id or a hash. It may be compared, copied and shown.
macro_rules! public {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name([u8; $length]);
        fixed_bytes!($name, $length);

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }
    };
}

/// A secret value: wiped on drop, and with neither `Debug` nor `Clone`.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; $length]);
        fixed_bytes!($name, $length);

        impl $name {
            /// Draws a value from the system's CSPRNG.
            #[must_use]
            pub fn random() -> Self {
                Self(random())
            }
        }
    };
}

mod requests;

public!(
    /// `id`: names a bundle, and has no effect on its own (SPEC section 1). Never logged.
    BundleId, 16
);
public!(
    /// `link_hash = H(link_token)`.
    LinkHash, 32
);
public!(
    /// `open_hash = H(open_token)`; erased in the step in which a bundle leaves `sealed`.
    OpenHash, 32
);
public!(
    /// `receipt_hash = H(receipt_token)`.
    ReceiptHash, 32
);
public!(
    /// `H(C)`: what the store keeps of a claim.
    ClaimHash, 32
);
secret!(
    /// `K`: lives in the fragment of the share link only.
    Key, 32
);
secret!(
    /// `M`: the receipt secret, independent of `K`.
    ReceiptSecret, 32
);
secret!(
    /// `C`: new for each passphrase typed, the same for every retry of that attempt.
    Claim, 32
);
secret!(
    /// Proves: holds the link.
    LinkToken, 32
);
secret!(
    /// Proves: holds the link and the passphrase.
    OpenToken, 32
);
secret!(
    /// Proves: holds the receipt link.
    ReceiptToken, 32
);

impl std::hash::Hash for BundleId {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl LinkToken {
    /// `link_hash = H(link_token)`.
    #[must_use]
    pub fn hash(&self) -> LinkHash {
        LinkHash(sha256(&self.0))
    }
}

impl OpenToken {
    /// `open_hash = H(open_token)`.
    #[must_use]
    pub fn hash(&self) -> OpenHash {
        OpenHash(sha256(&self.0))
    }
}

impl ReceiptToken {
    /// `receipt_hash = H(receipt_token)`.
    #[must_use]
    pub fn hash(&self) -> ReceiptHash {
        ReceiptHash(sha256(&self.0))
    }
}

impl Claim {
    /// `H(C)`.
    #[must_use]
    pub fn hash(&self) -> ClaimHash {
        ClaimHash(sha256(&self.0))
    }
}

impl LinkHash {
    /// `id` = first 16 bytes of `H(L("id") ‖ link_hash)` (SPEC section 1).
    #[must_use]
    pub fn bundle_id(&self) -> BundleId {
        BundleId::of(b"handover/1 id", &self.0)
    }
}

impl BundleId {
    /// The first 16 bytes of `H(label ‖ hash)`.
    fn of(label: &[u8], hash: &[u8; 32]) -> Self {
        let digest = Sha256::new()
            .chain_update(label)
            .chain_update(hash)
            .finalize();
        let mut id = [0; Self::LENGTH];
        id.copy_from_slice(&digest[..Self::LENGTH]);
        Self(id)
    }
}

/// `N` bytes from the system's CSPRNG.
///
/// # Panics
/// When the operating system has no randomness to give: nothing may be sealed then.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    use rand::TryRng;
    let mut bytes = [0; N];
    rand::rngs::SysRng
        .try_fill_bytes(&mut bytes)
        .expect("the system's CSPRNG answers, or nothing may be sealed");
    bytes
}
