/**
 * SHA-256 (FIPS 180-4, section 6.2) for the checksum of a link, and for nothing secret: a link is
 * refused before anything is awaited, and WebCrypto's digest is asynchronous. Everything else uses
 * WebCrypto, see key.ts.
 */

import { type Bytes, concat } from './token.ts';

/** The first 32 bits of the fractional part of `root` of the first `n` primes; a double has 53. */
function constants(root: (prime: number) => number, n: number): Uint32Array {
  const primes: number[] = [];
  for (let i = 2; primes.length < n; i++) {
    if (primes.every((prime) => i % prime !== 0)) primes.push(i);
  }
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}

const START = constants(Math.sqrt, 8);
const ROUND = constants(Math.cbrt, 64);

/** The 32 bytes of H(`message`). */
export function sha256(message: Uint8Array): Bytes {
  const padded = new DataView(pad(message).buffer);
  const state = START.slice();
  for (let at = 0; at < padded.byteLength; at += 64) compress(state, schedule(padded, at));
  const out = new DataView(new ArrayBuffer(32));
  for (const [i, word] of state.entries()) out.setUint32(4 * i, word);
  return new Uint8Array(out.buffer);
}

/** A one bit, zeros, and the length in bits, up to whole blocks of 64 bytes. */
function pad(message: Uint8Array): Bytes {
  const zeros = new Uint8Array((119 - (message.length % 64)) % 64);
  const padded = concat(message, Uint8Array.of(0x80), zeros, new Uint8Array(8));
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return padded;
}

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function schedule(block: DataView, at: number): Uint32Array {
  const w = new Uint32Array(64);
  const word = (i: number) => w[i] as number;
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [a, b] = [word(i - 15), word(i - 2)];
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    w[i] = word(i - 16) + s0 + word(i - 7) + s1;
  }
  return w;
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + (w[i] as number);
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries())
    state[i] = (state[i] as number) + word;
}
