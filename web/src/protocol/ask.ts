/** Who asks: makes a request and its two links (SPEC section 5). */

import { oneOffKey } from './collect.ts';
import { type Asked, DOCUMENT_SALT, encodeDocument } from './document.ts';
import {
  collectKeys,
  deriveRequest,
  documentHash,
  type RequestKeys,
  sealDocument,
} from './request.ts';
import { collectLink, requestLink } from './requestlink.ts';
import { type Bytes, randomBytes } from './token.ts';

/** What the document says but for the keys: those of `teams`, or else one for this request alone. */
export type Wish = Omit<Asked, 'keys'> & { teams?: readonly Bytes[] };

/** A request that is made and not yet sent: keep it, and send the same bytes on a retry. */
export type MadeRequest = {
  keys: RequestKeys;
  document: Bytes;
  sealedDocument: Bytes;
  collectHash: Bytes;
  requestLink: string;
  collectLink: string;
};

/**
 * `base` is the page's origin and path prefix, without a slash at the end. Throws `RequestRefused`:
 * `limit`, `document`.
 */
export async function makeRequest({ teams, ...wish }: Wish, base: string): Promise<MadeRequest> {
  // seed, or T: what the collect link carries beside R.
  const secret = randomBytes(teams === undefined ? 32 : 16);
  const publicKeys = teams ?? [(await oneOffKey(secret)).publicKey];
  const document = encodeDocument({ ...wish, keys: [...publicKeys] }, randomBytes(DOCUMENT_SALT));
  const keys = await deriveRequest(await documentHash(document));
  return {
    keys,
    document,
    sealedDocument: sealDocument(keys, document),
    collectHash: (await collectKeys(secret)).collectHash,
    requestLink: requestLink(base, keys.hash),
    collectLink: collectLink(base, keys.hash, secret),
  };
}
