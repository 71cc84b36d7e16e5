/** Stretching a passphrase (SPEC section 1). Apart from the rest: only a Worker loads it. */

import { argon2id as derive } from '@noble/hashes/argon2.js';
import type { Bytes } from './token.ts';

/** Fixed by the version of the protocol: OWASP's first choice for Argon2id. */
const PARAMETERS = { m: 19_456, t: 2, p: 1, dkLen: 32, version: 0x13 } as const;

/**
 * `P = Argon2id(password, salt_pw, m = 19456 KiB, t = 2, p = 1, 32 bytes, v = 0x13)` (RFC 9106).
 * Takes about half a second and gives nothing else a turn; `onProgress` is called many times.
 */
export function argon2id(
  password: Uint8Array,
  salt: Uint8Array,
  onProgress: (fraction: number) => void = () => {},
): Bytes {
  return new Uint8Array(derive(password, salt, { ...PARAMETERS, onProgress }));
}
