import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  endRequest,
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

  const references = () => requestsMadeHere().map(({ reference }) => reference);
  const remembered = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => rememberRequest(made(from + n))).every(Boolean);

  beforeEach(() => void vi.setSystemTime('2026-01-05T00:00:00Z'));
  afterEach(() => void vi.useRealTimers());

  test('newest first, each once', () => {
    expect(remembered(0, 60)).toBe(true);
    rememberRequest(made(30));
    expect([references().length, ...references().slice(0, 2)]).toEqual([60, 'T-30', 'T-59']);
    forgetRequest(made(30).link);
    expect(references()).not.toContain('T-30');
  });

  test('no link that may still open something makes room for another', () => {
    expect(remembered(0, 200)).toBe(true);
    expect(rememberRequest(made(200))).toBe(false);
    expect([references().length, references().at(-1)]).toEqual([200, 'T-0']);
    endRequest(made(7).link, 'revoked');
    expect(rememberRequest(made(200))).toBe(true);
    expect(references()).not.toContain('T-7');
    // An answer in the last moment lives for seven days more.
    vi.setSystemTime('2026-01-16T00:00:00Z');
    expect(rememberRequest(made(201))).toBe(false);
    vi.setSystemTime('2026-01-17T00:00:00Z');
    expect(rememberRequest(made(201))).toBe(true);
    expect([references().length, references().at(-1)]).toEqual([200, 'T-1']);
  });

  test('a request that has ended keeps its place, and not what opens its answer', () => {
    remembered(0, 3);
    endRequest(made(1).link, 'finished');
    endRequest(made(1).link, 'gone');
    expect(requestsMadeHere()[1]).toEqual({ ...made(1), collect: null, ended: 'finished' });
    expect(stored.get('handover.requests')).not.toContain('1c1');
  });

  test.each([
    ['a number', 1],
    ['without a collect link', { ...made(1), collect: undefined }],
    ['an end with a collect link', { ...made(1), ended: 'expired' }],
    ['an end that is none', { ...made(1), collect: null, ended: 'tired' }],
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
