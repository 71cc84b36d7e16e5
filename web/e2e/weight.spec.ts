// What a page costs over the wire: the bytes of every script and style that the browser was sent by the
// real server, compressed as it sends them, without their heads. Of the pages of links that is the first
// look; of those of requests the whole way, the post-quantum code included; but of /answer
// the form, which is nearly all of it: what seals and what follows come while it is being filled; and of
// /collect the question before the answer is opened.
import type { Page, Request, Route } from '@playwright/test';
import { test as branded } from './branded.ts';
import { request } from './requested.ts';
import { place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN, FR } from './words.ts';

const WORDS = { en: EN, fr: FR };

const MOST = 25_000;
const MOST_OF_REQUESTS = 45_000;

/** The scripts and styles that the page has been sent, from now on. */
function watch(page: Page): Request[] {
  const loaded: Request[] = [];
  page.on('requestfinished', (request) => {
    if (/\.(js|css)$/.test(new URL(request.url()).pathname)) loaded.push(request);
  });
  return loaded;
}

async function weight(request: Request): Promise<number> {
  const response = await request.response();
  expect(await response?.headerValue('content-encoding'), request.url()).toBe('br');
  return (await request.sizes()).responseBodySize;
}

async function weigh(what: string, loaded: Request[]): Promise<number> {
  const sizes = await Promise.all(loaded.map(weight));
  const sum = sizes.reduce((total, size) => total + size, 0);
  console.log(`${what}: ${sum} bytes in ${sizes.length} files`);
  // From the cache of an earlier page would be nothing.
  expect(Math.min(...sizes)).toBeGreaterThan(0);
  expect(sum).toBeGreaterThan(5_000);
  return sum;
}

/** What a page is sent for a link of its sort, up to its heading. */
async function firstLook(page: Page, path: string, server: string): Promise<Request[]> {
  const bundle = await place(server);
  const links: Record<string, string> = {
    '/open': bundle.shareLink,
    '/receipt': bundle.receiptLink,
  };
  const loaded = watch(page);
  await page.goto(links[path] ?? path, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return loaded;
}

for (const locale of ['en-GB', 'fr-FR']) {
  branded.describe(`${locale}, with a brand`, () => {
    branded.use({ locale });
    for (const path of ['/', '/open', '/receipt', '/api']) {
      branded(`${path} is light`, async ({ page, branded }) => {
        const loaded = await firstLook(page, path, branded.url);
        expect(await weigh(`${path}, ${locale}, with a brand`, loaded)).toBeLessThanOrEqual(MOST);
      });
    }
  });

  test.describe(locale, () => {
    test.use({ locale });

    for (const path of ['/', '/open', '/receipt', '/api']) {
      test(`${path} is light`, async ({ page, serverUrl }) => {
        const loaded = await firstLook(page, path, serverUrl);
        expect(await weigh(`${path}, ${locale}`, loaded)).toBeLessThanOrEqual(MOST);
      });
    }

    test('/answer is light, up to the form', async ({ page, serverUrl }) => {
      const lang = locale === 'fr-FR' ? 'fr' : 'en';
      const { requestLink } = await request(serverUrl, { lang });
      const loaded = watch(page);
      await page.goto(requestLink, { waitUntil: 'networkidle' });
      await expect(page.getByRole('button', { name: WORDS[lang].answer.seal })).toBeVisible();
      const sum = await weigh(`/answer, ${locale}`, loaded);
      expect(sum).toBeLessThanOrEqual(MOST_OF_REQUESTS);
    });

    test('/collect is light, up to the question', async ({ page, serverUrl }) => {
      const asked = await request(serverUrl);
      await asked.answer();
      const loaded = watch(page);
      await page.goto(asked.collectLink, { waitUntil: 'networkidle' });
      const { collect } = locale === 'fr-FR' ? FR : EN;
      await expect(page.getByRole('button', { name: collect.open })).toBeVisible();
      const sum = await weigh(`/collect, ${locale}`, loaded);
      expect(sum).toBeLessThanOrEqual(MOST_OF_REQUESTS);
    });

    test('/request is light, up to the link', async ({ page }) => {
      const { request, requested } = locale === 'fr-FR' ? FR : EN;
      const expires_at = new Date(Date.now() + 7 * 86_400_000).toISOString();
      await page.route('**/api/v1/requests/*', (route) =>
        route.fulfill({ status: 201, json: { id: 'A'.repeat(22), expires_at } }),
      );
      const about = await (await page.request.get('/api/v1/about')).json();
      await page.route('**/api/v1/about', (route) =>
        route.fulfill({ json: { ...about, requests: 'anyone' } }),
      );
      const loaded = watch(page);
      await page.goto('/request');
      await page.getByRole('button', { name: request.kinds.database }).click();
      await page.getByRole('button', { name: request.make }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(requested.title);
      const sum = await weigh(`/request, ${locale}`, loaded);
      expect(sum).toBeLessThanOrEqual(MOST_OF_REQUESTS);
    });
  });
}

test('what the press on /open needs is asked for at once', async ({ page, serverUrl }) => {
  const { shareLink } = await place(serverUrl);
  await page.goto(shareLink, { waitUntil: 'networkidle' });
  const open = page.getByRole('button', { name: EN.open.open });
  await expect(open).toBeVisible();
  const first: Route[] = [];
  const later: string[] = [];
  let held = true;
  await page.route('**/assets/*.js', (route) => {
    if (held) return void first.push(route);
    later.push(route.request().url());
    return route.continue();
  });
  await open.hover();
  // What reads; what shows, and what else there is to say, each with its words.
  await expect.poll(() => first.length).toBe(5);
  held = false;
  await Promise.all(first.map((route) => route.continue()));
  await open.click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  // Only a copy that fails needs it.
  expect(later.filter((url) => !url.includes('/byhand-'))).toEqual([]);
});
