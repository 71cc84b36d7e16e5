//! The wrap around `K`: HPKE in base mode, one message (RFC 9180; SPEC section 5).

use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_open, single_shot_seal_with_rng,
};
use rand::{CryptoRng, rand_core::UnwrapErr, rngs::SysRng};
use zeroize::{Zeroize, Zeroizing};

use super::{
    document::RequestRefused,
    token::{BundleId, EnvelopeHash, Key, KeySeed, PublicKey, RequestSecret, random},
};

/// Bytes of what encapsulation sends, in front of the ciphertext.
const ENCAPSULATION: usize = 1120;
/// Bytes of a wrap: enc ‖ ciphertext.
pub const WRAP: usize = ENCAPSULATION + 48;

/// `info` and `aad` of a wrap: it opens for this request and this envelope only.
pub struct Binding {
    info: Zeroizing<Vec<u8>>,
    aad: Vec<u8>,
}

impl Binding {
    /// ```text
    /// info = L("wrap") ‖ 0x00 ‖ R                 aad = rid ‖ H(envelope)
    /// ```
    #[must_use]
    pub fn new(request: &RequestSecret, id: &BundleId, envelope: &EnvelopeHash) -> Self {
        let info = [&b"handover/1 wrap\0"[..], request.as_bytes()].concat();
        Self {
            info: Zeroizing::new(info),
            aad: [&id.as_bytes()[..], envelope.as_bytes()].concat(),
        }
    }

    /// The bytes of `info`.
    #[must_use]
    pub fn info(&self) -> &[u8] {
        &self.info
    }

    /// The bytes of `aad`.
    #[must_use]
    pub fn aad(&self) -> &[u8] {
        &self.aad
    }
}

impl KeySeed {
    /// The public key that belongs to it.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        let public = XWing::sk_to_pk(&self.secret_key()).to_bytes();
        PublicKey::new(public.into())
    }

    fn secret_key(&self) -> <XWing as Kem>::PrivateKey {
        Deserializable::from_bytes(self.as_bytes()).expect("every 32 bytes are a secret key")
    }
}

/// ```text
/// wrap = SealBase(KEM 0x647A, HKDF-SHA256, ChaCha20-Poly1305; pk; info; aad; K) = enc ‖ ciphertext
/// ```
/// Fails with [`RequestRefused::Key`] only, where `public` is none.
pub fn seal_wrap(
    public: &PublicKey,
    binding: &Binding,
    key: &Key,
) -> Result<Vec<u8>, RequestRefused> {
    seal_wrap_with(&mut UnwrapErr(SysRng), public, binding, key)
}

/// Whether anything can be sealed to it: tries.
pub fn check_key(public: &PublicKey) -> Result<(), RequestRefused> {
    let binding = Binding {
        info: Zeroizing::new(Vec::new()),
        aad: Vec::new(),
    };
    seal_wrap(public, &binding, &Key::new(random())).map(|_| ())
}

/// [`seal_wrap`] with given randomness, which must never be used twice: for test vectors.
pub fn seal_wrap_with(
    rng: &mut impl CryptoRng,
    public: &PublicKey,
    binding: &Binding,
    key: &Key,
) -> Result<Vec<u8>, RequestRefused> {
    let public = Deserializable::from_bytes(public.as_bytes()).map_err(|_| RequestRefused::Key)?;
    let (enc, ciphertext) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        &public,
        &binding.info,
        key.as_bytes(),
        &binding.aad,
        rng,
    )
    .map_err(|_| RequestRefused::Key)?;
    Ok([&enc.to_bytes()[..], &ciphertext].concat())
}

/// The `K` inside.
pub fn open_wrap(seed: &KeySeed, binding: &Binding, wrap: &[u8]) -> Result<Key, RequestRefused> {
    if wrap.len() != WRAP {
        return Err(RequestRefused::Wrap);
    }
    let (enc, ciphertext) = wrap.split_at(ENCAPSULATION);
    let enc = Deserializable::from_bytes(enc).map_err(|_| RequestRefused::Wrap)?;
    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        &seed.secret_key(),
        &enc,
        &binding.info,
        ciphertext,
        &binding.aad,
    );
    let opened = Zeroizing::new(opened.map_err(|_| RequestRefused::Wrap)?);
    let mut bytes: [u8; Key::LENGTH] = opened
        .as_slice()
        .try_into()
        .map_err(|_| RequestRefused::Wrap)?;
    let key = Key::new(bytes);
    bytes.zeroize();
    Ok(key)
}
