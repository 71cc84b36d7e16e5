/** Every key and token of a bundle, derived from what stands in a link (SPEC section 1). */

import { isWellFormed } from './text.ts';
import { type Bytes, concat, label, Unsupported } from './token.ts';

/** A pseudorandom key: what `Ext` returns. The material itself cannot be read back. */
export type Prk = { readonly material: CryptoKey; readonly salt: Bytes };

/** Throws {@link Unsupported} where the page has none. */
export function subtle(): SubtleCrypto {
  if (globalThis.crypto?.subtle === undefined) throw new Unsupported();
  return crypto.subtle;
}

/** `H` of the SPEC: SHA-256 (FIPS 180-4). */
export async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await subtle().digest('SHA-256', bytes as Bytes));
}

/** `Ext(salt, ikm)`: HKDF-SHA256 extract (RFC 5869 §2.2), done where `expand` needs it. */
export async function extract(salt: Uint8Array, ikm: Uint8Array): Promise<Prk> {
  const material = await subtle().importKey('raw', ikm as Bytes, 'HKDF', false, ['deriveBits']);
  return { material, salt: salt as Bytes };
}

/** `Exp(prk, info, n)`: HKDF-SHA256 expand (RFC 5869 §2.3), n ≤ 8160 bytes. */
export async function expand(prk: Prk, info: Uint8Array, n: number): Promise<Bytes> {
  const how = { name: 'HKDF', hash: 'SHA-256', salt: prk.salt, info: info as Bytes };
  return new Uint8Array(await subtle().deriveBits(how, prk.material, n * 8));
}

/** What the link alone gives. */
export type LinkKeys = { linkToken: Bytes; linkHash: Bytes; id: Bytes; passphraseSalt: Bytes };

/**
 * ```text
 * PRK0 = Ext(L("link"), K)                            link_token = Exp(PRK0, L("link-token"), 32)
 * salt_pw = Exp(PRK0, L("passphrase-salt"), 16)       link_hash  = H(link_token)
 * id = first 16 bytes of H(L("id") ‖ link_hash)
 * ```
 */
export async function linkKeys(key: Uint8Array): Promise<LinkKeys> {
  const prk0 = await extract(label('link'), key);
  const linkToken = await expand(prk0, label('link-token'), 32);
  const linkHash = await sha256(linkToken);
  const id = (await sha256(concat(label('id'), linkHash))).slice(0, 16);
  return {
    linkToken,
    linkHash,
    id,
    passphraseSalt: await expand(prk0, label('passphrase-salt'), 16),
  };
}

/** What the link and the passphrase give: `prk1` seals and opens the envelope. */
export type OpenKeys = { openToken: Bytes; openHash: Bytes; prk1: Prk };

/**
 * ```text
 * PRK1 = Ext(L("open"), K ‖ P)      open_token = Exp(PRK1, L("open-token"), 32)
 * ```
 * `stretched` is P: empty without a passphrase, else 32 bytes.
 */
export async function openKeys(key: Uint8Array, stretched: Uint8Array): Promise<OpenKeys> {
  const prk1 = await extract(label('open'), concat(key, stretched));
  const openToken = await expand(prk1, label('open-token'), 32);
  return { openToken, openHash: await sha256(openToken), prk1 };
}

/** What encrypts one envelope. */
export type PayloadKeys = { key: Bytes; noncePrefix: Bytes; commit: Bytes };

/** `key(32) ‖ nonce_prefix(19) ‖ commit(32) = Exp(PRK1, L("payload") ‖ 0x00 ‖ header ‖ id, 83)` */
export async function payloadKeys(
  prk1: Prk,
  header: Uint8Array,
  id: Uint8Array,
): Promise<PayloadKeys> {
  const info = concat(label('payload'), new Uint8Array(1), header, id);
  const bytes = await expand(prk1, info, 83);
  return { key: bytes.slice(0, 32), noncePrefix: bytes.slice(32, 51), commit: bytes.slice(51) };
}

/** `receipt_token = Exp(Ext(L("receipt"), M), L("receipt-token"), 32)`, `receipt_hash = H(…)`. */
export async function receiptKeys(
  secret: Uint8Array,
): Promise<{ receiptToken: Bytes; receiptHash: Bytes }> {
  const prk = await extract(label('receipt'), secret);
  const receiptToken = await expand(prk, label('receipt-token'), 32);
  return { receiptToken, receiptHash: await sha256(receiptToken) };
}

/** The text cannot be a passphrase. */
export class PassphraseRefused extends Error {
  override name = 'PassphraseRefused';
  readonly reason: 'empty' | 'utf8';
  constructor(reason: 'empty' | 'utf8') {
    super(`passphrase refused: ${reason}`);
    this.reason = reason;
  }
}

/** `NFKC(passphrase)` as UTF-8; nothing is trimmed. Throws {@link PassphraseRefused}. */
export function passphraseBytes(passphrase: string): Bytes {
  if (!isWellFormed(passphrase)) throw new PassphraseRefused('utf8');
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  if (bytes.length === 0) throw new PassphraseRefused('empty');
  return bytes;
}
