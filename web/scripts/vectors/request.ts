/** tests/vectors/request.json: requests, their answers, and what may be wrong with either. */

import { linkKeys } from '../../src/protocol/key.ts';
import { collectKeys, sealDocument } from '../../src/protocol/request.ts';
import { collectLink, requestLink } from '../../src/protocol/requestlink.ts';
import { type Bytes, concat, label, toB64u } from '../../src/protocol/token.ts';
import { flipped, hex } from './bytes.ts';
import { collectedVectors, envelopeHashVectors } from './collected.ts';
import { documentBytes, documentVectors, PK, SALT } from './document.ts';
import { BASE, type Made, made, NIGHT, STRANGER, SUPPORT } from './made.ts';
import { requestLinkVectors } from './requestlink.ts';

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
    links: requestLinkVectors(oneOff, team),
  };
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
