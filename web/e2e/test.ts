/** The test of this suite: a server for each worker, and what must hold on every page. */

import { existsSync } from 'node:fs';
import {
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type Request,
} from '@playwright/test';
import { follow } from './outwait.ts';
import { startServer } from './server.ts';

export { expect } from '@playwright/test';

/** What the pages of one test asked for and complained about. */
export type Watched = {
  requests: Request[];
  /** The requests that could change something at the server. */
  changing: () => string[];
  /** The calls about a bundle or a request: every page asks what the server says of itself. */
  asking: () => string[];
  violations: string[];
  errors: string[];
};

type OfTest = { watched: Watched; visit: (link: string) => Promise<Page> };
type OfWorker = { serverUrl: string };

export const test = base.extend<OfTest, OfWorker>({
  serverUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
    async ({}, use) => {
      const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
      if (!existsSync(browser)) {
        throw new Error(`There is no Chromium at ${browser}: install it, or name it in CHROMIUM.`);
      }
      const server = await startServer();
      await use(server.url);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ serverUrl }, use) => use(serverUrl),
  watched: [
    async ({ context, baseURL }, use) => {
      const watched = await watch(context);
      await use(watched);
      holds(watched, baseURL ?? '');
    },
    { auto: true },
  ],
  // A link as it is followed from a mail: in a tab of its own.
  visit: async ({ context }, use) =>
    use(async (link) => {
      const page = await context.newPage();
      await page.goto(link);
      return page;
    }),
});

/** Watches every page of a context from before its first request. */
export async function watch(context: BrowserContext): Promise<Watched> {
  const requests: Request[] = [];
  const violations: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request));
  follow(context);
  context.on('console', (message) => {
    // The browser logs each answer that is a refusal; those are asserted where they belong.
    const refusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refusal) errors.push(message.text());
  });
  context.on('weberror', (error) => errors.push(error.error().message));
  await context.exposeBinding('reportViolation', (_source, text: string) => violations.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { reportViolation } = globalThis as unknown as {
        reportViolation: (text: string) => void;
      };
      reportViolation(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  const changing = () =>
    requests.filter((it) => it.method() !== 'GET').map((it) => `${it.method()} ${pathOf(it)}`);
  const asking = () =>
    requests.map(pathOf).filter((path) => path.includes('/api/') && !path.endsWith('/about'));
  return { requests, changing, asking, violations, errors };
}

/** As with cookies blocked: even the name of a storage throws. */
export function forbidStorage(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
}

function pathOf(request: Request): string {
  return new URL(request.url()).pathname;
}

/** What must hold of every page, in every test. */
function holds({ requests, violations, errors }: Watched, origin: string): void {
  expect(violations, 'nothing broke the content security policy').toEqual([]);
  expect(errors, 'no error on the console').toEqual([]);
  const strangers = requests.map((it) => it.url()).filter((url) => !isOurs(url, origin));
  expect(strangers, 'no request left our origin').toEqual([]);
}

function isOurs(url: string, origin: string): boolean {
  return new URL(url).origin === origin;
}
