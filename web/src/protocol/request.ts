/** Requests: what the hash R of a document opens, and the document itself (SPEC section 5). */

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type Asked, decodeDocument, MAX_DOCUMENT, RequestRefused } from './document.ts';
import { expand, extract, sha256 } from './key.ts';
import { type Bytes, concat, equal, label } from './token.ts';

export { type Asked, type RequestFlaw, RequestRefused } from './document.ts';

/** `R = H(L("request") ‖ D)`: what the request link carries. */
export function documentHash(document: Uint8Array): Promise<Bytes> {
  return sha256(concat(label('request'), document));
}

/** What comes out of R. `hash` is R itself; `code` is six digits, leading zeros included. */
export type RequestKeys = {
  hash: Bytes;
  rid: Bytes;
  answerToken: Bytes;
  answerHash: Bytes;
  documentKey: Bytes;
  code: string;
};

/**
 * ```text
 * PRKr = Ext(L("request"), R)                 answer_token = Exp(PRKr, L("answer-token"), 32)
 * dk   = Exp(PRKr, L("document"), 32)         answer_hash  = H(answer_token)
 * rid  = first 16 bytes of H(L("request-id") ‖ answer_hash)
 * code = u32(Exp(PRKr, L("code"), 4)) mod 1000000
 * ```
 */
export async function deriveRequest(hash: Uint8Array): Promise<RequestKeys> {
  const prk = await extract(label('request'), hash);
  const answerToken = await expand(prk, label('answer-token'), 32);
  const answerHash = await sha256(answerToken);
  const code = await expand(prk, label('code'), 4);
  return {
    hash: new Uint8Array(hash),
    rid: (await sha256(concat(label('request-id'), answerHash))).slice(0, 16),
    answerToken,
    answerHash,
    documentKey: await expand(prk, label('document'), 32),
    code: String(new DataView(code.buffer).getUint32(0) % 1_000_000).padStart(6, '0'),
  };
}

/**
 * What the secret of a collect link gives:
 *
 * ```text
 * collect_token = Exp(Ext(L("collect"), seed or T), L("collect-token"), 32);   collect_hash = H(…)
 * ```
 */
export async function collectKeys(
  secret: Uint8Array,
): Promise<{ collectToken: Bytes; collectHash: Bytes }> {
  const prk = await extract(label('collect'), secret);
  const collectToken = await expand(prk, label('collect-token'), 32);
  return { collectToken, collectHash: await sha256(collectToken) };
}

/** `D_sealed = XChaCha20-Poly1305(dk, 24 zero bytes, aad = L("document") ‖ rid, D)`: one dk, one D. */
export function sealDocument(keys: RequestKeys, document: Uint8Array): Bytes {
  return new Uint8Array(documentCipher(keys).encrypt(document));
}

/**
 * What is asked, and that it is what the link says: nobody in between chose other keys. Throws
 * {@link RequestRefused}.
 */
export async function openDocument(keys: RequestKeys, sealed: Uint8Array): Promise<Asked> {
  if (sealed.length > MAX_DOCUMENT + 16) throw new RequestRefused('limit');
  const document = decrypt(keys, sealed);
  if (!equal(await documentHash(document), keys.hash)) throw new RequestRefused('hash');
  return decodeDocument(document);
}

function documentCipher({ documentKey, rid }: RequestKeys) {
  return xchacha20poly1305(documentKey, new Uint8Array(24), concat(label('document'), rid));
}

function decrypt(keys: RequestKeys, sealed: Uint8Array): Bytes {
  try {
    return new Uint8Array(documentCipher(keys).decrypt(sealed));
  } catch {
    throw new RequestRefused('sealed');
  }
}

/** Milliseconds by which clocks may differ. */
const TOLERANCE = 24 * 60 * 60 * 1000;

/**
 * For who answers: the end that the document names is neither long over nor another than the
 * server's. `now` in milliseconds, `served` the `expires_at` of the API while pending. Throws
 * {@link RequestRefused}: `expired`, `clock`.
 */
export function checkTimes({ expiresAt }: Asked, now: number, served: string): void {
  const end = Date.parse(expiresAt);
  if (end < now - TOLERANCE) throw new RequestRefused('expired');
  if (Math.abs(end - Date.parse(served)) > TOLERANCE) throw new RequestRefused('clock');
}
