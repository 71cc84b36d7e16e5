// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
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

/** As where cookies are blocked: not even the name may be spoken. */
function forbidStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    vi.spyOn(globalThis, name, 'get').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
  }
}

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
    forbidStorage();
    expect(remember(RECEIPT)).toBe(false);
    expect(remembered()).toEqual([]);
    expect(() => forget(RECEIPT.link)).not.toThrow();
    expect(() => sealAgain(['ftp'])).not.toThrow();
    expect(takeAgain()).toEqual([]);
  });
});

test('the kinds to seal again are told once', () => {
  sealAgain(['ftp', 'domain']);
  expect(takeAgain()).toEqual(['ftp', 'domain']);
  expect(takeAgain()).toEqual([]);
});
