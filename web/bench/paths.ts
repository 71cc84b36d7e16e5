// The paths by which a page could seal and open, side by side: `npm run bench:paths`, with --json for
// programs. Each round takes every path once, seals a body and opens it again; `held` is the longest time
// in which the page's thread did nothing else, with its median over the rounds. It reports; it fails
// nothing.
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import playwright from '../playwright.config.ts';
import type { Paths, Run } from './paths/page.ts';
import { line, machine, report, type Spread, spread } from './report.ts';

/** Bytes of padded body. */
const SIZES = [1_024, 65_536, 1_048_576] as const;
const ROUNDS = 15;

/** Nothing listens there: what the browser asks for is answered here. WebCrypto needs this name. */
const ORIGIN = 'http://localhost';
const HTML = '<!doctype html><script type="module" src="./paths.js"></script>';

type Result = { path: string; bytes: number; took: Spread; held: Spread };

async function files(): Promise<Map<string, string>> {
  const input = new URL('./paths/page.ts', import.meta.url).pathname;
  const output = { entryFileNames: 'paths.js' };
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    base: './',
    build: { write: false, target: 'chrome111', rolldownOptions: { input, output } },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  const text = (file: (typeof built.output)[number]) =>
    file.type === 'chunk' ? file.code : String(file.source);
  return new Map(built.output.map((file) => [`/${file.fileName}`, text(file)]));
}

async function start(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  const scripts = await files();
  await page.route(`${ORIGIN}/**`, (route) => {
    const script = scripts.get(new URL(route.request().url()).pathname);
    return script === undefined
      ? route.fulfill({ contentType: 'text/html', body: HTML })
      : route.fulfill({ contentType: 'text/javascript', body: script });
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => 'paths' in globalThis);
  return page;
}

const names = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { paths: Paths }).paths.names);

const run = (page: Page, name: string, bytes: number): Promise<Run> =>
  page.evaluate(
    ([name, bytes]) => (globalThis as unknown as { paths: Paths }).paths.run(name, bytes),
    [name, bytes] as const,
  );

async function measure(page: Page, bytes: number): Promise<Result[]> {
  const runs = new Map<string, Run[]>((await names(page)).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, of] of runs) of.push(await run(page, name, bytes));
  return [...runs].map(([path, of]) => ({
    path,
    bytes,
    took: spread(of.map(({ took }) => took)),
    held: spread(of.map(({ held }) => held)),
  }));
}

const lines = (results: readonly Result[]): string[] =>
  results.map(({ path, bytes, took, held }) =>
    line(path, [`${bytes / 1024} KiB`, took.median, took.min, took.max, held.median, held.max]),
  );

const browser = await chromium.launch(playwright.use?.launchOptions ?? {});
try {
  const where = machine(browser);
  const page = await start(browser);
  const results: Result[] = [];
  for (const bytes of SIZES) results.push(...(await measure(page, bytes)));
  const head = line('ms to seal and open', ['body', 'median', 'min', 'max', 'held', 'at most']);
  report(where, results, [head, ...lines(results)]);
} finally {
  await browser.close();
}
