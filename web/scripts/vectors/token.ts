/** tests/vectors/token.json */

import { toB64u } from '../../src/protocol/token.ts';
import { hex, seeded } from './bytes.ts';

const ALPHABET_END = Uint8Array.of(0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff);

const GOOD: readonly (readonly [string, Uint8Array])[] = [
  ['no bytes', new Uint8Array(0)],
  ['one byte', Uint8Array.of(0xff)],
  ['two bytes', Uint8Array.of(0xff, 0xff)],
  ['three bytes', Uint8Array.of(0, 0, 0)],
  ['both letters that differ from base64', ALPHABET_END],
  ['16 bytes', seeded('token 16', 16)],
  ['32 bytes', seeded('token 32', 32)],
  ['1104 bytes', seeded('token 1104', 1104)],
];

const BAD: readonly (readonly [string, string])[] = [
  ['one character', 'A'],
  ['five characters', 'AAAAA'],
  ['two characters, bits left over', 'AB'],
  ['three characters, bits left over', 'AAB'],
  ['last bit left over', 'A_'],
  ['padding', 'AA=='],
  ['padding of one', 'AAA='],
  ['plus', 'AA+A'],
  ['slash', 'AA/A'],
  ['space inside', 'AA AA'],
  ['space behind', 'AAAA '],
  ['line end', 'AAAA\n'],
  ['zero byte', 'AAA\u0000'],
  ['letter outside ASCII', 'AAA\u00e9'],
  ['wide letter', 'AAA\uff21'],
  ['percent', 'AA%41'],
];

export function tokenVectors() {
  return {
    about: 'b64u: base64url without padding, canonical only: SPEC, Notation',
    b64u: [
      ...GOOD.map(([name, bytes]) => ({
        name,
        text: toB64u(bytes),
        bytes: hex(bytes),
        expect: 'ok',
      })),
      ...BAD.map(([name, text]) => ({ name, text, expect: 'malformed' })),
    ],
  };
}
