/** Bytes that anybody can make again: by a seed, or by a rule. */

import { createHash } from 'node:crypto';
import type { Bytes } from '../../src/protocol/token.ts';

/** `n` bytes: SHA-256 of `<seed> <block number>`, block after block. */
export function seeded(seed: string, n: number): Bytes {
  const blocks = Array.from({ length: Math.ceil(n / 32) }, (_, i) =>
    createHash('sha256').update(`${seed} ${i}`).digest(),
  );
  return new Uint8Array(Buffer.concat(blocks).subarray(0, n));
}

/** The rule `fill`: byte i = (31 · i + 7) mod 256. */
export function filled(n: number): Bytes {
  return Uint8Array.from({ length: n }, (_, i) => (31 * i + 7) % 256);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function unhex(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** With one bit changed, in the byte at this place. */
export function flipped(bytes: Bytes, at: number): Bytes {
  const out = bytes.slice();
  out[at] = (out[at] as number) ^ 1;
  return out;
}
