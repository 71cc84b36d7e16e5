/**
 * Ids, tokens and their hashes: fixed-size byte strings that travel as `b64u`.
 *
 * `b64u` is base64url without padding (RFC 4648 §5), canonical only: what does not re-encode to
 * itself is refused (SPEC, 'Notation').
 */

/** Bytes that own their buffer, as WebCrypto asks for. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Text that is not the canonical `b64u` of the expected number of bytes. */
export class Malformed extends Error {
  override name = 'Malformed';
  constructor() {
    super('not canonical base64url of the expected length');
  }
}

/** This browser lacks what sealing needs: WebCrypto, which it only offers on https pages. */
export class Unsupported extends Error {
  override name = 'Unsupported';
  constructor() {
    super('this browser offers no WebCrypto here; open the page over https');
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODES = new TextEncoder().encode(ALPHABET);
const NONE = 0xff;
const VALUES = new Uint8Array(128).fill(NONE);
for (const [value, code] of CODES.entries()) VALUES[code] = value;

/** Encodes bytes as `b64u`. */
export function toB64u(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  const byte = (i: number) => bytes[i] ?? 0;
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const held = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    // What would stand behind the end, the array drops.
    for (let bits = 18; bits >= 0; bits -= 6) out[at++] = CODES[(held >> bits) & 63] as number;
  }
  return new TextDecoder().decode(out);
}

/** Decodes canonical `b64u`, of exactly `length` bytes if given. Throws {@link Malformed}. */
export function fromB64u(text: string, length?: number): Bytes {
  const size = Math.floor((text.length * 3) / 4);
  if (text.length % 4 === 1 || (length !== undefined && length !== size)) throw new Malformed();
  const out = new Uint8Array(size);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? NONE;
    if (value === NONE) throw new Malformed();
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >> bits;
    }
  }
  // Bits left over must be zero, or a second text would decode to the same bytes.
  if ((held & ((1 << bits) - 1)) !== 0) throw new Malformed();
  return out;
}

/** `n` bytes from the system's CSPRNG. Throws {@link Unsupported} where there is none. */
export function randomBytes(n: number): Bytes {
  if (globalThis.crypto?.getRandomValues === undefined) throw new Unsupported();
  return crypto.getRandomValues(new Uint8Array(n));
}

/** Compares in constant time for equal lengths. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [i, byte] of a.entries()) difference |= byte ^ (b[i] as number);
  return difference === 0;
}

/** Joins byte strings: the `‖` of the SPEC. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** `u32` of the SPEC: four bytes, big-endian. */
export function u32(n: number): Bytes {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, n);
  return out;
}

/** `L(x)` of the SPEC: the ASCII bytes `handover/1 ` followed by `x`. */
export function label(x: string): Bytes {
  return new TextEncoder().encode(`handover/1 ${x}`);
}
