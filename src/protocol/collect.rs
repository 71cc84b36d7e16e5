//! Who collects: the secret of the collect link, and the answer that it opens (SPEC section 5).

use super::{
    document::{Asked, RequestRefused},
    request::{RequestKeys, collect_prk},
    token::{EnvelopeHash, Key, KeySeed, OneOffSeed, PublicKey},
    wire::Bytes,
    wrap::{Binding, open_wrap},
};

impl OneOffSeed {
    /// `sk seed = Exp(Ext(L("collect"), seed), L("x-wing"), 32)`: the key of one request alone.
    #[must_use]
    pub fn key(&self) -> KeySeed {
        KeySeed::new(collect_prk(self.as_bytes()).expand(&[b"handover/1 x-wing"]))
    }
}

/// That there is one wrap for each key, and that only keys which are known here can read the answer:
/// of a one-off request exactly its own, of a team's all of the key ring.
pub fn check_answer(
    asked: &Asked,
    wraps: &[Bytes],
    known: &[PublicKey],
) -> Result<(), RequestRefused> {
    if wraps.len() != asked.keys.len() {
        Err(RequestRefused::Wraps)
    } else if asked.keys.iter().all(|key| known.contains(key)) {
        Ok(())
    } else {
        Err(RequestRefused::UnknownKey)
    }
}

/// `K`, the key of the bundle that answered. `own` is the key that opens, `known` the whole ring.
pub fn open_answer(
    request: &RequestKeys,
    asked: &Asked,
    wraps: &[Bytes],
    envelope: &EnvelopeHash,
    own: &KeySeed,
    known: &[PublicKey],
) -> Result<Key, RequestRefused> {
    check_answer(asked, wraps, known)?;
    let public = own.public_key();
    let at = asked.keys.iter().position(|key| *key == public);
    let at = at.ok_or(RequestRefused::UnknownKey)?;
    let binding = Binding::new(&request.secret, &request.id(), envelope);
    open_wrap(own, &binding, &wraps[at].0)
}

/// That the envelope is the one that the wrap was checked with; else it is confirmed as not
/// readable.
pub fn check_envelope(envelope: &[u8], expected: &EnvelopeHash) -> Result<(), RequestRefused> {
    if EnvelopeHash::digest(envelope) == *expected {
        Ok(())
    } else {
        Err(RequestRefused::Envelope)
    }
}
