//! Every key and token of a bundle, derived from what stands in a link (SPEC section 1).

use argon2::{Algorithm, Argon2, Block, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{
    envelope::HEADER,
    prk::Prk,
    token::{BundleId, Key, LinkHash, LinkToken, OpenHash, OpenToken, ReceiptSecret, ReceiptToken},
};

/// What the link alone gives.
pub struct LinkKeys {
    /// Proves: holds the link.
    pub link_token: LinkToken,
    /// `salt_pw`: what a passphrase is stretched with.
    pub salt_pw: Zeroizing<[u8; 16]>,
}

impl LinkKeys {
    /// ```text
    /// PRK0    = Ext(L("link"), K)                         link_token = Exp(PRK0, L("link-token"), 32)
    /// salt_pw = Exp(PRK0, L("passphrase-salt"), 16)
    /// ```
    #[must_use]
    pub fn derive(key: &Key) -> Self {
        let prk0 = Prk::extract(b"handover/1 link", &[key.as_bytes()]);
        Self {
            link_token: LinkToken::new(prk0.expand(&[b"handover/1 link-token"])),
            salt_pw: Zeroizing::new(prk0.expand(&[b"handover/1 passphrase-salt"])),
        }
    }

    /// `link_hash = H(link_token)`.
    #[must_use]
    pub fn link_hash(&self) -> LinkHash {
        self.link_token.hash()
    }

    /// `id` = first 16 bytes of `H(L("id") ‖ link_hash)`.
    #[must_use]
    pub fn id(&self) -> BundleId {
        self.link_hash().bundle_id()
    }
}

/// `P` of a bundle with a passphrase.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Stretched([u8; 32]);

impl Stretched {
    /// Wraps the raw bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The text cannot be a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseRefused {
    /// Nothing is left of it after NFKC.
    #[error("the passphrase is empty; nothing was sealed or opened: type one")]
    Empty,
    /// Longer than Argon2 takes: 2³² − 1 bytes.
    #[error("the passphrase is too long; nothing was sealed or opened: type a shorter one")]
    TooLong,
}

/// `P = Argon2id(NFKC(passphrase) as UTF-8, salt_pw, m = 19456 KiB, t = 2, p = 1, 32 bytes, v = 0x13)`
/// (RFC 9106).
///
/// Takes tens of milliseconds and 19 MiB. Nothing is trimmed.
pub fn stretch(passphrase: &str, salt: &[u8; 16]) -> Result<Stretched, PassphraseRefused> {
    let normalised = nfkc(passphrase);
    if normalised.is_empty() {
        return Err(PassphraseRefused::Empty);
    }
    let params = Params::new(19_456, 2, 1, Some(32)).expect("the version's parameters are valid");
    // Our own memory, because the crate does not wipe what it allocates.
    let mut memory = Zeroizing::new(vec![Block::default(); params.block_count()]);
    let mut stretched = Stretched([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(
            normalised.as_bytes(),
            salt,
            &mut stretched.0,
            memory.as_mut_slice(),
        )
        .map_err(|_| PassphraseRefused::TooLong)?;
    Ok(stretched)
}

/// NFKC makes UTF-8 at most 11 times as long (UAX #15), so the text never moves and leaves no copy.
fn nfkc(passphrase: &str) -> Zeroizing<String> {
    let mut normalised = Zeroizing::new(String::with_capacity(passphrase.len() * 11));
    normalised.extend(passphrase.nfkc());
    normalised
}

/// What the link and the passphrase give.
pub struct OpenKeys {
    prk1: Prk,
    passphrase: bool,
    /// Proves: holds the link and the passphrase.
    pub open_token: OpenToken,
}

impl OpenKeys {
    /// ```text
    /// PRK1 = Ext(L("open"), K ‖ P)          open_token = Exp(PRK1, L("open-token"), 32)
    /// ```
    /// `P` is empty without a passphrase.
    #[must_use]
    pub fn derive(key: &Key, stretched: Option<&Stretched>) -> Self {
        let p = stretched.map_or(&[][..], |stretched| stretched.as_bytes());
        let prk1 = Prk::extract(b"handover/1 open", &[key.as_bytes(), p]);
        Self {
            open_token: OpenToken::new(prk1.expand(&[b"handover/1 open-token"])),
            passphrase: stretched.is_some(),
            prk1,
        }
    }

    /// `open_hash = H(open_token)`.
    #[must_use]
    pub fn open_hash(&self) -> OpenHash {
        self.open_token.hash()
    }

    /// Whether a passphrase went in: bit 0 of the header's flags.
    #[must_use]
    pub const fn has_passphrase(&self) -> bool {
        self.passphrase
    }

    /// `key(32) ‖ nonce_prefix(19) ‖ commit(32) = Exp(PRK1, L("payload") ‖ 0x00 ‖ header ‖ id, 83)`
    #[must_use]
    pub fn payload(&self, header: &[u8; HEADER], id: &BundleId) -> PayloadKeys {
        let info: [&[u8]; 3] = [b"handover/1 payload\0", header, id.as_bytes()];
        let bytes = Zeroizing::new(self.prk1.expand::<83>(&info));
        let mut keys = PayloadKeys {
            key: [0; 32],
            nonce_prefix: [0; 19],
            commit: [0; 32],
        };
        keys.key.copy_from_slice(&bytes[..32]);
        keys.nonce_prefix.copy_from_slice(&bytes[32..51]);
        keys.commit.copy_from_slice(&bytes[51..]);
        keys
    }
}

/// What encrypts one envelope.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct PayloadKeys {
    /// Of XChaCha20-Poly1305.
    pub key: [u8; 32],
    /// The nonce without STREAM's five bytes.
    pub nonce_prefix: [u8; 19],
    /// The commitment to the key, bytes 32 to 64 of the envelope.
    pub commit: [u8; 32],
}

/// `receipt_token = Exp(Ext(L("receipt"), M), L("receipt-token"), 32)`
#[must_use]
pub fn receipt_token(secret: &ReceiptSecret) -> ReceiptToken {
    let prk = Prk::extract(b"handover/1 receipt", &[secret.as_bytes()]);
    ReceiptToken::new(prk.expand(&[b"handover/1 receipt-token"]))
}
