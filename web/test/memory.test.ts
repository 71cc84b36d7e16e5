// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import {
  forget,
  type Remembered,
  remember,
  remembered,
  sealAgain,
  takeAgain,
} from '../src/memory.ts';

const RECEIPT: Remembered = {
  link: 'https://h.example/receipt#1mabc',
  kinds: ['backoffice', 'ftp'],
  created: '2026-11-21T15:04:00.000Z',
  expires: '2026-11-28T15:04:00.000Z',
};
const REFUSING = {
  getItem: () => {
    throw new Error('no storage');
  },
  setItem: () => {
    throw new Error('no storage');
  },
} as unknown as Storage;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('receipts on this device', () => {
  test('are remembered once, newest first, and forgotten', () => {
    const later = { ...RECEIPT, link: 'https://h.example/receipt#1mdef' };
    for (const receipt of [RECEIPT, later, RECEIPT]) expect(remember(receipt)).toBe(true);
    expect(remembered()).toEqual([RECEIPT, later]);
    forget(RECEIPT.link);
    expect(remembered()).toEqual([later]);
  });

  test.each([
    '',
    'nonsense',
    '{}',
    '[1, null, {"link": 3}]',
    '[{"link":"x","kinds":["nope"],"created":"","expires":""}]',
  ])('what others wrote counts as empty: %s', (text) => {
    localStorage.setItem('handover.receipts', text);
    expect(remembered()).toEqual([]);
  });

  test('where storage is refused nothing breaks, and it says so', () => {
    expect(remember(RECEIPT, REFUSING)).toBe(false);
    expect(remembered(REFUSING)).toEqual([]);
  });
});

test('the kinds to seal again are told once', () => {
  sealAgain(['ftp', 'domain']);
  expect(takeAgain()).toEqual(['ftp', 'domain']);
  expect(takeAgain()).toEqual([]);
});
