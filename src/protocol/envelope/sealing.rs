//! Sealing and opening: the part of the envelope that a server cannot name (SPEC section 2).

use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::XChaCha20Poly1305;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{CHUNK_LOG2, Envelope, FLAG_PASSPHRASE, HEADER, MAGIC, SUITE, VERSION};
use crate::protocol::{
    key::{OpenKeys, PayloadKeys},
    padding::{CHUNK, TAG, envelope_length, pad},
    token::{BundleId, random},
};

/// Bytes of salt in the header, random per encryption.
pub const SALT: usize = 24;

/// STREAM (Hoang, Reyhanitabar, Rogaway, Vizár) with a 32-bit counter and a byte for the last chunk.
type Stream = StreamBE32<XChaCha20Poly1305>;

/// Why an envelope does not open. No byte of it is released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The link says that there is a passphrase and the header that there is none, or the reverse.
    #[error("the link and the envelope do not agree about a passphrase: the link is damaged")]
    PassphraseFlag,
    /// The key is not the one that sealed it.
    #[error("wrong passphrase or damaged link")]
    Commit,
    /// Bytes were changed, cut or moved after it was sealed.
    #[error("the envelope was changed after it was sealed")]
    Tag,
}

/// Pads and encrypts a body under a fresh salt.
#[must_use]
pub fn seal(keys: &OpenKeys, id: &BundleId, body: &[u8]) -> Envelope {
    seal_with_salt(keys, id, &random(), body)
}

/// [`seal`] with a given salt, which must never be used twice with the same keys: for test vectors.
#[must_use]
pub fn seal_with_salt(keys: &OpenKeys, id: &BundleId, salt: &[u8; SALT], body: &[u8]) -> Envelope {
    let header = make_header(keys.has_passphrase(), salt);
    let payload = keys.payload(&header, id);
    let cipher = Cipher::new(&payload, &header, id);
    let padded = pad(body.len());
    let mut out = Vec::with_capacity(envelope_length(padded));
    out.extend_from_slice(&header);
    out.extend_from_slice(&payload.commit);
    for start in (0..padded).step_by(CHUNK) {
        let end = padded.min(start + CHUNK);
        let plain = &body[start.min(body.len())..end.min(body.len())];
        out.extend_from_slice(&cipher.encrypt(start / CHUNK, end == padded, plain, end - start));
    }
    Envelope(out)
}

/// Decrypts to the padded body: the commitment first, then every chunk, and nothing before all fit.
pub fn open(
    keys: &OpenKeys,
    id: &BundleId,
    envelope: &Envelope,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if envelope.has_passphrase() != keys.has_passphrase() {
        return Err(OpenError::PassphraseFlag);
    }
    let payload = keys.payload(envelope.header(), id);
    if !bool::from(payload.commit.ct_eq(envelope.commit())) {
        return Err(OpenError::Commit);
    }
    let cipher = Cipher::new(&payload, envelope.header(), id);
    let chunks = envelope.chunks();
    let mut padded = Zeroizing::new(Vec::with_capacity(chunks.len()));
    for (i, chunk) in chunks.chunks(CHUNK + TAG).enumerate() {
        let last = (i + 1) * (CHUNK + TAG) >= chunks.len();
        padded.extend_from_slice(&cipher.decrypt(i, last, chunk)?);
    }
    Ok(padded)
}

fn make_header(passphrase: bool, salt: &[u8; SALT]) -> [u8; HEADER] {
    let flags = if passphrase { FLAG_PASSPHRASE } else { 0 };
    let mut header = [0; HEADER];
    header[..5].copy_from_slice(&[MAGIC, VERSION, SUITE, flags, CHUNK_LOG2]);
    header[HEADER - SALT..].copy_from_slice(salt);
    header
}

/// Encrypts and decrypts the chunks of one envelope; `aad = header ‖ id`.
struct Cipher {
    stream: Stream,
    aad: [u8; HEADER + BundleId::LENGTH],
}

impl Cipher {
    fn new(keys: &PayloadKeys, header: &[u8; HEADER], id: &BundleId) -> Self {
        let mut aad = [0; HEADER + BundleId::LENGTH];
        aad[..HEADER].copy_from_slice(header);
        aad[HEADER..].copy_from_slice(id.as_bytes());
        let stream = Stream::new((&keys.key).into(), (&keys.nonce_prefix).into());
        Self { stream, aad }
    }

    /// Chunk `i`: `plain`, zeros up to `length` bytes, encrypted, and its tag.
    fn encrypt(&self, i: usize, last: bool, plain: &[u8], length: usize) -> Zeroizing<Vec<u8>> {
        let mut chunk = Zeroizing::new(Vec::with_capacity(length + TAG));
        chunk.extend_from_slice(plain);
        chunk.resize(length, 0);
        self.stream
            .encrypt_in_place(counter(i), last, &self.aad, &mut *chunk)
            .expect("a chunk is far below the 256 GiB that the cipher takes");
        chunk
    }

    fn decrypt(
        &self,
        i: usize,
        last: bool,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut chunk = Zeroizing::new(sealed.to_vec());
        self.stream
            .decrypt_in_place(counter(i), last, &self.aad, &mut *chunk)
            .map_err(|_| OpenError::Tag)?;
        Ok(chunk)
    }
}

/// `u32(i)`.
fn counter(i: usize) -> u32 {
    u32::try_from(i).expect("2^32 chunks are 256 TiB, more than memory holds")
}
