/** Requests made and answered without their pages, by the same code, for the tests that begin with a link. */

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { sealAnswer } from '../src/protocol/answer.ts';
import { argon2id } from '../src/protocol/argon2.ts';
import { makeRequest } from '../src/protocol/ask.ts';
import { type Bundle, decodeBundle } from '../src/protocol/bundle.ts';
import { oneOffKey, openAnswer } from '../src/protocol/collect.ts';
import type { Asked } from '../src/protocol/document.ts';
import { openEnvelope } from '../src/protocol/envelope.ts';
import { linkKeys, openKeys, passphraseBytes } from '../src/protocol/key.ts';
import { collectKeys, openDocument, type RequestKeys } from '../src/protocol/request.ts';
import { parseCollectLink } from '../src/protocol/requestlink.ts';
import { type Bytes, concat, fromB64u, label, randomBytes, toB64u } from '../src/protocol/token.ts';
import type { AnswerRequest, CollectorView, PutRequest } from '../src/protocol/wire/requests.ts';
import { publicKey } from '../src/protocol/xwing.ts';
import type { MadeHere } from '../src/requests.ts';
import { BUNDLE, call } from './sealed.ts';

/** A request at the server. */
export type Requested = {
  keys: RequestKeys;
  collectLink: string;
  requestLink: string;
  /** What the browser that made it remembers. */
  entry: MadeHere;
  /** What no request and no log may carry. */
  secret: string;
  /** As the merchant; `change` makes of it what an honest page never sends. */
  answer: (bundle?: Bundle, change?: (body: AnswerRequest) => void) => Promise<void>;
  /** `D_sealed`, as the server shows it. */
  document: string;
  view: () => Promise<CollectorView>;
  withdraw: () => Promise<void>;
  /** As who asked: opens the answer and erases it. */
  collect: () => Promise<Bundle>;
  /** As who asked: the intervention is over. */
  finish: () => Promise<void>;
};

type Wish = Partial<Asked> & { teams?: Bytes[] };

/** Makes a request for the server at `base`, and registers it there. */
export async function request(base: string, wish: Wish = {}): Promise<Requested> {
  const made = await makeRequest({ ...ASKED, expiresAt: after(DAY), ...wish }, base);
  const { keys, requestLink, collectLink } = made;
  const body: PutRequest = {
    document: toB64u(made.sealedDocument),
    answer_hash: toB64u(keys.answerHash),
    collect_hash: toB64u(made.collectHash),
    expires_in: DAY,
  };
  const path = `${base}/api/v1/requests/${toB64u(keys.rid)}`;
  await call(path, 'PUT', null, body);
  const { secret } = parseCollectLink(collectLink);
  const { collectToken } = await collectKeys(secret);
  const asked = await openDocument(keys, made.sealedDocument);
  const view = async (): Promise<CollectorView> => (await call(path, 'GET', collectToken)).json();
  return {
    keys,
    collectLink,
    requestLink,
    entry: entryOf(asked, keys.code, requestLink, collectLink),
    secret: toB64u(secret).slice(0, 20),
    answer: async (bundle = BUNDLE, change = () => {}) => {
      const answer = bodyOf(await sealAnswer(keys, asked, bundle));
      change(answer);
      await call(`${path}/answer`, 'POST', keys.answerToken, answer);
    },
    document: body.document,
    view,
    withdraw: async () => void (await call(path, 'DELETE', collectToken)),
    collect: async () => {
      const { wraps, envelope_sha256 = '' } = await view();
      const envelopeHash = fromB64u(envelope_sha256);
      const collected = { wraps: wraps.map((wrap) => fromB64u(wrap)), envelopeHash };
      const key = await openAnswer(keys, asked, collected, await oneOffKey(secret));
      return open(base, keys.rid, key);
    },
    finish: async () => void (await call(`${path}/finish`, 'POST', collectToken)),
  };
}

async function open(base: string, rid: Bytes, key: Bytes): Promise<Bundle> {
  const { linkToken } = await linkKeys(key);
  const { openToken, prk1 } = await openKeys(key, new Uint8Array(0));
  const path = `${base}/api/v1/bundles/${toB64u(rid)}/open`;
  const answer = await call(path, 'POST', linkToken, { open_token: toB64u(openToken) });
  const envelope = fromB64u((await answer.json()).envelope);
  return decodeBundle(await openEnvelope({ prk1, id: rid, passphrase: false }, envelope));
}

const DAY = 86_400;
const ASKED = {
  ask: ['backoffice', 'ftp'],
  reference: 'T-4711',
  from: 'Camille, PrestaShop support',
  lang: 'fr',
} satisfies Partial<Asked>;

const after = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

function entryOf({ ask, reference, lang, expiresAt }: Asked, code: string, ...links: string[]) {
  const [link = '', collect = ''] = links;
  const created = after(-600);
  return { link, collect, reference, kinds: ask, lang, created, expires: expiresAt, code };
}

function bodyOf(sealed: Awaited<ReturnType<typeof sealAnswer>>): AnswerRequest {
  return {
    link_hash: toB64u(sealed.linkHash),
    open_hash: toB64u(sealed.openHash),
    receipt_hash: toB64u(sealed.receiptHash),
    envelope: toB64u(sealed.envelope),
    wraps: sealed.wraps.map(toB64u),
  };
}

export const TEAM_PASSPHRASE = 'four words of a team';

/** A team key, and its file as the command line writes it. */
export function teamKey(name: string): { publicKey: Bytes; file: string } {
  const [seed, salt, nonce] = [randomBytes(32), randomBytes(16), randomBytes(24)];
  const pk = publicKey(seed);
  const key = argon2id(passphraseBytes(TEAM_PASSPHRASE), salt);
  const sealed = xchacha20poly1305(key, nonce, concat(label('team-key'), pk)).encrypt(seed);
  const members = { public_key: pk, salt, nonce, sealed };
  const encoded = Object.entries(members).map(([member, bytes]) => [member, toB64u(bytes)]);
  const file = {
    v: 1,
    kind: 'handover-team-key',
    name,
    created_at: '2026-11-01T09:00:00.000Z',
    ...Object.fromEntries(encoded),
  };
  return { publicKey: pk, file: JSON.stringify(file) };
}
