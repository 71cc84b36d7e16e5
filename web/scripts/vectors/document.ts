/** Documents of requests, right and wrong: a group of tests/vectors/request.json. */

import { createHash } from 'node:crypto';
import { type Bytes, toB64u } from '../../src/protocol/token.ts';
import { publicKey } from '../../src/protocol/xwing.ts';
import { seeded, unhex } from './bytes.ts';

/** What `<salt>` and `<pk>` stand for. */
export const SALT = toB64u(seeded('document salt', 32));
export const PK = toB64u(publicKey(seeded('document sk', 32)));

/** The bytes of a document: text in which `<salt>`, `<pk>`, `<pk N>` and `<x N>` stand for more, or hex. */
export type Written = { text?: string; hex?: string };

export function documentBytes({ text = '', hex }: Written): Bytes {
  if (hex !== undefined) return unhex(hex);
  const whole = text
    .replaceAll('<salt>', SALT)
    .replaceAll('<pk>', PK)
    .replace(/<pk (\d)>/g, (_, digit) => digit + PK.slice(1))
    .replace(/<x (\d+)>/g, (_, n) => 'x'.repeat(Number(n)));
  return new TextEncoder().encode(whole);
}

const MEMBERS = {
  v: '1',
  salt: '"<salt>"',
  keys: '["<pk>"]',
  ask: '["backoffice","ftp"]',
  reference: '"T-4711"',
  from: '"Support"',
  lang: '"fr"',
  expires_at: '"2026-01-09T03:04:05.678Z"',
};
type Members = Partial<Record<keyof typeof MEMBERS, string>>;

/** A document with other members; `null` leaves one out. */
function document(change: { [Name in keyof Members]: string | null } = {}): string {
  const members = Object.entries({ ...MEMBERS, ...change }).filter(([, value]) => value !== null);
  return `{${members.map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}

const keys = (n: number) => `[${Array.from({ length: n }, (_, i) => `"<pk ${i}>"`).join(',')}]`;
const KINDS = '["backoffice","ftp","database","panel","domain","other"]';
/** Bytes of D around a reference, so that one of the right length makes a D of exactly `n`. */
const around = (n: number, many: number) =>
  n - documentBytes({ text: document({ keys: keys(many), reference: '""' }) }).length;

const GOOD: readonly (readonly [string, string])[] = [
  ['as made', document()],
  ['English', document({ lang: '"en"' })],
  ['every kind', document({ ask: KINDS })],
  ['eight keys', document({ keys: keys(8) })],
  ['no reference and no name', document({ reference: '""', from: '""' })],
  ['escapes and other planes', document({ from: '"\\u00c9quipe \\ud83d\\udd11\u{1f512}"' })],
  ['bidi and control characters', document({ from: '"\\u202ea\\u0000b"' })],
  ['white space between', document().replaceAll(',"', ' ,\n"').replaceAll('":', '" : ')],
  ['an unknown member', document().replace('{', '{"colour":{"a":[1]},')],
  ['a time without milliseconds', document({ expires_at: '"2026-01-09T03:04:05Z"' })],
  ['a time in another zone', document({ expires_at: '"2026-01-09T04:04:05.678+01:00"' })],
  ['16 KiB', document({ keys: keys(8), reference: `"<x ${around(16_384, 8)}>"` })],
];

const BAD: readonly (readonly [string, string, Written])[] = [
  ['over 16 KiB', 'limit', { text: document({ reference: `"<x ${around(16_385, 1)}>"` }) }],
  ['no key', 'limit', { text: document({ keys: '[]' }) }],
  ['nine keys', 'limit', { text: document({ keys: keys(9) }) }],
  ['nine keys and no salt', 'limit', { text: document({ keys: keys(9), salt: null }) }],
  ['nothing', 'document', { text: '' }],
  ['not JSON', 'document', { text: 'hello' }],
  ['an array', 'document', { text: '[]' }],
  ['byte order mark', 'document', { text: `\ufeff${document()}` }],
  ['two documents', 'document', { text: document() + document() }],
  ['version 2', 'update', { text: document({ v: '2' }) }],
  ['version 2 with other keys', 'update', { text: document({ v: '2', keys: '{"x":1}' }) }],
  ['version 0', 'document', { text: document({ v: '0' }) }],
  ['version as text', 'document', { text: document({ v: '"1"' }) }],
  ['a salt that is short', 'document', { text: document({ salt: '"AAAA"' }) }],
  ['a salt that is padded', 'document', { text: document({ salt: '"<salt>="' }) }],
  ['a key twice', 'document', { text: document({ keys: '["<pk>","<pk 1>","<pk>"]' }) }],
  ['keys in an object', 'document', { text: document({ keys: '{"0":"<pk>"}' }) }],
  ['a key that is short', 'document', { text: document({ keys: '["AAAA"]' }) }],
  ['a key that is a number', 'document', { text: document({ keys: '[1]' }) }],
  ['nothing is asked', 'document', { text: document({ ask: '[]' }) }],
  ['an unknown kind', 'document', { text: document({ ask: '["backoffice","fax"]' }) }],
  ['a kind twice', 'document', { text: document({ ask: '["ftp","ftp"]' }) }],
  ['a kind of every object', 'document', { text: document({ ask: '["constructor"]' }) }],
  ['a kind that is null', 'document', { text: document({ ask: '[null]' }) }],
  ['kinds as text', 'document', { text: document({ ask: '"ftp"' }) }],
  ['a reference that is a number', 'document', { text: document({ reference: '4711' }) }],
  ['a name that is null', 'document', { text: document({ from: 'null' }) }],
  ['half of a surrogate pair', 'document', { text: document({ from: '"\\ud83d"' }) }],
  ['another language', 'document', { text: document({ lang: '"de"' }) }],
  ['a date without a time', 'document', { text: document({ expires_at: '"2026-01-09"' }) }],
  [
    'a time without a zone',
    'document',
    { text: document({ expires_at: '"2026-01-09T03:04:05"' }) },
  ],
  ['a time that is none', 'document', { text: document({ expires_at: '"2026-13-09T03:04:05Z"' }) }],
  ['a time as a number', 'document', { text: document({ expires_at: '1767927845' }) }],
  ...Object.keys(MEMBERS).map(
    (name) => [`without ${name}`, 'document', { text: document({ [name]: null }) }] as const,
  ),
  ['keys twice', 'duplicate', { text: document().replace('{', '{"keys":["<pk>"],') }],
  [
    'a member twice, once escaped',
    'duplicate',
    { text: document().replace('{', '{"as\\u006b":["other"],') },
  ],
  ['an unknown member twice', 'duplicate', { text: document().replace('{', '{"x":1,"x":2,') }],
  [
    'a member twice, inside another',
    'duplicate',
    { text: document().replace('{', '{"x":{"y":1,"y":2},') },
  ],
  ['a byte that UTF-8 never has', 'utf8', { hex: '7bff7d' }],
];

export function documentVectors() {
  const good = GOOD.map(([name, text]) => {
    const bytes = documentBytes({ text });
    const {
      keys: list,
      ask,
      reference,
      from,
      lang,
      expires_at,
    } = JSON.parse(new TextDecoder().decode(bytes));
    const long = reference.length > 128;
    const asked = {
      keys: list.length,
      ask,
      from,
      lang,
      expires_at,
      ...(long ? {} : { reference }),
    };
    return { name, text, ...size(bytes), asked, expect: 'ok' };
  });
  const bad = BAD.map(([name, expect, written]) => ({
    name,
    ...written,
    ...size(documentBytes(written)),
    expect,
  }));
  return [...good, ...bad];
}

function size(bytes: Bytes) {
  return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
