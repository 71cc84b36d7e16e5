/** Who collects: the secret of the collect link, and the answer that it opens (SPEC section 5). */

import { type Asked, RequestRefused } from './document.ts';
import { expand, extract, sha256 } from './key.ts';
import type { RequestKeys } from './request.ts';
import { type Bytes, equal, label } from './token.ts';
import { openWrap } from './wrap.ts';
import { publicKey } from './xwing.ts';

/** A key that opens: `seed` is the X-Wing secret key, `publicKey` what stands in the document. */
export type KeyPair = { seed: Bytes; publicKey: Bytes };

/** `sk seed = Exp(Ext(L("collect"), seed), L("x-wing"), 32)`: the key of one request alone. */
export async function oneOffKey(secret: Uint8Array): Promise<KeyPair> {
  const prk = await extract(label('collect'), secret);
  const seed = await expand(prk, label('x-wing'), 32);
  return { seed, publicKey: publicKey(seed) };
}

/**
 * Whether only keys that are known here can read the answer: one-off exactly its own, team all of
 * the key ring. Throws {@link RequestRefused}: `unknown-key`.
 */
export function checkKeys({ keys }: Asked, known: readonly Uint8Array[]): void {
  const isKnown = (key: Uint8Array) => known.some((one) => equal(one, key));
  if (!keys.every(isKnown)) throw new RequestRefused('unknown-key');
}

/** What the API gives to who collects, decoded. `envelopeHash`: 32 bytes. */
export type Collected = { wraps: readonly Uint8Array[]; envelopeHash: Uint8Array };

/**
 * K, the key of the bundle that answered. `known` are all public keys of the key ring, `own` the
 * one that opens. Throws {@link RequestRefused}: `wraps`, `unknown-key`, `wrap`.
 */
export async function openAnswer(
  { hash, rid }: RequestKeys,
  asked: Asked,
  { wraps, envelopeHash }: Collected,
  own: KeyPair,
  known: readonly Uint8Array[] = [own.publicKey],
): Promise<Bytes> {
  if (wraps.length !== asked.keys.length) throw new RequestRefused('wraps');
  checkKeys(asked, known);
  const wrap = wraps[asked.keys.findIndex((key) => equal(key, own.publicKey))];
  if (wrap === undefined) throw new RequestRefused('unknown-key');
  return openWrap(own.seed, { hash, rid, envelopeHash }, wrap);
}

/**
 * That the envelope is the one the wrap was checked with; else confirm with `readable: false`.
 * Throws {@link RequestRefused}: `envelope`.
 */
export async function checkEnvelope(envelope: Uint8Array, envelopeHash: Uint8Array): Promise<void> {
  if (!equal(await sha256(envelope), envelopeHash)) throw new RequestRefused('envelope');
}
