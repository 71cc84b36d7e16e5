// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { remember, remembered } from '../src/memory.ts';
import { receiptLink } from '../src/protocol/link.ts';
import { toB64u } from '../src/protocol/token.ts';
import { isAllClosed, keepClosed, recall, toClose } from '../src/ticks.ts';

const ID = new Uint8Array(16).fill(0xfe);
const NAME = toB64u(ID);
const RECEIPT = {
  link: receiptLink('https://h.example', ID, new Uint8Array(32).fill(7)),
  kinds: ['database' as const, 'backoffice' as const, 'database' as const],
  created: '2026-11-21T15:04:00.000Z',
  expires: '2026-11-28T15:04:00.000Z',
};
const OTHER = {
  ...RECEIPT,
  link: receiptLink('https://h.example', new Uint8Array(16).fill(0xff), new Uint8Array(32)),
};

beforeEach(() => localStorage.clear());

describe('what was closed', () => {
  test('is kept with its receipt, as names of kinds, and with no other', () => {
    remember(OTHER);
    remember(RECEIPT);
    expect(keepClosed(NAME, ['backoffice'])).toBe(true);
    expect(recall(NAME)).toEqual({ ...RECEIPT, closed: ['backoffice'] });
    expect(remembered()).toEqual([{ ...RECEIPT, closed: ['backoffice'] }, OTHER]);
  });

  test('is kept nowhere where the receipt is not remembered', () => {
    remember(OTHER);
    expect(keepClosed(NAME, ['backoffice'])).toBe(false);
    expect(recall(NAME)).toBeNull();
    expect(remembered()).toEqual([OTHER]);
  });

  test.each(['"backoffice"', '["nope"]', '{}', '[3]'])('is no foreign text: %s', (closed) => {
    const text = `[${JSON.stringify(RECEIPT).slice(0, -1)},"closed":${closed}}]`;
    localStorage.setItem('handover.receipts', text);
    expect(recall(NAME)).toBeNull();
  });
});

describe('what is to be closed', () => {
  test('is each kind once, the back office first', () => {
    expect(toClose(RECEIPT)).toEqual(['backoffice', 'database']);
  });

  test('is everything where nothing is remembered, and something for files alone', () => {
    expect(toClose(null)).toEqual(['backoffice', 'ftp', 'database', 'panel', 'domain', 'other']);
    expect(toClose({ kinds: [] })).toEqual(['other']);
  });

  test('is all closed when each step is, whatever else is ticked', () => {
    expect(isAllClosed(['backoffice', 'ftp'], ['ftp'])).toBe(false);
    expect(isAllClosed(['backoffice', 'ftp'], ['other', 'ftp', 'backoffice'])).toBe(true);
  });
});
