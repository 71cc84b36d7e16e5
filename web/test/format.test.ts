import { describe, expect, test } from 'vitest';
import { clock, lifetime, list, moment, size, until } from '../src/format.ts';
import { HIDE_AFTER, idleness, WARN_AFTER } from '../src/idle.ts';
import { isInApp } from '../src/inapp.ts';
import { restarted } from '../src/restarted.ts';

const AT = new Date(2026, 10, 21, 15, 31, 24).toISOString();
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('times', () => {
  test('in both languages', () => {
    expect(moment('en', AT)).toBe('21 Nov, 15:31');
    expect(moment('fr', AT)).toBe('21 nov. à 15:31');
    expect(moment('en', AT, true)).toBe('21 Nov, 15:31:24');
    expect(clock('fr', AT)).toBe('15:31');
  });

  test.each([
    [60, '60 seconds', '60 secondes'],
    [3600, '1 hour', '1 heure'],
    [5400, '90 minutes', '90 minutes'],
    [86_400, '1 day', '1 jour'],
    [604_800, '7 days', '7 jours'],
  ])('a lifetime of %d seconds', (seconds, english, french) => {
    expect(plain(lifetime('en', seconds))).toBe(english);
    expect(plain(lifetime('fr', seconds))).toBe(french);
  });

  test('what is left is rounded down, and never negative', () => {
    const now = Date.parse(AT);
    const later = (seconds: number) => new Date(now + seconds * 1000).toISOString();
    expect(until('en', later(6.9 * 86_400), now)).toBe('in 6 days');
    expect(until('fr', later(7 * 86_400 - 1), now)).toBe('dans 7 jours');
    expect(until('en', later(7 * 86_400 - 3601), now)).toBe('in 6 days');
    expect(until('en', later(86_400 - 1), now)).toBe('in 23 hours');
    expect(until('fr', later(7200), now)).toBe('dans 2 heures');
    expect(until('en', later(-5), now)).toBe('in 0 seconds');
  });
});

test('sizes are rounded up', () => {
  expect(plain(size('en', 3))).toBe('3 bytes');
  expect(plain(size('fr', 1025))).toBe('2 ko');
  expect(plain(size('en', 1_048_576))).toBe('1 MB');
  expect(plain(size('en', 1_048_577))).toBe('1.1 MB');
});

test('lists read as a sentence', () => {
  expect(list('en', ['a', 'b', 'c'])).toBe('a, b and c');
  expect(list('fr', ['a', 'b'])).toBe('a et b');
});

test('a quiet page first warns, then hides', () => {
  expect([0, WARN_AFTER - 1, WARN_AFTER, HIDE_AFTER - 1, HIDE_AFTER].map(idleness)).toEqual([
    'awake',
    'awake',
    'drowsy',
    'drowsy',
    'hidden',
  ]);
});

describe('built-in browsers', () => {
  const IPHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  test.each([
    [`${IPHONE} Version/17.4 Mobile/15E148 Safari/604.1`, false],
    [`${IPHONE} CriOS/123.0 Mobile/15E148 Safari/604.1`, false],
    [`${IPHONE} Mobile/15E148`, true],
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/456]`, true],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0 Mobile Safari/537.36',
      false,
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0 Mobile Safari/537.36',
      true,
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0 Safari/537.36',
      false,
    ],
  ])('%s: %s', (agent, inApp) => {
    expect(isInApp(agent)).toBe(inApp);
  });
});

test('a restart is told as long as a link could be older', () => {
  const server = { store_since: AT, max_lifetime: 100 };
  expect(restarted(server, Date.parse(AT) + 99_000)).toBe(AT);
  expect(restarted(server, Date.parse(AT) + 100_000)).toBeNull();
  expect(restarted(null)).toBeNull();
});
