import { expect, test } from 'vitest';
import { HIDE_AFTER, idleness, WARN_AFTER, wakes } from '../src/idle.ts';

test('a page warns before it hides', () => {
  expect([0, WARN_AFTER - 1, WARN_AFTER, HIDE_AFTER - 1, HIDE_AFTER].map(idleness)).toEqual([
    'awake',
    'awake',
    'drowsy',
    'drowsy',
    'hidden',
  ]);
});

const SIGNS = [
  { type: 'pointermove' },
  { type: 'scroll' },
  { type: 'keydown', key: 'Tab' },
  { type: 'keydown', key: 'c' },
  { type: 'pointerdown' },
];

test('while it warns, the way to its button takes no warning away', () => {
  expect(SIGNS.map((sign) => wakes('awake', sign))).toEqual([true, true, true, true, true]);
  expect(SIGNS.map((sign) => wakes('drowsy', sign))).toEqual([false, false, false, true, true]);
  expect(SIGNS.map((sign) => wakes('hidden', sign))).toEqual([false, false, false, false, false]);
});
