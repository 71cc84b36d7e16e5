// Requests and team keys of tests/vectors/v1.json (frozen) and rust.json (made by the Rust code).
import { describe, expect, test } from 'vitest';
import { argon2id } from '../../src/protocol/argon2.ts';
import { decodeBundle } from '../../src/protocol/bundle.ts';
import { checkEnvelope, oneOffKey, openAnswer } from '../../src/protocol/collect.ts';
import { encodeDocument } from '../../src/protocol/document.ts';
import { openEnvelope } from '../../src/protocol/envelope.ts';
import { linkKeys, openKeys, passphraseBytes, sha256 } from '../../src/protocol/key.ts';
import {
  collectKeys,
  deriveRequest,
  documentHash,
  openDocument,
  sealDocument,
} from '../../src/protocol/request.ts';
import {
  collectLink,
  parseCollectLink,
  parseRequestLink,
  requestLink,
} from '../../src/protocol/requestlink.ts';
import { fingerprint, openTeamKey, readTeamKey } from '../../src/protocol/teamkey.ts';
import { fromB64u, toB64u } from '../../src/protocol/token.ts';
import { openWrap } from '../../src/protocol/wrap.ts';
import { publicKey } from '../../src/protocol/xwing.ts';
import { fromHex, readVectors, toHex } from './hex.ts';

type Wrap = Record<'sk' | 'pk' | 'info' | 'aad' | 'wrap' | 'K', string>;
type Request = Record<'name' | 'collect_token' | 'collect_hash' | 'D' | 'R', string> &
  Record<'answer_token' | 'answer_hash' | 'rid' | 'dk' | 'code' | 'D_sealed', string> &
  Record<'request_link' | 'collect_link', string> & {
    key: 'one-off' | 'team';
    seed?: string;
    T?: string;
    answer: Record<
      'K' | 'link_token' | 'open_token' | 'id' | 'envelope' | 'envelope_sha256',
      string
    > & {
      meta: string;
    };
    wraps: Wrap[];
  };
type TeamKey = Record<'passphrase' | 'sk' | 'argon2' | 'file' | 'fingerprint', string>;

const BASE = 'https://handover.example';
const FILES = ['v1.json', 'rust.json'];

/** The cases of a group, each with the file that it stands in. */
function all<T>(group: 'requests' | 'team_keys'): (T & { file_name: string })[] {
  return FILES.flatMap(
    (file_name) =>
      readVectors<Record<string, T[]>>(file_name)[group]?.map((one) => ({ ...one, file_name })) ??
      [],
  );
}

test.each(FILES)('%s has requests and team keys', (file) => {
  const { requests = [], team_keys = [] } = readVectors<Record<string, unknown[]>>(file);
  expect(Math.min(requests.length, team_keys.length)).toBeGreaterThan(0);
});

describe.each(all<Request>('requests'))('$file_name, $name', (vector) => {
  const secret = fromHex(vector.seed ?? vector.T ?? '');
  const document = fromHex(vector.D);

  test('the document gives R, and R everything else', async () => {
    expect(toHex(await documentHash(document))).toBe(vector.R);
    const keys = await deriveRequest(fromHex(vector.R));
    expect(toHex(keys.rid)).toBe(vector.rid);
    expect(toHex(keys.answerToken)).toBe(vector.answer_token);
    expect(toHex(keys.answerHash)).toBe(vector.answer_hash);
    expect(toHex(keys.documentKey)).toBe(vector.dk);
    expect(keys.code).toBe(vector.code);
  });

  test('the document is sealed to these very bytes, and read back', async () => {
    const keys = await deriveRequest(fromHex(vector.R));
    expect(toB64u(sealDocument(keys, document))).toBe(vector.D_sealed);
    const asked = await openDocument(keys, fromB64u(vector.D_sealed));
    const members = JSON.parse(Buffer.from(document).toString('utf8'));
    expect({ ...asked, keys: asked.keys.map(toB64u) }).toEqual({
      keys: members.keys,
      ask: members.ask,
      reference: members.reference,
      from: members.from,
      lang: members.lang,
      expiresAt: members.expires_at,
    });
    expect(toHex(encodeDocument(asked, fromB64u(members.salt)))).toBe(vector.D);
  });

  test('the collect secret gives its token, and with a one-off key the key', async () => {
    const { collectToken, collectHash } = await collectKeys(secret);
    expect(toHex(collectToken)).toBe(vector.collect_token);
    expect(toHex(collectHash)).toBe(vector.collect_hash);
    if (vector.key !== 'one-off') return;
    const { seed, publicKey: own } = await oneOffKey(secret);
    expect([toHex(seed), toB64u(own)]).toEqual([vector.wraps[0]?.sk, vector.wraps[0]?.pk]);
  });

  test('both links, written and read', () => {
    const hash = fromHex(vector.R);
    expect(requestLink(BASE, hash)).toBe(vector.request_link);
    expect(collectLink(BASE, hash, secret)).toBe(vector.collect_link);
    expect(parseRequestLink(vector.request_link)).toEqual({ hash });
    expect(parseCollectLink(vector.collect_link)).toEqual({ hash, secret, key: vector.key });
  });

  test('each wrap opens to the key of the answer', async () => {
    const binding = {
      hash: fromHex(vector.R),
      rid: fromHex(vector.rid),
      envelopeHash: fromHex(vector.answer.envelope_sha256),
    };
    for (const { sk, pk, wrap, K } of vector.wraps) {
      expect(toB64u(publicKey(fromHex(sk)))).toBe(pk);
      expect(toHex(await openWrap(fromHex(sk), binding, fromB64u(wrap)))).toBe(K);
    }
  });

  test('who collects comes from the wraps to the bundle', async () => {
    const keys = await deriveRequest(fromHex(vector.R));
    const asked = await openDocument(keys, fromB64u(vector.D_sealed));
    const envelope = fromB64u(vector.answer.envelope);
    const wraps = vector.wraps.map(({ wrap }) => fromB64u(wrap));
    const ring = vector.wraps.map(({ sk, pk }) => ({ seed: fromHex(sk), publicKey: fromB64u(pk) }));
    const known = ring.map(({ publicKey: one }) => one);
    for (const own of ring) {
      const answer = { wraps, envelopeHash: await sha256(envelope) };
      const key = await openAnswer(keys, asked, answer, own, known);
      await checkEnvelope(envelope, answer.envelopeHash);
      const { prk1, openToken } = await openKeys(key, new Uint8Array(0));
      expect(toHex((await linkKeys(key)).linkToken)).toBe(vector.answer.link_token);
      expect(toHex(openToken)).toBe(vector.answer.open_token);
      const sealing = { prk1, id: keys.rid, passphrase: false };
      const { items } = decodeBundle(await openEnvelope(sealing, envelope));
      expect(items).toEqual(JSON.parse(Buffer.from(fromHex(vector.answer.meta)).toString()).items);
    }
  });
});

test.each(all<TeamKey>('team_keys'))('$file_name, team key $fingerprint', async (vector) => {
  const file = readTeamKey(vector.file);
  const stretched = argon2id(passphraseBytes(vector.passphrase), file.salt);
  expect(toHex(stretched)).toBe(vector.argon2);
  const seed = openTeamKey(file, stretched);
  expect(toHex(seed)).toBe(vector.sk);
  expect(toHex(publicKey(seed))).toBe(toHex(file.publicKey));
  expect(fingerprint(file.publicKey)).toBe(vector.fingerprint);
});
