/** tests/vectors/request.json: requests, their answers, and what may be wrong with either. */

import { encodeBundle } from '../../src/protocol/bundle.ts';
import { oneOffKey } from '../../src/protocol/collect.ts';
import { encodeDocument } from '../../src/protocol/document.ts';
import { sealEnvelope } from '../../src/protocol/envelope.ts';
import { linkKeys, openKeys, sha256 } from '../../src/protocol/key.ts';
import { receiptLink, shareLink } from '../../src/protocol/link.ts';
import {
  collectKeys,
  deriveRequest,
  documentHash,
  sealDocument,
} from '../../src/protocol/request.ts';
import { collectLink, requestLink } from '../../src/protocol/requestlink.ts';
import { type Bytes, concat, label, toB64u } from '../../src/protocol/token.ts';
import { type Binding, sealWrap } from '../../src/protocol/wrap.ts';
import { publicKey } from '../../src/protocol/xwing.ts';
import { filled, hex, seeded } from './bytes.ts';
import { documentBytes, documentVectors, PK, SALT } from './document.ts';

const BASE = 'https://handover.example';

type Key = { name: string; sk: Bytes; pk: Bytes };

function key(name: string): Key {
  const sk = seeded(`request sk ${name}`, 32);
  return { name, sk, pk: publicKey(sk) };
}

const SUPPORT = key('support');
const NIGHT = key('night shift');
const STRANGER = key('stranger');

/** A request with its answer, all of it from a seed; `own`: with a one-off key. */
async function made(name: string, teams: readonly Key[]) {
  const secret = seeded(`${name} secret`, teams.length === 0 ? 32 : 16);
  const { seed: sk, publicKey: pk } =
    teams.length === 0
      ? await oneOffKey(secret)
      : { seed: new Uint8Array(0), publicKey: new Uint8Array(0) };
  const keys = teams.length === 0 ? [{ name: 'one-off', sk, pk }] : teams;
  const document = encodeDocument(
    {
      keys: keys.map((one) => one.pk),
      ask: ['backoffice', 'ftp'],
      reference: 'T-4711',
      from: 'Équipe support',
      lang: 'fr',
      expiresAt: '2026-01-09T03:04:05.678Z',
    },
    seeded(`${name} salt`, 32),
  );
  const derived = await deriveRequest(await documentHash(document));
  const answer = await answered(name, derived.rid);
  const binding = { hash: derived.hash, rid: derived.rid, envelopeHash: answer.envelopeHash };
  const wraps = await Promise.all(
    keys.map((one, i) => wrapped(one, binding, answer.key, `${name} ${i}`)),
  );
  return { name, secret, keys, document, derived, answer, binding, wraps };
}

type Made = Awaited<ReturnType<typeof made>>;

async function answered(name: string, rid: Bytes) {
  const K = seeded(`${name} K`, 32);
  const { openToken, prk1 } = await openKeys(K, new Uint8Array(0));
  const items = [
    { kind: 'other', fields: { title: name, secret: 'é🔑' } },
    { kind: 'ftp', fields: {}, absent: true as const },
  ];
  const padded = encodeBundle({ items, files: [], lang: 'fr' });
  const sealing = { prk1, id: rid, passphrase: false };
  const envelope = await sealEnvelope(sealing, seeded(`${name} envelope`, 24), padded);
  return { key: K, openToken, items, envelope, envelopeHash: await sha256(envelope) };
}

function wrapped({ pk }: Key, binding: Binding, K: Bytes, seed: string): Promise<Bytes> {
  return sealWrap(pk, binding, K, seeded(`${seed} eseed`, 64));
}

/** As in v1.json's `requests`. */
async function written({ name, secret, keys, document, derived, answer, wraps }: Made) {
  const team = secret.length === 16;
  const { collectToken, collectHash } = await collectKeys(secret);
  const { linkToken } = await linkKeys(answer.key);
  return {
    name,
    key: team ? 'team' : 'one-off',
    ...(team ? { T: hex(secret) } : { seed: hex(secret) }),
    collect_token: hex(collectToken),
    collect_hash: hex(collectHash),
    D: hex(document),
    R: hex(derived.hash),
    answer_token: hex(derived.answerToken),
    answer_hash: hex(derived.answerHash),
    rid: hex(derived.rid),
    dk: hex(derived.documentKey),
    code: derived.code,
    D_sealed: toB64u(sealDocument(derived, document)),
    request_link: requestLink(BASE, derived.hash),
    collect_link: collectLink(BASE, derived.hash, secret),
    answer: {
      K: hex(answer.key),
      link_token: hex(linkToken),
      open_token: hex(answer.openToken),
      envelope: toB64u(answer.envelope),
      envelope_sha256: hex(answer.envelopeHash),
      items: answer.items,
    },
    wraps: keys.map(({ sk, pk }, i) => ({
      sk: hex(sk),
      pk: toB64u(pk),
      info: hex(concat(label('wrap'), Uint8Array.of(0), derived.hash)),
      aad: hex(concat(derived.rid, answer.envelopeHash)),
      wrap: toB64u(wraps[i] as Bytes),
      K: hex(answer.key),
    })),
    expect: 'ok',
  };
}

function flipped(bytes: Bytes, at: number): Bytes {
  const out = bytes.slice();
  out[at] = (out[at] as number) ^ 1;
  return out;
}

/** What the server, or who stands between, may put in the place of a sealed document. */
async function sealedVectors(one: Made, two: Made) {
  const { derived, document } = one;
  const sealed = sealDocument(derived, document);
  // Whoever has the link can seal another document to it: only the hash finds out.
  const swapped = documentBytes({ text: new TextDecoder().decode(two.document) });
  const cases: readonly (readonly [string, Bytes, string])[] = [
    ['as made', sealed, 'ok'],
    ['first byte changed', flipped(sealed, 0), 'sealed'],
    ['tag changed', flipped(sealed, sealed.length - 1), 'sealed'],
    ['cut', sealed.slice(0, -1), 'sealed'],
    ['nothing', new Uint8Array(0), 'sealed'],
    ['that of another request', sealDocument(two.derived, two.document), 'sealed'],
    ['another document under the same link', sealDocument(derived, swapped), 'hash'],
    ['no document under the same link', sealDocument(derived, new Uint8Array(0)), 'hash'],
  ];
  return cases.map(([name, bytes, expect]) => ({
    name,
    R: hex(derived.hash),
    D_sealed: toB64u(bytes),
    expect,
  }));
}

const END = Date.parse('2026-01-09T03:04:05.678Z');
const DAY = 24 * 60 * 60 * 1000;

/** [name, local clock and served end in milliseconds after the document's, refusal]. */
const TIMES: readonly (readonly [string, number, number, string])[] = [
  ['long before the end', -7 * DAY, 0, 'ok'],
  ['the local clock a day behind the end', DAY, 0, 'ok'],
  ['a millisecond more', DAY + 1, 0, 'expired'],
  ['a wrong local clock far ahead', 365 * DAY, 0, 'expired'],
  ['the server ends a day later', -DAY, DAY, 'ok'],
  ['the server ends a millisecond more than a day later', -DAY, DAY + 1, 'clock'],
  ['the server ends a day earlier', -DAY, -DAY, 'ok'],
  ['the server ends a millisecond more than a day earlier', -DAY, -DAY - 1, 'clock'],
  ['both', 2 * DAY, 2 * DAY, 'expired'],
];

function timeVectors() {
  const iso = (after: number) => new Date(END + after).toISOString();
  return TIMES.map(([name, now, served, expect]) => ({
    name,
    document: iso(0),
    now: iso(now),
    served: iso(served),
    expect,
  }));
}

/** What who collects may get instead of the answer. */
async function collectedVectors(oneOff: Made, team: Made, two: Made) {
  const own = oneOff.keys[0] as Key;
  const [wrap] = two.wraps as [Bytes];
  const foreign = await wrapped(SUPPORT, oneOff.binding, team.answer.key, 'foreign');
  const stranger = await wrapped(STRANGER, team.binding, team.answer.key, 'stranger');
  type Change = { wraps?: Bytes[]; known?: Key[]; own?: Key; envelopeHash?: Bytes };
  const cases: readonly (readonly [string, Made, Change, string])[] = [
    ['one-off', oneOff, {}, 'ok'],
    ['team, one key', team, {}, 'ok'],
    ['team, two keys: the first', two, {}, 'ok'],
    ['team, two keys: the second', two, { own: NIGHT }, 'ok'],
    ['more keys known than asked', team, { known: [STRANGER, NIGHT, SUPPORT] }, 'ok'],
    ['no wrap', team, { wraps: [] }, 'wraps'],
    ['a wrap too few', two, { wraps: [wrap] }, 'wraps'],
    ['a wrap too many', team, { wraps: [...team.wraps, ...team.wraps] }, 'wraps'],
    ['two wraps swapped', two, { wraps: [...two.wraps].reverse() }, 'wrap'],
    ['a wrap of another request', team, { wraps: [wrap] }, 'wrap'],
    ['a wrap bound to another request', team, { wraps: [foreign] }, 'wrap'],
    ['a wrap to another key', team, { wraps: [stranger] }, 'wrap'],
    ['a bit of ML-KEM flipped', team, { wraps: team.wraps.map((it) => flipped(it, 0)) }, 'wrap'],
    ['a bit of X25519 flipped', team, { wraps: team.wraps.map((it) => flipped(it, 1100)) }, 'wrap'],
    [
      'a bit of the ciphertext flipped',
      team,
      { wraps: team.wraps.map((it) => flipped(it, 1120)) },
      'wrap',
    ],
    [
      'a bit of the tag flipped',
      team,
      { wraps: team.wraps.map((it) => flipped(it, 1167)) },
      'wrap',
    ],
    ['a wrap that is cut', team, { wraps: team.wraps.map((it) => it.slice(0, -1)) }, 'wrap'],
    ['an empty wrap', team, { wraps: [new Uint8Array(0)] }, 'wrap'],
    ['another envelope', team, { envelopeHash: flipped(team.binding.envelopeHash, 31) }, 'wrap'],
    ['a second key that is not known', two, { known: [SUPPORT] }, 'unknown-key'],
    ['a key that nobody knows', team, { known: [NIGHT, STRANGER] }, 'unknown-key'],
    ['no key is known', team, { known: [] }, 'unknown-key'],
    ['one-off, but the key of a team', team, { own, known: [own] }, 'unknown-key'],
    ['a known key that is not asked', team, { own: NIGHT, known: [SUPPORT, NIGHT] }, 'unknown-key'],
    ['a wrap too few, and a key not known', two, { wraps: [wrap], known: [SUPPORT] }, 'wraps'],
  ];
  return cases.map(([name, of, change, expect]) => ({
    name,
    of: of.name,
    wraps: (change.wraps ?? of.wraps).map(toB64u),
    envelope_sha256: hex(change.envelopeHash ?? of.binding.envelopeHash),
    own: (change.own ?? (of.keys[0] as Key)).name,
    known: (change.known ?? of.keys).map((known) => known.name),
    expect,
  }));
}

async function envelopeHashVectors() {
  const right = hex(await sha256(filled(1104)));
  return [
    { name: 'the envelope that was sealed', fill: 1104, envelope_sha256: right, expect: 'ok' },
    { name: 'another envelope', fill: 2128, envelope_sha256: right, expect: 'envelope' },
    { name: 'no envelope', fill: 0, envelope_sha256: right, expect: 'envelope' },
  ];
}

function linkVectors({ derived, secret }: Made, team: Made) {
  const request = requestLink(BASE, derived.hash);
  const oneOff = collectLink(BASE, derived.hash, secret);
  const ofTeam = collectLink(BASE, team.derived.hash, team.secret);
  const share = shareLink(BASE, seeded('link K', 32), false);
  const receipt = receiptLink(BASE, derived.rid, seeded('link M', 32));
  const good = { request: hex(derived.hash), oneOff: hex(concat(derived.hash, secret)) };
  const payload = hex(concat(team.derived.hash, team.secret));
  return [
    { name: 'as made', expected: 'request', input: request, payload: good.request, expect: 'ok' },
    {
      name: 'in a mail',
      expected: 'request',
      input: `<${request}>,\r\n&utm_source=x`,
      payload: good.request,
      expect: 'ok',
    },
    {
      name: 'a bare fragment',
      expected: 'request',
      input: request.split('#')[1],
      payload: good.request,
      expect: 'ok',
    },
    {
      name: 'one-off',
      expected: 'collect',
      input: oneOff,
      payload: good.oneOff,
      key: 'one-off',
      expect: 'ok',
    },
    { name: 'team', expected: 'collect', input: ofTeam, payload, key: 'team', expect: 'ok' },
    {
      name: 'letters stuck on',
      expected: 'collect',
      input: `${ofTeam}Merci`,
      payload,
      key: 'team',
      expect: 'ok',
    },
    {
      name: 'both links, the request first',
      expected: 'collect',
      input: `${request}\n${oneOff}`,
      payload: good.oneOff,
      key: 'one-off',
      expect: 'ok',
    },
    { name: 'words', expected: 'request', input: 'please answer', expect: 'not-a-link' },
    {
      name: 'version 2',
      expected: 'request',
      input: request.replace('#1r', '#2r'),
      expect: 'update',
    },
    {
      name: 'version 2',
      expected: 'collect',
      input: oneOff.replace('#1c', '#2c'),
      expect: 'update',
    },
    { name: 'cut', expected: 'request', input: request.slice(0, -1), expect: 'cut' },
    { name: 'cut', expected: 'collect', input: oneOff.slice(0, -1), expect: 'cut' },
    {
      name: 'one-off, cut to the length of a team’s',
      expected: 'collect',
      input: oneOff.slice(0, ofTeam.length),
      expect: 'cut',
    },
    { name: 'cut', expected: 'collect', input: ofTeam.slice(0, -1), expect: 'cut' },
    {
      name: 'the collect link',
      expected: 'request',
      input: oneOff,
      found: 'collect',
      expect: 'wrong-kind',
    },
    {
      name: 'the collect link of a team',
      expected: 'request',
      input: ofTeam,
      found: 'collect',
      expect: 'wrong-kind',
    },
    {
      name: 'a share link',
      expected: 'request',
      input: share,
      found: 'share',
      expect: 'wrong-kind',
    },
    {
      name: 'a receipt',
      expected: 'request',
      input: receipt,
      found: 'receipt',
      expect: 'wrong-kind',
    },
    {
      name: 'the request link',
      expected: 'collect',
      input: request,
      found: 'request',
      expect: 'wrong-kind',
    },
    {
      name: 'a share link',
      expected: 'collect',
      input: share,
      found: 'share',
      expect: 'wrong-kind',
    },
    {
      name: 'a receipt',
      expected: 'collect',
      input: receipt,
      found: 'receipt',
      expect: 'wrong-kind',
    },
    { name: 'lower case', expected: 'request', input: request.toLowerCase(), expect: 'damaged' },
    { name: 'lower case', expected: 'collect', input: ofTeam.toLowerCase(), expect: 'damaged' },
    {
      name: 'one-off made a team’s',
      expected: 'collect',
      input: oneOff.replace('#1c', '#1t'),
      expect: 'damaged',
    },
    {
      name: 'last character not canonical',
      expected: 'request',
      input: uncanonical(request),
      expect: 'damaged',
    },
  ];
}

/** The last character with a bit set that carries nothing. */
function uncanonical(link: string): string {
  return link.slice(0, -1) + String.fromCharCode(link.charCodeAt(link.length - 1) + 1);
}

export async function requestVectors() {
  const oneOff = await made('one-off key', []);
  const team = await made('team key', [SUPPORT]);
  const two = await made('two team keys', [SUPPORT, NIGHT]);
  const listed = [...oneOff.keys, SUPPORT, NIGHT, STRANGER];
  return {
    about: 'requests and their answers, and what may be wrong with either: SPEC section 5',
    salt: SALT,
    pk: PK,
    documents: documentVectors(),
    sealed: await sealedVectors(oneOff, two),
    times: timeVectors(),
    requests: await Promise.all([oneOff, team, two].map(written)),
    keys: listed.map(({ name, sk, pk }) => ({ name, sk: hex(sk), pk: toB64u(pk) })),
    collected: await collectedVectors(oneOff, team, two),
    envelopes: await envelopeHashVectors(),
    links: linkVectors(oneOff, team),
  };
}
