/** Sizes that tell little: `pad(n)` and the sizes an envelope can have (SPEC section 3). */

/** Bytes of plaintext in every chunk but the last. */
export const CHUNK = 65_536;
/** Bytes of the Poly1305 tag behind each chunk. */
export const TAG = 16;
/** Bytes before the first chunk: 32 of header, 32 of commitment. */
export const PREFIX = 64;

/** ⌊log2 n⌋ for 1 ≤ n < 2^32. */
function log2(n: number): number {
  return 31 - Math.clz32(n);
}

/**
 * The padded length of a body of `n` bytes, n < 2^31.
 *
 * ```text
 * pad(n) = 1024 for n ≤ 1024; the next power of two for n ≤ 65536;
 *          above: E = ⌊log2 n⌋, S = ⌊log2 E⌋ + 1, z = E − S, (n + 2^z − 1) & ~(2^z − 1)    (Padmé)
 * ```
 */
export function pad(n: number): number {
  if (n <= 1024) return 1024;
  if (n <= CHUNK) return 2 ** (log2(n - 1) + 1);
  const e = log2(n);
  const step = 2 ** (e - log2(e) - 1);
  return Math.ceil(n / step) * step;
}

/** The length of the envelope around a padded body: 64 bytes before, a tag for each chunk. */
export function envelopeLength(padded: number): number {
  return PREFIX + padded + Math.ceil(padded / CHUNK) * TAG;
}

/** The padded length inside an envelope of this length, or null if no body can have it. */
export function paddedLength(envelope: number): number | null {
  const sealed = envelope - PREFIX;
  const padded = sealed - Math.ceil(sealed / (CHUNK + TAG)) * TAG;
  const legal = padded > 0 && pad(padded) === padded && envelopeLength(padded) === envelope;
  return legal ? padded : null;
}
