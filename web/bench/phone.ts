// How soon a page can be used on a phone: `npm run bench:phone`, with --json for programs. The processor
// is slowed down four times and the line is 'slow 4G', both as Lighthouse applies them through the same
// protocol; nothing is in the cache. `paint` is the first contentful one; `ready`: all of the first look is
// painted; `usable`: the last long task that began before that has ended, too; `blocked`: what long tasks
// took beyond 50 ms each. Milliseconds from the start of the navigation. It reports; it fails nothing.
import { type Browser, chromium, type Page } from '@playwright/test';
import { request } from '../e2e/requested.ts';
import { place } from '../e2e/sealed.ts';
import { startServer } from '../e2e/server.ts';
import playwright from '../playwright.config.ts';
import { line, machine, report, type Spread, spread } from './report.ts';

const ROUNDS = 5;
const SLOWER = 4;
/** Lighthouse's mobileSlow4G: milliseconds a request, bytes a second. */
const SLOW_4G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1638.4 * 0.9 * 1024) / 8,
  uploadThroughput: (675 * 0.9 * 1024) / 8,
};
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

type Look = { paint: number; ready: number; usable: number; blocked: number };
type Result = { page: string; bytes: number } & Record<keyof Look, Spread>;

/** Notes when the page has its heading and waits for nothing any more, and its long tasks. */
function takeNotes(): void {
  const { promise: ready, resolve } = Promise.withResolvers<number>();
  const paint = new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntriesByName('first-contentful-paint'))
        resolve(startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const tasks: { startTime: number; duration: number }[] = [];
  Object.assign(globalThis, { notes: { paint, ready, tasks } });
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
  new MutationObserver((_, observer) => {
    if (document.querySelector('main h1') === null || document.querySelector('.waits')) return;
    observer.disconnect();
    // A message that is sent before a frame is made arrives after it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true });
}

type Notes = {
  paint: Promise<number>;
  ready: Promise<number>;
  tasks: { startTime: number; duration: number }[];
};

function read(page: Page): Promise<Look> {
  return page.evaluate(async () => {
    const { notes } = globalThis as unknown as { notes: Notes };
    const ready = await notes.ready;
    const before = notes.tasks.filter(({ startTime }) => startTime <= ready);
    const ends = before.map(({ startTime, duration }) => startTime + duration);
    return {
      paint: await notes.paint,
      ready,
      usable: Math.max(ready, ...ends),
      blocked: before.reduce((sum, { duration }) => sum + duration - 50, 0),
    };
  });
}

async function lookOnce(browser: Browser, link: string): Promise<Look & { bytes: number }> {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(takeNotes);
  await page.goto(link, { waitUntil: 'commit' });
  const look = await read(page);
  await context.close();
  return { ...look, bytes };
}

async function measure(browser: Browser, name: string, link: string): Promise<Result> {
  const looks: (Look & { bytes: number })[] = [];
  while (looks.length < ROUNDS) looks.push(await lookOnce(browser, link));
  const of = (what: keyof Look) => spread(looks.map((look) => look[what]));
  return {
    page: name,
    bytes: spread(looks.map(({ bytes }) => bytes)).median,
    paint: of('paint'),
    ready: of('ready'),
    usable: of('usable'),
    blocked: of('blocked'),
  };
}

const lineOf = ({ page, bytes, paint, ready, usable, blocked }: Result): string =>
  line(page, [
    paint.median,
    ready.median,
    usable.median,
    usable.min,
    usable.max,
    blocked.median,
    bytes / 1000,
  ]);

const server = await startServer();
const browser = await chromium.launch(playwright.use?.launchOptions ?? {});
try {
  const where = machine(browser);
  const bundle = await place(server.url);
  const asked = await request(server.url, { lang: 'en' });
  const answered = await request(server.url, { lang: 'en' });
  await answered.answer();
  const links = {
    '/': `${server.url}/`,
    '/open': bundle.shareLink,
    '/receipt': bundle.receiptLink,
    '/request': `${server.url}/request`,
    '/answer': asked.requestLink,
    '/collect': answered.collectLink,
  };
  const results: Result[] = [];
  for (const [name, link] of Object.entries(links))
    results.push(await measure(browser, name, link));
  const head = line('slow 4G, processor four times slower', [
    'paint',
    'ready',
    'usable',
    'min',
    'max',
    'blocked',
    'kB',
  ]);
  report(where, results, [head, ...results.map(lineOf)]);
} finally {
  await browser.close();
  await server.stop();
}
