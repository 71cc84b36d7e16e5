// tests/vectors/request.json, our own cases; tests/vectors/README.md says what its members mean.
import { describe, expect, test } from 'vitest';
import { filled } from '../../scripts/vectors/bytes.ts';
import { documentBytes, type Written } from '../../scripts/vectors/document.ts';
import { sealAnswer } from '../../src/protocol/answer.ts';
import { makeRequest } from '../../src/protocol/ask.ts';
import { decodeBundle } from '../../src/protocol/bundle.ts';
import { checkEnvelope, type KeyPair, oneOffKey, openAnswer } from '../../src/protocol/collect.ts';
import { openEnvelope } from '../../src/protocol/envelope.ts';
import { linkKeys, openKeys, sha256 } from '../../src/protocol/key.ts';
import { LinkRefused } from '../../src/protocol/link.ts';
import {
  type Asked,
  checkTimes,
  collectKeys,
  deriveRequest,
  documentHash,
  openDocument,
  RequestRefused,
  sealDocument,
} from '../../src/protocol/request.ts';
import { parseCollectLink, parseRequestLink } from '../../src/protocol/requestlink.ts';
import { openTeamKey, readTeamKey, TeamKeyRefused } from '../../src/protocol/teamkey.ts';
import { type Bytes, concat, fromB64u, toB64u } from '../../src/protocol/token.ts';
import { sealWrap } from '../../src/protocol/wrap.ts';
import { publicKey } from '../../src/protocol/xwing.ts';
import { fromHex, readVectors, sha256Hex, toHex } from './hex.ts';

type Case = { name: string; expect: string };
type Document = Case & Written & { length: number; sha256: string; asked?: Described };
type Described = { keys: number; ask: string[]; from: string; lang: string; expires_at: string };
type Request = Case &
  Record<'D' | 'R' | 'rid' | 'D_sealed' | 'request_link' | 'collect_link', string> & {
    answer: Record<'K' | 'link_token' | 'open_token' | 'envelope' | 'envelope_sha256', string> & {
      items: unknown[];
    };
    wraps: Record<'sk' | 'pk' | 'wrap' | 'K', string>[];
  };
type Collected = Case & {
  of: string;
  wraps: string[];
  envelope_sha256: string;
  own: string;
  known: string[];
};
type Link = Case & {
  expected: 'request' | 'collect';
  input: string;
  payload?: string;
  key?: string;
  found?: string;
};

const vectors = readVectors<{
  documents: Document[];
  sealed: (Case & { R: string; D_sealed: string })[];
  times: (Case & { document: string; now: string; served: string })[];
  requests: Request[];
  keys: { name: string; sk: string; pk: string }[];
  collected: Collected[];
  envelopes: (Case & { fill: number; envelope_sha256: string })[];
  links: Link[];
  team_keys: (Case & { file: string; stretched: string; sk?: string })[];
}>('request.json');

/** The name of the refusal, or 'ok'. Anything but our own errors is thrown on. */
async function outcome(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'ok';
  } catch (error) {
    const ours = [RequestRefused, LinkRefused, TeamKeyRefused].find((one) => error instanceof one);
    if (ours !== undefined) return (error as RequestRefused).reason;
    throw error;
  }
}

/** As the holder of the link reads what the server gives. */
async function opened(document: Bytes): Promise<Asked> {
  const keys = await deriveRequest(await documentHash(document));
  return openDocument(keys, sealDocument(keys, document));
}

describe('documents', () => {
  test.each(vectors.documents)('$name: $expect', async ({ asked, ...vector }) => {
    const bytes = documentBytes(vector);
    expect([bytes.length, sha256Hex(bytes)]).toEqual([vector.length, vector.sha256]);
    expect(await outcome(() => opened(bytes))).toBe(vector.expect);
    if (asked === undefined) return;
    const { keys, expiresAt, ...rest } = await opened(bytes);
    expect({ ...rest, keys: keys.length, expires_at: expiresAt }).toMatchObject(asked);
  });

  test.each(vectors.sealed)('sealed, $name: $expect', async (vector) => {
    const keys = await deriveRequest(fromHex(vector.R));
    const open = () => openDocument(keys, fromB64u(vector.D_sealed));
    expect(await outcome(open)).toBe(vector.expect);
  });

  test('what is far too long is refused before it is decrypted', async () => {
    const keys = await deriveRequest(new Uint8Array(32));
    const open = (n: number) => outcome(() => openDocument(keys, new Uint8Array(n)));
    expect([await open(16_400), await open(16_401)]).toEqual(['sealed', 'limit']);
  });

  test.each(vectors.times)('times, $name: $expect', async (vector) => {
    const asked = await opened(documentBytes({ text: timed(vector.document) }));
    const check = () => checkTimes(asked, Date.parse(vector.now), vector.served);
    expect(await outcome(check)).toBe(vector.expect);
  });

  const timed = (end: string) => {
    const { text = '' } = vectors.documents.find(({ name }) => name === 'as made') ?? {};
    return text.replace(/"expires_at":"[^"]*"/, `"expires_at":"${end}"`);
  };
});

describe('requests', () => {
  test.each(vectors.requests)('$name', async (vector) => {
    const document = fromHex(vector.D);
    expect(toHex(await documentHash(document))).toBe(vector.R);
    const keys = await deriveRequest(parseRequestLink(vector.request_link).hash);
    expect(toHex(keys.rid)).toBe(vector.rid);
    const asked = await openDocument(keys, fromB64u(vector.D_sealed));
    expect(asked.keys.map(toB64u)).toEqual(vector.wraps.map(({ pk }) => pk));
    const envelope = fromB64u(vector.answer.envelope);
    const key = fromHex(vector.answer.K);
    const { prk1, openToken } = await openKeys(key, new Uint8Array(0));
    expect(toHex((await linkKeys(key)).linkToken)).toBe(vector.answer.link_token);
    expect(toHex(openToken)).toBe(vector.answer.open_token);
    const body = await openEnvelope({ prk1, id: keys.rid, passphrase: false }, envelope);
    expect(decodeBundle(body).items).toEqual(vector.answer.items);
  });

  const pair = (name: string): KeyPair => {
    const found = vectors.keys.find((key) => key.name === name);
    if (found === undefined) throw new Error(`no key is named ${name}`);
    return { seed: fromHex(found.sk), publicKey: fromB64u(found.pk) };
  };

  test.each(vectors.collected)('$of, $name: $expect', async ({ of, ...vector }) => {
    const request = vectors.requests.find(({ name }) => name === of);
    if (request === undefined) throw new Error(`no request is named ${of}`);
    const keys = await deriveRequest(fromHex(request.R));
    const asked = await openDocument(keys, fromB64u(request.D_sealed));
    const answer = {
      wraps: vector.wraps.map((wrap) => fromB64u(wrap)),
      envelopeHash: fromHex(vector.envelope_sha256),
    };
    const known = vector.known.map((name) => pair(name).publicKey);
    const open = () => openAnswer(keys, asked, answer, pair(vector.own), known);
    expect(await outcome(open)).toBe(vector.expect);
    if (vector.expect === 'ok') expect(toHex(await open())).toBe(request.answer.K);
  });

  test.each(vectors.envelopes)('$name: $expect', async ({ fill, ...vector }) => {
    const check = () => checkEnvelope(filled(fill), fromHex(vector.envelope_sha256));
    expect(await outcome(check)).toBe(vector.expect);
  });
});

test.each(vectors.links)('$expected link, $name: $expect', async (vector) => {
  const parse = vector.expected === 'request' ? parseRequestLink : parseCollectLink;
  expect(await outcome(() => parse(vector.input))).toBe(vector.expect);
  if (vector.found !== undefined) {
    expect(() => parse(vector.input)).toThrow(expect.objectContaining({ found: vector.found }));
  }
  if (vector.payload === undefined) return;
  if (vector.expected === 'request') {
    expect(toHex(parseRequestLink(vector.input).hash)).toBe(vector.payload);
  } else {
    const { hash, secret, key } = parseCollectLink(vector.input);
    expect([toHex(concat(hash, secret)), key]).toEqual([vector.payload, vector.key]);
  }
});

test.each(vectors.team_keys)('team key file, $name: $expect', async (vector) => {
  const open = () => openTeamKey(readTeamKey(vector.file), fromHex(vector.stretched));
  expect(await outcome(open)).toBe(vector.expect);
  if (vector.sk !== undefined) expect(toHex(open())).toBe(vector.sk);
});

describe('from the wish to the bundle', () => {
  const wish = {
    ask: ['backoffice', 'ftp'] as Asked['ask'],
    reference: 'T-1',
    from: 'Support',
    lang: 'en' as const,
    expiresAt: '2026-01-09T03:04:05.678Z',
  };
  const bundle = {
    items: [{ kind: 'ftp', fields: {}, absent: true as const }],
    files: [],
    lang: 'en' as const,
  };
  const BASE = 'https://handover.example';

  async function collected(own: KeyPair, made: Awaited<ReturnType<typeof makeRequest>>) {
    const { hash } = parseRequestLink(made.requestLink);
    const keys = await deriveRequest(hash);
    const asked = await openDocument(keys, made.sealedDocument);
    expect(asked).toMatchObject(wish);
    const { envelope, wraps, linkHash } = await sealAnswer(keys, asked, bundle);
    const answer = { wraps, envelopeHash: await sha256(envelope) };
    const key = await openAnswer(keys, asked, answer, own, asked.keys);
    expect(toHex((await linkKeys(key)).linkHash)).toBe(toHex(linkHash));
    const { prk1 } = await openKeys(key, new Uint8Array(0));
    const sealing = { prk1, id: keys.rid, passphrase: false };
    return decodeBundle(await openEnvelope(sealing, envelope));
  }

  test('with a key for this request alone', async () => {
    const made = await makeRequest(wish, BASE);
    const { secret, key } = parseCollectLink(made.collectLink);
    expect(key).toBe('one-off');
    expect(toHex((await collectKeys(secret)).collectHash)).toBe(toHex(made.collectHash));
    expect(await collected(await oneOffKey(secret), made)).toEqual(bundle);
  });

  test('with team keys: the collect link holds none of them', async () => {
    const seed = new Uint8Array(32).fill(7);
    const teams = [publicKey(new Uint8Array(32)), publicKey(seed)];
    const made = await makeRequest({ ...wish, teams }, BASE);
    expect(parseCollectLink(made.collectLink)).toMatchObject({ key: 'team' });
    const own = { seed, publicKey: publicKey(seed) };
    expect(await collected(own, made)).toEqual(bundle);
  });

  test('two requests with the same wish share nothing', async () => {
    const [one, two] = [await makeRequest(wish, BASE), await makeRequest(wish, BASE)];
    expect(one.requestLink).not.toBe(two.requestLink);
    expect(toB64u(one.keys.rid)).not.toBe(toB64u(two.keys.rid));
  });

  test.each([
    ['nine team keys', { teams: Array.from({ length: 9 }, () => new Uint8Array(1216)) }, 'limit'],
    ['no team key', { teams: [] }, 'limit'],
    ['more than 16 KiB', { reference: 'x'.repeat(16_384) }, 'limit'],
    ['nothing asked', { ask: [] }, 'document'],
    ['half a surrogate pair', { from: '\ud83d' }, 'document'],
    ['no time', { expiresAt: 'tomorrow' }, 'document'],
  ])('what no reader takes is not made: %s', async (_, change, reason) => {
    expect(await outcome(() => makeRequest({ ...wish, ...change }, BASE))).toBe(reason);
  });

  test.each([
    ['short', new Uint8Array(1215)],
    ['long', new Uint8Array(1217)],
    ['no ML-KEM key', new Uint8Array(1216).fill(0xff)],
    ['a point of low order', publicKey(new Uint8Array(32)).fill(0, 1184)],
  ])('nothing is sealed to a key that is %s', async (_, key) => {
    const zeros = new Uint8Array(32);
    const binding = { hash: zeros, rid: zeros.slice(16), envelopeHash: zeros };
    expect(await outcome(() => sealWrap(key, binding, zeros))).toBe('key');
  });
});
