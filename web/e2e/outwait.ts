import {
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  type Request,
} from '@playwright/test';

const underWay = new WeakMap<BrowserContext, Set<Request>>();

/** Follows the calls of a context from now on. */
export function follow(context: BrowserContext): Set<Request> {
  const calls = new Set<Request>();
  underWay.set(context, calls);
  context.on('request', (it) => it.url().includes('/api/') && calls.add(it));
  context.on('requestfinished', (it) => calls.delete(it));
  context.on('requestfailed', (it) => calls.delete(it));
  return calls;
}

/**
 * What a page repeats by itself is in vain for so long that this comes. The clock of the page has to
 * be installed before it begins. It stands while a call is under way, and its steps are shorter than
 * the deadline of one: else an answer that is late counts as none, and the page says something else.
 */
export function outwait(page: Page, what: Locator): Promise<void> {
  const calls = underWay.get(page.context()) ?? follow(page.context());
  return expect(async () => {
    if (calls.size === 0) await page.clock.fastForward(6_000);
    await expect(what).toBeVisible({ timeout: 1_000 });
  }).toPass();
}
