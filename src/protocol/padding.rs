//! Sizes that tell little: `pad(n)` and the sizes an envelope can have (SPEC section 3).

/// Bytes of plaintext in every chunk but the last.
pub const CHUNK: usize = 65_536;
/// Bytes of the Poly1305 tag behind each chunk.
pub const TAG: usize = 16;
/// Bytes before the first chunk: 32 of header, 32 of commitment.
pub const PREFIX: usize = 64;

/// The padded length of a body of `n` bytes.
///
/// ```text
/// pad(n) = 1024 for n ≤ 1024; the next power of two for n ≤ 65536;
///          above: E = ⌊log2 n⌋, S = ⌊log2 E⌋ + 1, z = E − S, (n + 2^z − 1) & ~(2^z − 1)    (Padmé)
/// ```
#[must_use]
pub const fn pad(n: usize) -> usize {
    if n <= 1024 {
        return 1024;
    }
    if n <= CHUNK {
        return n.next_power_of_two();
    }
    let e = n.ilog2();
    let s = e.ilog2() + 1;
    let mask = (1 << (e - s)) - 1;
    (n + mask) & !mask
}

/// The length of the envelope around a padded body: 64 bytes before, a tag for each chunk.
#[must_use]
pub const fn envelope_length(padded: usize) -> usize {
    PREFIX + padded + padded.div_ceil(CHUNK) * TAG
}

/// The padded length inside an envelope of this length, if any body can have it.
#[must_use]
pub fn padded_length(envelope: usize) -> Option<usize> {
    let sealed = envelope.checked_sub(PREFIX)?;
    let chunks = sealed.div_ceil(CHUNK + TAG);
    let padded = sealed.checked_sub(chunks * TAG)?;
    (padded > 0 && pad(padded) == padded && envelope_length(padded) == envelope).then_some(padded)
}
