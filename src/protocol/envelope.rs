//! The envelope: the encrypted, padded bytes of a bundle (SPEC section 2).

use super::padding::{self, PREFIX};

#[cfg(feature = "client")]
mod sealing;

#[cfg(feature = "client")]
pub use sealing::{OpenError, SALT, open, seal, seal_with_salt};

/// Bytes of the header, which is an input of the key derivation and of every tag.
pub const HEADER: usize = 32;
const MAGIC: u8 = 0x48;
const VERSION: u8 = 1;
const SUITE: u8 = 1;
const FLAG_PASSPHRASE: u8 = 1;
const CHUNK_LOG2: u8 = 16;

/// Bytes that have the form of an envelope: a valid header and a size that a padded body can have.
///
/// Whether the tags are right only the holder of the key can tell.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope(Vec<u8>);

/// Why bytes are no envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misshapen {
    /// Another version or suite: the client is too old for it.
    #[error("the envelope's version is not known here")]
    Version,
    /// The magic byte, a flag, the chunk size or a reserved byte is wrong.
    #[error("the envelope's header is not valid")]
    Header,
    /// No padded body has this size.
    #[error("no padded body has this size")]
    Size,
}

impl Envelope {
    /// Checks the header strictly, and that the size is one of [`padding::envelope_length`].
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Misshapen> {
        let Some(header) = bytes.first_chunk::<HEADER>() else {
            return Err(Misshapen::Size);
        };
        check_header(header)?;
        padding::padded_length(bytes.len()).ok_or(Misshapen::Size)?;
        Ok(Self(bytes))
    }

    /// Header bit 0: whether a passphrase is needed to open it.
    #[must_use]
    pub fn has_passphrase(&self) -> bool {
        self.0[3] & FLAG_PASSPHRASE != 0
    }

    /// The bytes, header first.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, header first.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// The header, bytes 0 to 32.
    #[must_use]
    pub fn header(&self) -> &[u8; HEADER] {
        self.0
            .first_chunk()
            .expect("parse refuses what is shorter than the prefix")
    }

    /// The key commitment, bytes 32 to 64.
    #[must_use]
    pub fn commit(&self) -> &[u8] {
        &self.0[HEADER..PREFIX]
    }

    /// What follows the commitment: the chunks.
    #[must_use]
    pub fn chunks(&self) -> &[u8] {
        &self.0[PREFIX..]
    }
}

fn check_header(header: &[u8; HEADER]) -> Result<(), Misshapen> {
    let [magic, version, suite, flags, chunk_log2, reserved @ ..] = header;
    if *magic != MAGIC {
        return Err(Misshapen::Header);
    }
    if *version != VERSION || *suite != SUITE {
        return Err(Misshapen::Version);
    }
    if flags & !FLAG_PASSPHRASE != 0 || *chunk_log2 != CHUNK_LOG2 || reserved[..3] != [0; 3] {
        return Err(Misshapen::Header);
    }
    Ok(())
}
