import { describe, expect, test } from 'vitest';
import { below, passphrase, password } from '../src/generate.ts';
import { WORDS as ENGLISH } from '../src/lists/en.ts';
import { WORDS as FRENCH } from '../src/lists/fr.ts';

/** Gives these pairs of bytes, one after another. */
function fixed(...drawn: number[]): () => Uint8Array {
  return () => {
    const next = drawn.shift();
    if (next === undefined) throw new Error('drawn too often');
    return Uint8Array.of(next >> 8, next & 255);
  };
}

describe('uniform choice', () => {
  test('draws again above the last whole multiple', () => {
    // 65536 = 21845 × 3 + 1: only 65535 is too much.
    expect(below(3, fixed(65535, 65534))).toBe(65534 % 3);
    expect(below(2048, fixed(65535))).toBe(2047);
  });

  test('each of n values has as many draws', () => {
    const counts = new Map<number, number>();
    for (let drawn = 0; drawn < 65536 - (65536 % 62); drawn++) {
      const value = below(62, fixed(drawn));
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect(new Set(counts.values())).toEqual(new Set([1057]));
    expect(counts.size).toBe(62);
  });
});

describe.each([
  ['English', ENGLISH],
  ['French', FRENCH],
])('the %s list', (_, words) => {
  test('has 2048 different words that any keyboard can type', () => {
    expect(new Set(words).size).toBe(2048);
    expect(words.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
  });

  test('gives four words', () => {
    expect(passphrase(words, fixed(0, 1, 2047, 2048)).split(' ')).toEqual([
      words[0],
      words[1],
      words[2047],
      words[0],
    ]);
  });
});

test('a password has every class and no look-alikes', () => {
  for (let i = 0; i < 200; i++) {
    expect(password()).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[2-9])(?=.*[-_.!+])[^0O1lI\s]{20}$/);
  }
});
