import {
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  type Request,
} from '@playwright/test';

/** When each call began that is under way. */
type Calls = Map<Request, number>;

const underWay = new WeakMap<BrowserContext, Calls>();

/** Milliseconds after which a page has given up any call: of one that its page did not outlive no end is heard. */
const LONGEST = 60_000;

/** Follows the calls of a context from now on. */
export function follow(context: BrowserContext): Calls {
  const calls: Calls = new Map();
  underWay.set(context, calls);
  context.on('request', (it) => it.url().includes('/api/') && calls.set(it, Date.now()));
  context.on('requestfinished', (it) => calls.delete(it));
  context.on('requestfailed', (it) => calls.delete(it));
  return calls;
}

/**
 * What a page repeats by itself is in vain for so long that this comes. The clock of the page has to
 * be installed before it begins. It makes no step while a call is under way, and its steps are shorter
 * than the deadline of one: else an answer that is late counts as none, and the page says something else.
 */
export function outwait(page: Page, what: Locator): Promise<void> {
  const calls = underWay.get(page.context()) ?? follow(page.context());
  return expect(async () => {
    const waits = [...calls.values()].some((began) => Date.now() - began < LONGEST);
    if (!waits) await page.clock.fastForward(6_000);
    await expect(what).toBeVisible({ timeout: 1_000 });
  }).toPass();
}
