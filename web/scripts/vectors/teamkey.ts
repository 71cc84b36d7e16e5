/** Team key files, right and wrong: a group of tests/vectors/request.json. */

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, label, toB64u } from '../../src/protocol/token.ts';
import { publicKey } from '../../src/protocol/xwing.ts';
import { hex, seeded } from './bytes.ts';

const SEED = seeded('team key sk', 32);
const PK = publicKey(SEED);
/** What Argon2id makes of a passphrase: the frozen vectors go through it. */
const STRETCHED = seeded('team key stretched', 32);
const NONCE = seeded('team key nonce', 24);
const AAD = concat(label('team-key'), PK);

const MEMBERS = {
  v: '1',
  kind: '"handover-team-key"',
  name: '"support"',
  public_key: `"${toB64u(PK)}"`,
  created_at: '"2026-01-02T03:04:05.000Z"',
  salt: `"${toB64u(seeded('team key salt', 16))}"`,
  nonce: `"${toB64u(NONCE)}"`,
  sealed: `"${toB64u(xchacha20poly1305(STRETCHED, NONCE, AAD).encrypt(SEED))}"`,
};

function file(change: { [Name in keyof typeof MEMBERS]?: string | null } = {}): string {
  const members = Object.entries({ ...MEMBERS, ...change }).filter(([, value]) => value !== null);
  return `{${members.map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}

const STRANGER = `"${toB64u(publicKey(seeded('team key stranger', 32)))}"`;

const CASES: readonly (readonly [string, string, string])[] = [
  ['as made', file(), 'ok'],
  ['white space and a line end', `${file().replaceAll(',', ',\n  ')}\n`, 'ok'],
  ['an unknown member', file().replace('{', '{"colour":1,'), 'ok'],
  ['a name with a line end', file({ name: '"a\\nb"' }), 'ok'],
  ['another public key', file({ public_key: STRANGER }), 'passphrase'],
  ['another nonce', file({ nonce: `"${toB64u(seeded('x', 24))}"` }), 'passphrase'],
  ['another sealed key', file({ sealed: `"${toB64u(seeded('x', 48))}"` }), 'passphrase'],
  ['version 2', file({ v: '2' }), 'update'],
  ['version as text', file({ v: '"1"' }), 'file'],
  ['another kind of file', file({ kind: '"backup"' }), 'file'],
  ['a later version of another kind', file({ v: '2', kind: '"backup"' }), 'file'],
  ['cut', file().slice(0, -1), 'file'],
  ['nothing', '', 'file'],
  ['a list', '[]', 'file'],
  ['null', 'null', 'file'],
  ['a member twice', file().replace('{', '{"name":"a",'), 'file'],
  ['a public key that is short', file({ public_key: '"AAAA"' }), 'file'],
  ['a salt that is short', file({ salt: '"AAAA"' }), 'file'],
  ['a nonce that is short', file({ nonce: '"AAAA"' }), 'file'],
  ['a sealed key that is short', file({ sealed: '"AAAA"' }), 'file'],
  ['a name that is half of a surrogate pair', file({ name: '"\\ud83d"' }), 'file'],
  ['a time that is none', file({ created_at: '"yesterday"' }), 'file'],
  ...Object.keys(MEMBERS).map(
    (name) => [`without ${name}`, file({ [name]: null }), 'file'] as const,
  ),
];

export function teamKeyVectors() {
  return [
    ...CASES.map(([name, text, expect]) => ({
      name,
      file: text,
      stretched: hex(STRETCHED),
      ...(expect === 'ok' ? { sk: hex(SEED) } : {}),
      expect,
    })),
    {
      name: 'another passphrase',
      file: file(),
      stretched: hex(seeded('x', 32)),
      expect: 'passphrase',
    },
  ];
}
