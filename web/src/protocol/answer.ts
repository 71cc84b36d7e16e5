/** Who answers: seals a bundle to the keys of a request (SPEC section 5). */

import { type Bundle, encodeBundle } from './bundle.ts';
import type { Asked } from './document.ts';
import { SALT, sealEnvelope } from './envelope.ts';
import { linkKeys, openKeys, receiptKeys, sha256 } from './key.ts';
import type { RequestKeys } from './request.ts';
import { type Bytes, randomBytes } from './token.ts';
import { sealWrap } from './wrap.ts';

/** An answer that is sealed and not yet sent: keep it, and send the same bytes on a retry. */
export type SealedAnswer = {
  linkHash: Bytes;
  openHash: Bytes;
  receiptHash: Bytes;
  /** M: with rid it makes the receipt link. */
  receiptSecret: Bytes;
  envelope: Bytes;
  /** In the order of the document's keys. */
  wraps: Bytes[];
};

/**
 * Seals under a fresh K with `id := rid` and no passphrase, and K to each key. Throws
 * `BundleRefused`, and `RequestRefused`: `key`.
 */
export async function sealAnswer(
  { hash, rid }: RequestKeys,
  asked: Asked,
  bundle: Bundle,
): Promise<SealedAnswer> {
  const padded = encodeBundle(bundle);
  const [key, receiptSecret] = [randomBytes(32), randomBytes(32)];
  const { openHash, prk1 } = await openKeys(key, new Uint8Array(0));
  const sealing = { prk1, id: rid, passphrase: false };
  const envelope = await sealEnvelope(sealing, randomBytes(SALT), padded);
  const binding = { hash, rid, envelopeHash: await sha256(envelope) };
  return {
    linkHash: (await linkKeys(key)).linkHash,
    openHash,
    receiptHash: (await receiptKeys(receiptSecret)).receiptHash,
    receiptSecret,
    envelope,
    wraps: await Promise.all(asked.keys.map((publicKey) => sealWrap(publicKey, binding, key))),
  };
}
