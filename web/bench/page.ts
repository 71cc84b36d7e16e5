/** One bundle through the real pages, timed by their own clock; the product's code is as it ships. */

import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { KINDS } from '../src/protocol/kind.ts';
import { words as items } from '../src/words/en/items.ts';
import { words as open } from '../src/words/en/open.ts';
import { words as sealed } from '../src/words/en/sealed.ts';
import { words as share } from '../src/words/en/share.ts';
import type { Case } from './cases.ts';

/** For every field: an address, so that none of them is refused. */
const ANSWER = 'https://my-shop.example/admin834xk';

/** Milliseconds that a hand rests on a button before it presses; most hands rest for longer. */
export const HAND = 300;

/** Milliseconds; `longest` is the longest task of the page's thread since the press, if over 50. */
export type Took = { took: number; longest: number };
export type Round = { seal: Took; open: Took };

/** What the page notes of itself. */
type Notes = {
  pressed: number;
  sent: number;
  longest: number;
  /** When the cards are painted. */
  painted: Promise<number>;
};

/** Notes the last press, the first call that acts after it, when the cards are painted, long tasks. */
function takeNotes(): void {
  const { promise: painted, resolve } = Promise.withResolvers<number>();
  const notes: Notes = { pressed: 0, sent: 0, longest: 0, painted };
  Object.assign(globalThis, { notes });
  const press = () => Object.assign(notes, { pressed: performance.now(), sent: 0, longest: 0 });
  addEventListener('click', press, { capture: true });
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (init?.method !== 'GET' && notes.sent === 0) notes.sent = performance.now();
    return original(input, init);
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (startTime + duration > notes.pressed) notes.longest = Math.max(notes.longest, duration);
  }).observe({ type: 'longtask' });
  new MutationObserver((_, observer) => {
    if (document.querySelector('[data-row], .files [aria-label]') === null) return;
    observer.disconnect();
    // A message that is sent before a frame is made arrives after it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true });
}

/** Waits in the page: to ask it again and again would be work for its thread. */
const read = (page: Page, opened: boolean) =>
  page.evaluate(async (opened) => {
    const { notes } = globalThis as unknown as { notes: Notes };
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('nothing was painted in time')), 30_000);
    });
    const painted = opened ? await Promise.race([notes.painted, late]) : 0;
    const calls = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const answered = calls.find(({ name }) => name.endsWith('/open'))?.responseEnd ?? Number.NaN;
    return { ...notes, painted, answered };
  }, opened);

/** From the press of 'Seal' to the start of the upload. */
export async function sealOnce(
  page: Page,
  url: string,
  of: Case,
): Promise<Took & { link: string }> {
  await page.addInitScript(takeNotes);
  await page.goto(url);
  await fill(page, of);
  await page.getByRole('button', { name: share.seal }).click();
  await page.getByRole('heading', { level: 1, name: sealed.title }).waitFor();
  const { pressed, sent, longest } = await read(page, false);
  const link = await page
    .getByText(/\/open#1[sp]/)
    .first()
    .innerText();
  await page.close();
  return { took: sent - pressed, longest, link: link.trim() };
}

async function fill(page: Page, { kinds, file, passphrase }: Case): Promise<void> {
  for (const kind of kinds) {
    await page.getByRole('button', { name: new RegExp(`^${share.kinds[kind]}`) }).click();
  }
  const required = page.locator('main [aria-required=true]');
  const fields = kinds.flatMap((kind) => KINDS[kind].filter((field) => field.required));
  for (const at of fields.keys()) await required.nth(at).fill(ANSWER);
  if (file > 0) {
    const buffer = randomBytes(file);
    const chosen = { name: 'export.sql.gz', mimeType: 'application/gzip', buffer };
    await page.locator('input[type=file]').setInputFiles(chosen);
    await page.getByText(chosen.name, { exact: true }).waitFor();
  }
  if (!passphrase) return;
  await page.getByText(share.passphrase.on).click();
  await page.getByRole('textbox', { name: items.passphrase.label, exact: true }).fill(ANSWER);
}

/**
 * From the press of 'Open' to the painted cards, without the time in which the answer was awaited.
 * `hand`: milliseconds on the button, in which the page fetches what the press needs.
 */
export async function openOnce(page: Page, link: string, of: Case, hand: number): Promise<Took> {
  await page.addInitScript(takeNotes);
  await page.goto(link);
  const button = page.getByRole('button', { name: open.open });
  await button.waitFor();
  if (of.passphrase) await page.getByRole('textbox').fill(ANSWER);
  await button.hover();
  await page.waitForTimeout(hand);
  await button.click();
  const { pressed, sent, painted, answered, longest } = await read(page, true);
  await page.close();
  return { took: sent - pressed + painted - answered, longest };
}
