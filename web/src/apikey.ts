/**
 * API keys: their form, which tells a key that was cut or mistyped before any call, and the one that
 * this browser keeps if its owner wants it.
 *
 * ```text
 * key = "hndo_" ‖ id(8) ‖ secret(43) ‖ check(6)         62 characters, base62: 0-9 A-Z a-z
 * check = CRC-32 (ISO-HDLC) of the 56 characters before it, most significant digit first
 * ```
 */

/** `other`: something else than a key. `cut`: a part of one. `mistyped`: as long, or longer, and wrong. */
export type KeyFlaw = 'empty' | 'other' | 'cut' | 'mistyped';

const PREFIX = 'hndo_';
const LENGTH = 62;
const CHECK = 6;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What is wrong with a key, or null. Blanks around it are no matter: see {@link apiKeyIn}. */
export function keyFlaw(text: string): KeyFlaw | null {
  const key = text.trim();
  if (key === '') return 'empty';
  if (!key.startsWith(PREFIX)) return 'other';
  const base62 = /^[0-9A-Za-z]*$/.test(key.slice(PREFIX.length));
  if (base62 && key.length < LENGTH) return 'cut';
  const summed = key.length === LENGTH && key.slice(-CHECK) === checksum(key.slice(0, -CHECK));
  return base62 && summed ? null : 'mistyped';
}

/** The key in a field, or null where there is no whole one. */
export function apiKeyIn(text: string): string | null {
  return keyFlaw(text) === null ? text.trim() : null;
}

/** Six digits in base62. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CHECK; i++) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** CRC-32 (ISO-HDLC), bit by bit: it is 56 characters. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const KEPT = 'handover.key';

/** The key that is kept here, or null. What others wrote into the storage counts as none. */
export function keptKey(): string | null {
  try {
    return apiKeyIn(localStorage.getItem(KEPT) ?? '');
  } catch {
    return null;
  }
}

/** False where the browser lets nothing be stored. */
export function keepKey(key: string): boolean {
  try {
    localStorage.setItem(KEPT, key);
    return true;
  } catch {
    return false;
  }
}

export function forgetKey(): void {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Then nothing was kept either.
  }
}
