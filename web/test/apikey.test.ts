// tests/vectors/apikey.json, made by an independent implementation; and what the page makes of it.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { apiKeyIn, forgetKey, keepKey, keptKey, keyFlaw } from '../src/apikey.ts';
import { readVectors } from './protocol/hex.ts';

const { keys, malformed } = readVectors<{
  keys: { name: string; key: string }[];
  malformed: { name: string; text: string }[];
}>('apikey.json');
const KEY = keys[0]?.key ?? '';

/** The page takes these, without the blanks. */
const BLANKS = ['a space before', 'a line feed after'];

describe('the form of a key', () => {
  test.each(keys)('$name', ({ key }) => {
    expect(keyFlaw(key)).toBeNull();
    expect(apiKeyIn(`\u00a0 ${key}\r\n`)).toBe(key);
  });

  test.each(malformed.filter(({ name }) => !BLANKS.includes(name)))('no key: $name', ({ text }) => {
    expect(keyFlaw(text)).not.toBeNull();
    expect(apiKeyIn(text)).toBeNull();
  });

  test.each([
    ['', 'empty'],
    [' \t', 'empty'],
    ['AAAA', 'other'],
    [KEY.toUpperCase(), 'other'],
    ['hndo_', 'cut'],
    [KEY.slice(0, -1), 'cut'],
    [KEY.slice(0, 40), 'cut'],
    [`${KEY}0`, 'mistyped'],
    [KEY.replace('a', 'b'), 'mistyped'],
    [`${KEY.slice(0, 30)} ${KEY.slice(30)}`, 'mistyped'],
    [`${KEY.slice(0, 30)}…`, 'mistyped'],
  ])('%j is %s', (text, flaw) => {
    expect(keyFlaw(text)).toBe(flaw);
  });
});

describe('the key that is kept', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => void stored.set(name, text),
    removeItem: (name: string) => void stored.delete(name),
  };
  afterEach(() => {
    stored.clear();
    vi.unstubAllGlobals();
  });

  test('is there until it is forgotten', () => {
    vi.stubGlobal('localStorage', storage);
    expect(keptKey()).toBeNull();
    expect(keepKey(KEY)).toBe(true);
    expect(keptKey()).toBe(KEY);
    forgetKey();
    expect([...stored]).toEqual([]);
    expect(keptKey()).toBeNull();
  });

  test('counts as none where others wrote something else', () => {
    vi.stubGlobal('localStorage', storage);
    stored.set('handover.key', 'hndo_');
    expect(keptKey()).toBeNull();
  });

  test('is none where the browser forbids storage', () => {
    const no = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: no, setItem: no, removeItem: no });
    expect([keepKey(KEY), keptKey()]).toEqual([false, null]);
    expect(forgetKey).not.toThrow();
  });
});
