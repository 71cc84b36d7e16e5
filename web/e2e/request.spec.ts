// `/request`: an agent asks for access. And the access key, there and on `/`.

import type { Page, Request } from '@playwright/test';
import { deriveRequest, openDocument } from '../src/protocol/request.ts';
import { parseCollectLink, parseRequestLink } from '../src/protocol/requestlink.ts';
import { fromB64u, toB64u } from '../src/protocol/token.ts';
import { DISPLAY, test } from './keyed.ts';
import { outwait } from './outwait.ts';
import { tabTo } from './tab.ts';
import { expect, forbidStorage } from './test.ts';
import { EN, FR } from './words.ts';

const words = EN.request;
const { accessKey } = words;

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const keyField = (page: Page) => page.getByRole('textbox', { name: accessKey.label });
const kind = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) });

async function choose(page: Page, key: string): Promise<void> {
  await page.goto('/request');
  await kind(page, words.kinds.backoffice).click();
  await kind(page, words.kinds.ftp).click();
  await keyField(page).fill(key);
}

async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.make }).click();
}

/** The link for the merchant, once it is there. */
async function madeLink(page: Page): Promise<string> {
  await expect(title(page)).toHaveText(EN.requested.title);
  return (await page.getByText(/^http.*\/answer#1r/).innerText()).trim();
}

/** As the merchant's page reads it. */
async function asAnswerer(link: string) {
  const keys = await deriveRequest(parseRequestLink(link).hash);
  const response = await fetch(`${new URL(link).origin}/api/v1/requests/${toB64u(keys.rid)}`, {
    headers: { authorization: `Bearer ${toB64u(keys.answerToken)}` },
  });
  const view = await response.json();
  return { keys, view, asked: await openDocument(keys, fromB64u(view.document)) };
}

const puts = (requests: Request[]) => requests.filter((it) => it.method() === 'PUT');

test('an agent asks: the merchant finds who asks for what, and the same code', async ({
  page,
  watched,
  keyed,
}) => {
  await choose(page, keyed.key);
  await page.getByLabel(words.ticket.reference).fill(' T-4711 ');
  await page.getByLabel(words.ticket.from).fill('Anna');
  await page.getByLabel('Français').check();
  await page.getByLabel('3 days').check();
  await make(page);
  const link = await madeLink(page);
  const { keys, view, asked } = await asAnswerer(link);
  expect(view).toMatchObject({ state: 'pending', requester: DISPLAY });
  expect(asked).toMatchObject({
    ask: ['backoffice', 'ftp'],
    reference: 'T-4711',
    from: 'Anna',
    lang: 'fr',
  });
  expect(asked.keys).toHaveLength(1);
  await expect(page.getByText(`${keys.code.slice(0, 3)}\u00a0${keys.code.slice(3)}`)).toBeVisible();
  // The message is for the merchant; the collect link stands in none of it.
  const message = page.getByText(/^Bonjour/);
  await expect(message).toContainText(link);
  await expect(message).not.toContainText('/collect');
  expect(watched.requests.every((it) => !it.url().includes(keyed.key))).toBe(true);
});

test('the links are kept in this browser, the collect link beside the request link', async ({
  page,
  keyed,
}) => {
  await choose(page, keyed.key);
  await make(page);
  const link = await madeLink(page);
  await expect(page.getByText(EN.requested.collect.kept)).toBeVisible();
  const [kept] = await page.evaluate(() => JSON.parse(localStorage['handover.requests'] ?? '[]'));
  expect(kept).toMatchObject({ link, kinds: ['backoffice', 'ftp'], lang: 'en' });
  expect(parseCollectLink(kept.collect)).toMatchObject({
    hash: parseRequestLink(link).hash,
    key: 'one-off',
  });
  await page.getByRole('button', { name: EN.requested.next }).click();
  await expect(title(page)).toBeFocused();
  await expect(kind(page, words.kinds.ftp)).toHaveAttribute('aria-pressed', 'false');
});

test('where nothing can be kept the page says so, and asks before another request', async ({
  page,
  context,
  keyed,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await forbidStorage(page);
  await choose(page, keyed.key);
  await make(page);
  await madeLink(page);
  await expect(page.getByText(EN.requested.collect.unkept)).toBeVisible();
  await page.getByRole('button', { name: EN.requested.next }).click();
  await expect(page.getByText(EN.requested.uncopied.text)).toBeVisible();
  await page.locator('#copy-first').click();
  await page.getByRole('button', { name: EN.requested.next }).click();
  await expect(title(page)).toHaveText(words.title);
});

test('a key that was cut or mistyped is refused before any call', async ({
  page,
  watched,
  keyed,
}) => {
  await choose(page, keyed.key.slice(0, -1));
  await make(page);
  await expect(page.getByRole('alert')).toContainText(accessKey.flaw.cut);
  await expect(keyField(page)).toHaveAttribute('aria-invalid', 'true');
  await keyField(page).fill(`${keyed.key.slice(0, -1)}${keyed.key.endsWith('a') ? 'b' : 'a'}`);
  await expect(page.getByRole('alert')).toContainText(accessKey.flaw.mistyped);
  await keyField(page).fill('');
  await expect(page.getByRole('alert')).toContainText(accessKey.flaw.empty);
  expect(puts(watched.requests)).toEqual([]);
});

test('a key that the server refuses: it says why, and the next one goes', async ({
  page,
  keyed,
}) => {
  await choose(page, 'hndo_a7Kd90Zq1h6z8UUFDMaLrkcIlyZAHAqZ8OIt1hD6RZDyivZF6nw40RRx8');
  await make(page);
  await expect(page.getByRole('alert')).toContainText(accessKey.refused.unknown);
  await keyField(page).fill(keyed.reader);
  await make(page);
  await expect(page.getByRole('alert')).toContainText(accessKey.refused.scope);
  await expect(kind(page, words.kinds.ftp)).toHaveAttribute('aria-pressed', 'true');
  await keyField(page).fill(keyed.key);
  await make(page);
  await madeLink(page);
});

test('the key is kept only while its switch is on', async ({ page, keyed }) => {
  const kept = () => page.evaluate(() => localStorage.getItem('handover.key'));
  await choose(page, keyed.key);
  expect(await kept()).toBeNull();
  await page.getByLabel(accessKey.keep).check();
  expect(await kept()).toBe(keyed.key);
  await page.reload();
  await expect(keyField(page)).toHaveValue(keyed.key);
  await page.getByLabel(accessKey.keep).uncheck();
  expect(await kept()).toBeNull();
});

test('a send that fails is sent again as it was, and the form stays', async ({ page, keyed }) => {
  const bodies: (string | null)[] = [];
  let down = true;
  await page.route('**/api/v1/requests/*', async (route) => {
    bodies.push(`${route.request().url()} ${route.request().postData()}`);
    await (down ? route.abort('connectionrefused') : route.continue());
  });
  await page.clock.install();
  await choose(page, keyed.key);
  await make(page);
  await outwait(page, page.getByRole('alert'));
  await expect(page.getByRole('alert')).toContainText(words.problem.unreachable);
  await expect(kind(page, words.kinds.ftp)).toHaveAttribute('aria-pressed', 'true');
  down = false;
  await page.getByRole('button', { name: words.resend }).click();
  await madeLink(page);
  expect(bodies.length).toBeGreaterThan(1);
  expect(new Set(bodies).size).toBe(1);
});

for (const [status, code, text] of [
  [429, 'slow_down', words.problem.slow_down],
  [507, 'full', words.problem.full],
] as const) {
  test(`refused with ${status}: a sentence, and nothing is lost`, async ({ page, keyed }) => {
    await page.route('**/api/v1/requests/*', (route) =>
      route.fulfill({
        status,
        headers: { 'retry-after': '60' },
        json: { code, detail: 'Refused.' },
      }),
    );
    await choose(page, keyed.key);
    await make(page);
    await expect(page.getByRole('alert')).toContainText(text);
    await expect(page.getByRole('button', { name: words.resend })).toBeEnabled();
  });
}

test('a second press while it is being sent does nothing', async ({ page, watched, keyed }) => {
  const held: (() => void)[] = [];
  await page.route('**/api/v1/requests/*', async (route) => {
    await new Promise<void>((release) => held.push(release));
    await route.fallback();
  });
  await choose(page, keyed.key);
  await make(page);
  await expect(page.getByText(words.sending)).toBeVisible();
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole('button', { name: words.make }).dispatchEvent('click');
  await expect(kind(page, words.kinds.ftp)).toBeDisabled();
  for (const release of held) release();
  await madeLink(page);
  expect(puts(watched.requests)).toHaveLength(1);
});

test('a clock that is days wrong: the request is withdrawn, and the page says why', async ({
  page,
  watched,
  keyed,
}) => {
  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
  await choose(page, keyed.key);
  await make(page);
  await expect(page.getByRole('alert')).toContainText(words.clock);
  expect(watched.changing().map((it) => it.split(' ')[0])).toEqual(['PUT', 'DELETE']);
  await page.clock.setFixedTime(Date.now());
  await make(page);
  const { view } = await asAnswerer(await madeLink(page));
  expect(view.state).toBe('pending');
});

test('nothing chosen, or a name that is too long: each leads to its place', async ({
  page,
  keyed,
}) => {
  await page.goto('/request');
  await keyField(page).fill(keyed.key);
  await page.getByLabel(words.ticket.from).fill('é'.repeat(129));
  await make(page);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: words.long }).click();
  await expect(page.getByLabel(words.ticket.from)).toBeFocused();
  await summary.getByRole('link', { name: words.nothing }).click();
  await expect(kind(page, words.kinds.backoffice)).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByLabel(words.ticket.from).fill('é'.repeat(128));
  await expect(summary).toBeHidden();
});

test('a hosted shop is asked for nothing that it does not have', async ({ page, keyed }) => {
  await choose(page, keyed.key);
  await page.getByLabel(words.ask.hosted).check();
  await expect(kind(page, words.kinds.ftp)).toBeHidden();
  await make(page);
  const { asked } = await asAnswerer(await madeLink(page));
  expect(asked.ask).toEqual(['backoffice']);
});

test('by keyboard alone', async ({ page, context, keyed }) => {
  await context.grantPermissions(['clipboard-write']);
  await page.goto('/request');
  await expect(page.getByRole('button', { name: words.make })).toBeVisible();
  await tabTo(page, words.kinds.database);
  await page.keyboard.press('Space');
  await tabTo(page, accessKey.label);
  await page.keyboard.insertText(keyed.key);
  await tabTo(page, words.make);
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(EN.requested.title);
  await expect(title(page)).toBeFocused();
  await tabTo(page, new RegExp(`${EN.requested.copy}|${words.copyThing(EN.requested.link)}`));
  await page.keyboard.press('Space');
  await expect(page.getByText(words.copiedThing(EN.requested.link))).toBeAttached();
});

test('French, from the first word to the link', async ({ page, keyed }) => {
  await page.goto('/request');
  await page.getByRole('button', { name: 'Français', exact: true }).click();
  await expect(title(page)).toHaveText(FR.request.title);
  await kind(page, FR.request.kinds.panel).click();
  await page.getByRole('textbox', { name: FR.request.accessKey.label }).fill(keyed.key);
  await page.getByRole('button', { name: FR.request.make }).click();
  await expect(title(page)).toHaveText(FR.requested.title);
});

test('the share page of a server with keys: without one nothing is sent, with one it is', async ({
  page,
  watched,
  keyed,
}) => {
  await page.goto('/');
  await expect(keyField(page)).toBeVisible();
  await page
    .getByRole('textbox', { name: EN.share.paste.label })
    .fill('a line that is not recognised');
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(page.getByRole('alert')).toContainText(accessKey.flaw.empty);
  expect(puts(watched.requests)).toEqual([]);
  await keyField(page).fill(keyed.reader);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(page.getByRole('alert')).toContainText(EN.share.problem.token);
  await keyField(page).fill(keyed.key);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(title(page)).toHaveText(EN.sealed.title);
});
