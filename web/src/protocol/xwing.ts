/** X-Wing: ML-KEM-768 and X25519 in one KEM (draft-connolly-cfrg-xwing-kem; HPKE's KEM 0x647A). */

import { montgomery } from '@noble/curves/abstract/montgomery.js';
import { sha3_256, shake256 } from '@noble/hashes/sha3.js';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import { type Bytes, concat, randomBytes } from './token.ts';

/** Bytes of a public key, of what encapsulation sends, and of the seed that is the secret key. */
export const PUBLIC_KEY = 1216;
export const ENCAPSULATION = 1120;
export const SEED = 32;

const ML_KEM_PUBLIC = 1184;
const ML_KEM_CIPHERTEXT = 1088;
/** The draft's XWingLabel: `\.//^\`. */
const LABEL = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c);

const P = 2n ** 255n - 19n;

/** X25519 (RFC 7748 §5). The library's ready one brings the Edwards curve along: six kilobytes. */
const x25519 = montgomery({
  P,
  type: 'x25519',
  adjustScalarBytes: (bytes: Uint8Array) => {
    bytes[0] = (bytes[0] as number) & 248;
    bytes[31] = ((bytes[31] as number) & 127) | 64;
    return bytes;
  },
  powPminus2: inverse,
});

/** `x^(P − 2) mod P`: the exponent is public. */
function inverse(x: bigint): bigint {
  let result = 1n;
  for (let power = P - 2n, base = x; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}

/** The 1216 bytes that belong to the 32 of `seed`. */
export function publicKey(seed: Uint8Array): Bytes {
  const { mlKem, x } = expandKey(seed);
  return concat(mlKem.publicKey, x25519.getPublicKey(x));
}

/** `expanded = SHAKE256(seed, 96)`: 64 bytes for ML-KEM's key generation, 32 of scalar (§5.2). */
function expandKey(seed: Uint8Array) {
  if (seed.length !== SEED) throw new RangeError('an X-Wing seed has 32 bytes');
  const expanded = shake256(seed, { dkLen: 96 });
  return { mlKem: ml_kem768.keygen(expanded.slice(0, 64)), x: expanded.slice(64) };
}

/** What goes to the holder of the key, and the 32 bytes that both then have. */
export type Encapsulated = { enc: Bytes; shared: Bytes };

/** Throws where `key` is no public key. `eseed`: 64 random bytes, never used twice (§5.4). */
export function encapsulate(key: Uint8Array, eseed: Uint8Array = randomBytes(64)): Encapsulated {
  const [mlPublic, xPublic] = [key.subarray(0, ML_KEM_PUBLIC), key.subarray(ML_KEM_PUBLIC)];
  const ml = ml_kem768.encapsulate(mlPublic, eseed.subarray(0, 32));
  const scalar = eseed.subarray(32);
  const xEnc = x25519.getPublicKey(scalar);
  const xShared = x25519.getSharedSecret(scalar, xPublic);
  return {
    enc: concat(ml.cipherText, xEnc),
    shared: combine(ml.sharedSecret, xShared, xEnc, xPublic),
  };
}

/** The other side (§5.5). A foreign `enc` gives other bytes, and no error: the cipher finds out. */
export function decapsulate(enc: Uint8Array, seed: Uint8Array): Bytes {
  const { mlKem, x } = expandKey(seed);
  const [mlEnc, xEnc] = [enc.subarray(0, ML_KEM_CIPHERTEXT), enc.subarray(ML_KEM_CIPHERTEXT)];
  const mlShared = ml_kem768.decapsulate(mlEnc, mlKem.secretKey);
  return combine(mlShared, x25519.getSharedSecret(x, xEnc), xEnc, x25519.getPublicKey(x));
}

/** `SHA3-256(ss_M ‖ ss_X ‖ ct_X ‖ pk_X ‖ XWingLabel)` (§5.3). */
function combine(
  mlShared: Uint8Array,
  xShared: Uint8Array,
  xEnc: Uint8Array,
  xPublic: Uint8Array,
): Bytes {
  return new Uint8Array(sha3_256(concat(mlShared, xShared, xEnc, xPublic, LABEL)));
}
