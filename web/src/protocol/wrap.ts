/** The wrap around K: HPKE in base mode, one message (RFC 9180; SPEC section 5). */

import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { RequestRefused } from './document.ts';
import { expand, extract, type Prk, subtle } from './key.ts';
import { type Bytes, concat, label, Unsupported } from './token.ts';
import { decapsulate, ENCAPSULATION, encapsulate } from './xwing.ts';

/** Bytes of a wrap: enc(1120) ‖ ciphertext(48). */
export const WRAP = ENCAPSULATION + 48;

/** What a wrap is bound to: R and rid of the request, and H(envelope). */
export type Binding = { hash: Uint8Array; rid: Uint8Array; envelopeHash: Uint8Array };

/**
 * ```text
 * wrap = SealBase(pk; info = L("wrap") ‖ 0x00 ‖ R; aad = rid ‖ H(envelope); K)
 * ```
 * Throws {@link RequestRefused}: `key`, where `publicKey` is none. `eseed` only for vectors.
 */
export async function sealWrap(
  publicKey: Uint8Array,
  binding: Binding,
  key: Uint8Array,
  eseed?: Uint8Array,
): Promise<Bytes> {
  const { enc, shared } = tryEncapsulate(publicKey, eseed);
  const aead = await cipher(shared, binding);
  return concat(enc, aead.encrypt(key));
}

/** The K inside. Throws {@link RequestRefused}: `wrap`. */
export async function openWrap(
  seed: Uint8Array,
  binding: Binding,
  wrap: Uint8Array,
): Promise<Bytes> {
  const aead = await cipher(tryDecapsulate(wrap.subarray(0, ENCAPSULATION), seed), binding);
  try {
    return new Uint8Array(aead.decrypt(wrap.subarray(ENCAPSULATION)));
  } catch {
    throw new RequestRefused('wrap');
  }
}

function tryEncapsulate(publicKey: Uint8Array, eseed?: Uint8Array) {
  try {
    return encapsulate(publicKey, eseed);
  } catch (error) {
    // No randomness is another matter than no key.
    if (error instanceof Unsupported) throw error;
    throw new RequestRefused('key');
  }
}

function tryDecapsulate(enc: Uint8Array, seed: Uint8Array): Bytes {
  try {
    return decapsulate(enc, seed);
  } catch {
    throw new RequestRefused('wrap');
  }
}

const text = (ascii: string) => new TextEncoder().encode(ascii);
const u16 = (n: number) => Uint8Array.of(n >> 8, n & 0xff);
const NOTHING = new Uint8Array(0);

/** KEM X-Wing, KDF HKDF-SHA256, AEAD ChaCha20-Poly1305 (RFC 9180 §5.1). */
const SUITE = concat(text('HPKE'), u16(0x647a), u16(0x0001), u16(0x0003));

/**
 * The key schedule (RFC 9180 §5.1) without a pre-shared key, and the first nonce, the only one:
 *
 * ```text
 * context = 0x00 ‖ LabeledExtract("", "psk_id_hash", "") ‖ LabeledExtract("", "info_hash", info)
 * secret  = LabeledExtract(shared_secret, "secret", "")
 * key     = LabeledExpand(secret, "key", context, 32)
 * nonce   = LabeledExpand(secret, "base_nonce", context, 12)
 * ```
 */
async function cipher(shared: Uint8Array, { hash, rid, envelopeHash }: Binding) {
  const info = concat(label('wrap'), Uint8Array.of(0), hash);
  const context = concat(
    Uint8Array.of(0),
    await extracted(labeled('psk_id_hash', NOTHING)),
    await extracted(labeled('info_hash', info)),
  );
  const secret = await extract(shared, labeled('secret', NOTHING));
  const key = await labeledExpand(secret, 'key', context, 32);
  const nonce = await labeledExpand(secret, 'base_nonce', context, 12);
  return chacha20poly1305(key, nonce, concat(rid, envelopeHash));
}

/** `"HPKE-v1" ‖ suite_id ‖ label ‖ rest` (RFC 9180 §4). */
function labeled(name: string, rest: Uint8Array): Bytes {
  return concat(text('HPKE-v1'), SUITE, text(name), rest);
}

function labeledExpand(prk: Prk, name: string, info: Uint8Array, n: number): Promise<Bytes> {
  return expand(prk, concat(u16(n), labeled(name, info)), n);
}

/** `Extract("", ikm)` itself, which WebCrypto's HKDF never shows: HMAC under a key of zeros. */
async function extracted(ikm: Bytes): Promise<Bytes> {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle().importKey('raw', new Uint8Array(32), how, false, ['sign']);
  return new Uint8Array(await subtle().sign('HMAC', key, ikm));
}
