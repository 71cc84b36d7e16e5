/** The links of a request (SPEC section 4): read like the others, see link.ts. */

import { decode, encode } from './link.ts';
import { type Bytes, concat } from './token.ts';

/** Bytes of R, which both links begin with. */
const HASH = 32;

/** Reads a request link: the hash R of its document. Throws `LinkRefused`. */
export function parseRequestLink(input: string): { hash: Bytes } {
  return { hash: decode(input, 'request').payload };
}

/** `secret`: the seed of a one-off key (32 bytes), or with a team key T (16). */
export type CollectSecret = { hash: Bytes; secret: Bytes; key: 'one-off' | 'team' };

/** Reads a collect link. Throws `LinkRefused`. */
export function parseCollectLink(input: string): CollectSecret {
  const { letter, payload } = decode(input, 'collect');
  const key = letter === 'c' ? 'one-off' : 'team';
  return { hash: payload.slice(0, HASH), secret: payload.slice(HASH), key };
}

/** `base` is the page's origin and path prefix, without a slash at the end. */
export function requestLink(base: string, hash: Uint8Array): string {
  return `${base}/answer#${encode('r', hash)}`;
}

/** `base` as in {@link requestLink}; the length of `secret` says which kind of key. */
export function collectLink(base: string, hash: Uint8Array, secret: Uint8Array): string {
  return `${base}/collect#${encode(secret.length === HASH ? 'c' : 't', concat(hash, secret))}`;
}
