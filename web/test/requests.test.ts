import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  forgetRequest,
  type MadeHere,
  rememberRequest,
  requestsMadeHere,
} from '../src/requests.ts';
import { forgetTeamKey, keepTeamKey, keptTeamKeys } from '../src/teamkeys.ts';
import { readVectors, toHex } from './protocol/hex.ts';

const stored = new Map<string, string>();
const storage = {
  getItem: (name: string) => stored.get(name) ?? null,
  setItem: (name: string, text: string) => void stored.set(name, text),
};
const forbidden = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

beforeEach(() => vi.stubGlobal('localStorage', storage));
afterEach(() => {
  stored.clear();
  vi.unstubAllGlobals();
});

describe('requests made here', () => {
  const made = (n: number): MadeHere => ({
    link: `https://handover.example/answer#1r${n}`,
    collect: `https://handover.example/collect#1c${n}`,
    reference: `T-${n}`,
    kinds: ['backoffice', 'ftp'],
    lang: 'fr',
    created: '2026-01-02T03:04:05.678Z',
    expires: '2026-01-09T03:04:05.678Z',
    code: '007121',
  });

  test('newest first, each once, at most fifty', () => {
    for (let n = 0; n < 60; n++) expect(rememberRequest(made(n))).toBe(true);
    rememberRequest(made(30));
    const numbers = requestsMadeHere().map(({ reference }) => reference);
    expect([numbers.length, numbers[0], numbers[1], numbers.at(-1)]).toEqual([
      50,
      'T-30',
      'T-59',
      'T-10',
    ]);
    forgetRequest(made(30).link);
    expect(requestsMadeHere().map(({ reference }) => reference)).not.toContain('T-30');
  });

  test.each([
    ['a number', 1],
    ['without a collect link', { ...made(1), collect: undefined }],
    ['a kind that is none', { ...made(1), kinds: ['fax'] }],
    ['another language', { ...made(1), lang: 'de' }],
    ['no time', { ...made(1), expires: 'soon' }],
    ['no code', { ...made(1), code: 7121 }],
  ])('what is none of ours is left out: %s', (_, entry) => {
    stored.set('handover.requests', JSON.stringify([entry, made(2)]));
    expect(requestsMadeHere()).toEqual([made(2)]);
  });

  test('nothing where the storage is unreadable or forbidden', () => {
    stored.set('handover.requests', '{');
    expect(requestsMadeHere()).toEqual([]);
    vi.stubGlobal('localStorage', forbidden);
    expect([rememberRequest(made(1)), requestsMadeHere()]).toEqual([false, []]);
  });
});

describe('team keys kept here', () => {
  const [one = '', two = ''] = readVectors<{ team_keys: { file: string }[] }>(
    'v1.json',
  ).team_keys.map(({ file }) => file);

  test('the last imported first, each once, as it was', () => {
    expect([keepTeamKey(one), keepTeamKey(two), keepTeamKey(one)]).toEqual([true, true, true]);
    expect(keptTeamKeys().map(({ name, file }) => [name, file])).toEqual([
      ['support', one],
      ['night shift', two],
    ]);
    forgetTeamKey(one);
    expect(keptTeamKeys().map(({ name }) => name)).toEqual(['night shift']);
  });

  test('a damaged file of the same key does not take the place of the good one', () => {
    const { sealed } = JSON.parse(one);
    const damaged = one.replace(sealed, sealed.split('').reverse().join('').replace(/^./, 'A'));
    keepTeamKey(one);
    try {
      keepTeamKey(damaged);
    } catch {
      // Nor does one that is refused.
    }
    expect(keptTeamKeys().map(({ file }) => file)).toContain(one);
  });

  test('what is no team key is neither kept nor read', () => {
    expect(() => keepTeamKey('{}')).toThrow(expect.objectContaining({ reason: 'file' }));
    expect(stored.size).toBe(0);
    stored.set('handover.team-keys', JSON.stringify([7, '{}', two]));
    expect(keptTeamKeys()).toHaveLength(1);
    expect(toHex(keptTeamKeys()[0]?.publicKey ?? new Uint8Array(0))).toHaveLength(2432);
  });

  test('nothing where storage is forbidden', () => {
    vi.stubGlobal('localStorage', forbidden);
    expect([keepTeamKey(one), keptTeamKeys()]).toEqual([false, []]);
  });
});
