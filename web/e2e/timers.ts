import type { BrowserContext, Page } from '@playwright/test';

/** Milliseconds, as the pages have them, in which what the server says of itself comes in time. */
export const SOON = 1_000;

/** Timers of this length never go off: on a slow machine they do so before what they are to come after. */
export function withoutTimers(where: Page | BrowserContext, length: number): Promise<unknown> {
  return where.addInitScript((length) => {
    const usual = setTimeout.bind(globalThis);
    const changed = (act: () => void, ms?: number) => (ms === length ? 0 : usual(act, ms));
    Object.assign(globalThis, { setTimeout: changed });
  }, length);
}
