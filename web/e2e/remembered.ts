/** What a device remembers, put there for the tests that begin with it. */

import type { Page } from '@playwright/test';
import type { Remembered } from '../src/memory.ts';
import type { KindId } from '../src/protocol/kind.ts';
import type { Placed } from './sealed.ts';

const NAME = 'handover.receipts';

export function entry({ receiptLink }: Pick<Placed, 'receiptLink'>, kinds: KindId[]): Remembered {
  return {
    link: receiptLink,
    kinds,
    created: '2026-11-21T14:04:00.000Z',
    expires: '2026-11-28T14:04:00.000Z',
  };
}

/** Text is stored as it is. Leaves the page without a receipt. */
export async function rememberHere(page: Page, receipts: Remembered[] | string): Promise<void> {
  await page.goto('/receipt');
  // The list is there, and empty: nothing is asked for it.
  await page.getByRole('heading', { level: 2 }).waitFor();
  const text = typeof receipts === 'string' ? receipts : JSON.stringify(receipts);
  await page.evaluate(([name, value]) => localStorage.setItem(name, value), [NAME, text] as const);
}

export async function stored(page: Page): Promise<unknown> {
  return JSON.parse((await page.evaluate((name) => localStorage.getItem(name), NAME)) ?? 'null');
}
