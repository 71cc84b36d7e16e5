/** What who collects may get instead of the answer: groups of tests/vectors/request.json. */

import { sha256 } from '../../src/protocol/key.ts';
import { type Bytes, toB64u } from '../../src/protocol/token.ts';
import { filled, flipped, hex } from './bytes.ts';
import { type Key, type Made, NIGHT, STRANGER, SUPPORT, wrapped } from './made.ts';

export async function collectedVectors(oneOff: Made, team: Made, two: Made) {
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

export async function envelopeHashVectors() {
  const right = hex(await sha256(filled(1104)));
  return [
    { name: 'the envelope that was sealed', fill: 1104, envelope_sha256: right, expect: 'ok' },
    { name: 'another envelope', fill: 2128, envelope_sha256: right, expect: 'envelope' },
    { name: 'no envelope', fill: 0, envelope_sha256: right, expect: 'envelope' },
  ];
}
