/** Bundles made without the share page, by the same code, for the tests that begin with a link. */

import { argon2id } from '../src/protocol/argon2.ts';
import { type Bundle, encodeBundle } from '../src/protocol/bundle.ts';
import { SALT, sealEnvelope } from '../src/protocol/envelope.ts';
import { linkKeys, openKeys, passphraseBytes, receiptKeys } from '../src/protocol/key.ts';
import { receiptLink, shareLink } from '../src/protocol/link.ts';
import { randomBytes, toB64u } from '../src/protocol/token.ts';
import type { PutBundle, Receipt } from '../src/protocol/wire.ts';

/** A bundle at the server. `secret` is what no request and no log may carry. */
export type Placed = {
  shareLink: string;
  receiptLink: string;
  secret: string;
  receipt: () => Promise<Receipt>;
  /** As the sender: takes it back. */
  revoke: () => Promise<void>;
  /** As another holder of the link: opens it. */
  open: () => Promise<void>;
  /** As another holder of the link: types a wrong passphrase. */
  miss: () => Promise<void>;
};

export const ITEM = {
  kind: 'backoffice',
  fields: {
    url: 'https://my-shop.example/admin834xk',
    email: 'support@my-shop.example',
    password: ' p4ss “with” spaces\u00a0',
  },
  note: 'Mondays only',
};
export const BUNDLE: Bundle = { items: [ITEM], files: [], lang: 'en' };

/** Seals a bundle for the server at `base` and puts it there; one that is damaged opens, and cannot be read. */
export async function place(
  base: string,
  bundle = BUNDLE,
  passphrase: string | null = null,
  damaged = false,
): Promise<Placed> {
  const [key, receiptSecret] = [randomBytes(32), randomBytes(32)];
  const { id, linkHash, linkToken, passphraseSalt } = await linkKeys(key);
  const stretched =
    passphrase === null ? new Uint8Array(0) : argon2id(passphraseBytes(passphrase), passphraseSalt);
  const { openHash, openToken, prk1 } = await openKeys(key, stretched);
  const { receiptHash, receiptToken } = await receiptKeys(receiptSecret);
  const sealing = { prk1, id, passphrase: passphrase !== null };
  const envelope = await sealEnvelope(sealing, randomBytes(SALT), encodeBundle(bundle));
  if (damaged) envelope.set([0xff ^ (envelope.at(-1) ?? 0)], envelope.length - 1);
  const body: PutBundle = {
    link_hash: toB64u(linkHash),
    open_hash: toB64u(openHash),
    receipt_hash: toB64u(receiptHash),
    envelope: toB64u(envelope),
    expires_in: 86_400,
  };
  const path = `${base}/api/v1/bundles/${toB64u(id)}`;
  await call(path, 'PUT', null, body);
  return {
    shareLink: shareLink(base, key, passphrase !== null),
    receiptLink: receiptLink(base, id, receiptSecret),
    secret: toB64u(key).slice(0, 42),
    receipt: async () => (await call(path, 'GET', receiptToken)).json(),
    revoke: async () => void (await call(path, 'DELETE', receiptToken)),
    open: async () =>
      void (await call(`${path}/open`, 'POST', linkToken, { open_token: toB64u(openToken) })),
    miss: () =>
      call(`${path}/open`, 'POST', linkToken, { open_token: toB64u(randomBytes(32)) }).then(
        () => Promise.reject(new Error('a wrong passphrase opened it')),
        () => {},
      ),
  };
}

export async function call(url: string, method: string, token: Uint8Array | null, body?: object) {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${toB64u(token)}` }),
  };
  const response = await fetch(url, { method, headers, body: body ? JSON.stringify(body) : null });
  if (!response.ok) throw new Error(`${method} ${response.status}: ${await response.text()}`);
  return response;
}
