// Nothing moves under a reader's eyes or fingers while a page arrives, on a line slow enough that every
// step of it is painted.
import type { Page } from '@playwright/test';
import { test as branded } from './branded.ts';
import { test as keyed } from './keyed.ts';
import { request } from './requested.ts';
import { place } from './sealed.ts';
import { expect, test } from './test.ts';
import { SOON, withoutTimers } from './timers.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

/** The line of a phone: milliseconds, and bytes a second. */
const SLOW = { offline: false, latency: 60, downloadThroughput: 90_000, uploadThroughput: 90_000 };

type Arrival = { name: string; link: (server: string) => Promise<string> };

const at = (path: string): Arrival => ({ name: path, link: async () => path });

const ARRIVALS: readonly Arrival[] = [
  ...['/', '/open', '/receipt', '/request', '/answer', '/collect', '/api'].map(at),
  { name: '/open of a link', link: async (server) => (await place(server)).shareLink },
  {
    name: '/open of a link with a passphrase',
    link: async (server) => (await place(server, undefined, 'three short words')).shareLink,
  },
  {
    name: '/open of a link that was opened',
    link: async (server) => {
      const bundle = await place(server);
      await bundle.open();
      return bundle.shareLink;
    },
  },
  { name: '/receipt of a link', link: async (server) => (await place(server)).receiptLink },
  { name: '/answer of a link', link: async (server) => (await request(server)).requestLink },
  {
    name: '/collect of an answer',
    link: async (server) => {
      const asked = await request(server);
      await asked.answer();
      return asked.collectLink;
    },
  },
];

/** What moved without a press, from the first paint until nothing is on its way any more. */
async function shifts(page: Page, link: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', SLOW);
  await page.addInitScript(watchShifts);
  // A page that waits in vain begins without it, and what comes then moves something.
  await withoutTimers(page, SOON);
  await page.goto(link, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved);
}

function watchShifts(): void {
  const moved: string[] = [];
  Object.assign(globalThis, { moved });
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, sources } of list.getEntries() as LayoutShift[])
      if (!hadRecentInput)
        for (const { node, previousRect, currentRect } of sources)
          moved.push(`${node?.nodeName} from ${previousRect.y} to ${currentRect.y}`);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Layout Instability API, which no library of TypeScript knows yet. */
type LayoutShift = PerformanceEntry & {
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
};

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport });
    for (const { name, link } of ARRIVALS) {
      test(`${name}: nothing moves`, async ({ page, serverUrl }) => {
        expect(await shifts(page, await link(serverUrl))).toEqual([]);
      });
    }
  });

  branded.describe(`${width}, with a brand`, () => {
    branded.use({ viewport });
    for (const path of ['/', '/open', '/receipt', '/request']) {
      branded(`${path}: nothing moves`, async ({ page }) => {
        expect(await shifts(page, path)).toEqual([]);
      });
    }
  });

  keyed.describe(`${width}, where an access key is asked for`, () => {
    keyed.use({ viewport });
    for (const path of ['/', '/request']) {
      keyed(`${path}: nothing moves`, async ({ page }) => {
        expect(await shifts(page, path)).toEqual([]);
      });
    }
  });
}
