//! API keys: the text that a machine shows to the service (SPEC, 'API keys').
//!
//! ```text
//! key    = "hndo_" ‖ id(8) ‖ secret(43) ‖ check(6)           62 characters, base62: 0-9 A-Z a-z
//! secret = 32 random bytes as a number, most significant digit first, filled with 0 in front
//! check  = CRC-32 (ISO-HDLC) of the 56 characters before it, written in the same way
//! ```
//!
//! The checksum tells a key that was cut or mistyped from one that is unknown, before any call.

use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::token::random;

const PREFIX: &[u8; 5] = b"hndo_";
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Where the secret begins.
const SECRET: usize = PREFIX.len() + KeyId::LENGTH;
/// Where the checksum begins.
const CHECK: usize = ApiKey::LENGTH - 6;

/// Text that is no API key: its length, its prefix, its alphabet or its checksum is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an API key: hndo_ and 57 letters and digits, the last six of which are a checksum")]
pub struct NotAKey;

/// An API key: wiped on drop, and with neither `Debug` nor `Clone`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ApiKey([u8; Self::LENGTH]);

impl ApiKey {
    /// The number of characters.
    pub const LENGTH: usize = 62;

    /// Draws a key from the system's CSPRNG.
    #[must_use]
    pub fn random() -> Self {
        Self::new(KeyId::random(), random())
    }

    /// The key of this id and these 32 bytes.
    #[must_use]
    pub fn new(id: KeyId, mut secret: [u8; 32]) -> Self {
        let mut key = Self([0; Self::LENGTH]);
        key.0[..PREFIX.len()].copy_from_slice(PREFIX);
        key.0[PREFIX.len()..SECRET].copy_from_slice(&id.0);
        write_base62(&mut secret, &mut key.0[SECRET..CHECK]);
        let check = checksum(&key.0);
        key.0[CHECK..].copy_from_slice(&check);
        key
    }

    /// Reads a key, and checks its form and its checksum.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let key = text.as_bytes().try_into().map(Self).map_err(|_| NotAKey)?;
        let is_base62 = key.0[PREFIX.len()..].iter().all(u8::is_ascii_alphanumeric);
        if key.0.starts_with(PREFIX) && is_base62 && key.0[CHECK..] == checksum(&key.0) {
            Ok(key)
        } else {
            Err(NotAKey)
        }
    }

    /// The text, to be sent or, once, to be shown.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a key is ASCII")
    }

    /// Its public part.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let mut id = [0; KeyId::LENGTH];
        id.copy_from_slice(&self.0[PREFIX.len()..SECRET]);
        KeyId(id)
    }

    /// `H(key)`, over its text: what the service keeps of it.
    #[must_use]
    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(self.0).into())
    }
}

/// The public part of an API key: names it in the clients file and to its operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId([u8; Self::LENGTH]);

impl KeyId {
    /// The number of characters.
    pub const LENGTH: usize = 8;

    fn random() -> Self {
        let mut id = [0; Self::LENGTH];
        write_base62(&mut random::<8>(), &mut id);
        Self(id)
    }

    /// Reads eight letters and digits.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        text.as_bytes()
            .try_into()
            .ok()
            .filter(|id: &[u8; Self::LENGTH]| id.iter().all(u8::is_ascii_alphanumeric))
            .map(Self)
            .ok_or(NotAKey)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(std::str::from_utf8(&self.0).expect("an id is ASCII"))
    }
}

/// `H(key)`: compared in constant time.
#[derive(Clone, Copy)]
pub struct KeyHash([u8; 32]);

impl KeyHash {
    /// Reads 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
            *byte = match pair {
                [high, low] => hex_digit(*high)? << 4 | hex_digit(*low)?,
                _ => return None,
            };
        }
        (digits.len() == 64).then_some(Self(hash))
    }
}

impl PartialEq for KeyHash {
    /// In constant time.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for KeyHash {}

impl fmt::Display for KeyHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.0.iter();
        bytes.try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

const fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// The last six characters that belong to the ones before them.
fn checksum(key: &[u8; ApiKey::LENGTH]) -> [u8; 6] {
    let mut check = [0; 6];
    let mut crc = crc32fast::hash(&key[..CHECK]).to_be_bytes();
    write_base62(&mut crc, &mut check);
    check
}

/// Writes the lowest digits of a big-endian number, and leaves zero in its place.
fn write_base62(number: &mut [u8], digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        let mut remainder = 0;
        for byte in number.iter_mut() {
            let dividend = remainder << 8 | usize::from(*byte);
            *byte = u8::try_from(dividend / 62).expect("the remainder before was below 62");
            remainder = dividend % 62;
        }
        *digit = DIGITS[remainder];
    }
    number.zeroize();
}
