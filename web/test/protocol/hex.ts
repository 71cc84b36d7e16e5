import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Bytes } from '../../src/protocol/token.ts';

export function fromHex(hex: string): Bytes {
  if (hex.length % 2 !== 0 || /[^0-9a-f]/.test(hex)) throw new Error(`not hex: ${hex}`);
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads a file of tests/vectors. */
export function readVectors<T>(name: string): T {
  const path = new URL(`../../../tests/vectors/${name}`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
