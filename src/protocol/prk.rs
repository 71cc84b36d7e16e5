//! HKDF-SHA256 (RFC 5869), as the SPEC writes it: `Ext` and `Exp`.

use hkdf::{Hkdf, HkdfExtract};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A pseudorandom key: what `Ext` returns.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Prk([u8; 32]);

impl Prk {
    /// `Ext(salt, ikm)`: HKDF-SHA256 extract (RFC 5869 §2.2). `ikm` is given in parts.
    #[must_use]
    pub fn extract(salt: &[u8], ikm: &[&[u8]]) -> Self {
        let mut hkdf = HkdfExtract::<Sha256>::new(Some(salt));
        for part in ikm {
            hkdf.input_ikm(part);
        }
        let (mut output, _) = hkdf.finalize();
        let prk = Self(output.into());
        output.zeroize();
        prk
    }

    /// `Exp(prk, info, N)`: HKDF-SHA256 expand (RFC 5869 §2.3). `info` is given in parts.
    #[must_use]
    pub fn expand<const N: usize>(&self, info: &[&[u8]]) -> [u8; N] {
        const { assert!(N <= 255 * 32, "RFC 5869 §2.3 ends there") };
        let mut bytes = [0; N];
        Hkdf::<Sha256>::from_prk(&self.0)
            .expect("32 bytes are a whole pseudorandom key")
            .expand_multi_info(info, &mut bytes)
            .expect("N is at most 255 blocks");
        bytes
    }

    /// The raw bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}
