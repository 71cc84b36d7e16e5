// A store that is away for a moment, in a crash or without an answer: nobody notices more than a wait.
// The server is real, and so is its redis-server: it stands still, ends and comes back.
import type { Page } from '@playwright/test';
import { outwait } from './outwait.ts';
import { request } from './requested.ts';
import { place } from './sealed.ts';
import { startServer } from './server.ts';
import { Store } from './store.ts';
import { test as base, expect } from './test.ts';
import { EN, FR, type Words } from './words.ts';

type Away = { url: string; store: Store };

const test = base.extend<object, { away: Away }>({
  away: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
    async ({}, use) => {
      const store = await Store.start();
      const server = await startServer({ HANDOVER_REDIS_URL: store.url });
      await use({ url: server.url, store });
      await server.stop();
      await store.end();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ away }, use) => use(away.url),
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const titled = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

/** Everything that alarms, from the page's first moment on: alerts, and titles of a page without its server. */
async function alarms(page: Page, { down }: Words['share']): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeBinding('reportAlarm', (_source, text: string) => seen.push(text));
  await page.addInitScript((titles: string[]) => {
    const { reportAlarm } = globalThis as unknown as { reportAlarm: (text: string) => void };
    const look = () => {
      for (const { textContent } of document.querySelectorAll('[role=alert]'))
        reportAlarm(textContent ?? '');
      const title = document.querySelector('h1')?.textContent ?? '';
      if (titles.includes(title)) reportAlarm(title);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
  }, Object.values(down));
  return seen;
}

type Outage = { go: () => unknown; back: () => unknown };

const still = ({ store }: Away): Outage => ({
  go: () => store.pause(),
  back: () => store.resume(),
});

const crashed = ({ store }: Away): Outage => ({
  go: () => store.kill(),
  back: () => store.run(),
});

/** Does it while the store is away, which comes back when the page was refused. */
async function during(page: Page, { go, back }: Outage, act: () => Promise<unknown>) {
  let refused = 0;
  const count = (response: { status: () => number }) => {
    if (response.status() === 503) refused += 1;
  };
  page.on('response', count);
  await go();
  try {
    await act();
    await expect.poll(() => refused, 'the page was refused').toBeGreaterThan(0);
  } finally {
    await back();
    page.off('response', count);
  }
}

/** What this test asks for itself, not the page: a part of the server may still be without the store. */
async function ask<T>(call: () => Promise<T>): Promise<T> {
  const told: T[] = [];
  await expect(async () => void told.push(await call())).toPass();
  return told[0] as T;
}

/** Presses it, once, as the store goes away. */
async function pressed(page: Page, outage: Outage, name: string): Promise<void> {
  await expect(button(page, name)).toBeEnabled();
  await during(page, outage, () => button(page, name).click());
}

const PASSWORD = 'çédille"\\$(rm)';

/** The card is there where it was asked for. */
async function fillFtp(page: Page, { share, items }: Words): Promise<void> {
  const kind = page.getByRole('button', { name: new RegExp(`^${share.kinds.ftp}`) });
  const field = (name: string) => page.getByRole('textbox', { name: new RegExp(`^${name}`) });
  const { host, username, password } = items.fields.ftp;
  await expect(kind.or(field(host)).first()).toBeVisible();
  if (!(await field(host).isVisible())) await kind.click();
  await field(host).fill('ftp.ma-boutique.example');
  await field(username).fill('support');
  await page
    .getByLabel(new RegExp(`^${password}`))
    .first()
    .fill(PASSWORD);
}

test.describe('in French, on a phone', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 390, height: 800 } });

  test('share, open, erase, receipt: the store stands still each time', async ({
    page,
    context,
    away,
  }) => {
    const outage = still(away);
    const unrest = [await alarms(page, FR.share)];
    await page.goto('/');
    await fillFtp(page, FR);
    await pressed(page, outage, FR.share.seal);
    await titled(page, FR.sealed.title);
    const [share = '', receipt = ''] = await links(page, FR);

    const agent = await context.newPage();
    unrest.push(await alarms(agent, FR.share));
    await during(agent, outage, () => agent.goto(share));
    await pressed(agent, outage, FR.open.open);
    await button(agent, FR.open.showThing(FR.items.fields.ftp.password)).click();
    await expect(agent.getByText(PASSWORD)).toBeVisible();
    await during(agent, outage, () => agent.reload());
    await pressed(agent, outage, FR.open.resume.button);
    await pressed(agent, outage, FR.shown.erase);
    await titled(agent, FR.cleared.title);
    await pressed(agent, outage, FR.cleared.finish);
    await expect(agent.getByText(FR.cleared.finished)).toBeVisible();

    await during(page, outage, () => page.goto(receipt));
    await titled(page, FR.receipt.state.finished.title);
    await pressed(page, outage, FR.receipt.refresh);
    await expect(button(page, FR.receipt.refresh)).toBeEnabled();
    expect(unrest).toEqual([[], []]);
  });
});

async function links(page: Page, { sealed }: Words): Promise<string[]> {
  const share = await page
    .getByText(/\/open#1s/)
    .first()
    .innerText();
  await page.getByText(sealed.receiptLink).click();
  return [
    share.trim(),
    (
      await page
        .getByText(/\/receipt#1m/)
        .first()
        .innerText()
    ).trim(),
  ];
}

test('ask, answer, collect, finish: the store crashes each time', async ({
  page,
  context,
  away,
}) => {
  const outage = crashed(away);
  const unrest = [await alarms(page, EN.share)];
  await page.goto('/request');
  await page.getByRole('button', { name: new RegExp(`^${EN.request.kinds.ftp}`) }).click();
  await pressed(page, outage, EN.request.make);
  await titled(page, EN.requested.title);
  const link = await page
    .getByText(/\/answer#1r/)
    .first()
    .innerText();

  const merchant = await context.newPage();
  unrest.push(await alarms(merchant, EN.share));
  await during(merchant, outage, () => merchant.goto(link.trim()));
  await fillFtp(merchant, EN);
  await pressed(merchant, outage, EN.answer.seal);
  await titled(merchant, EN.answer.given.state.answered.title);

  await during(page, outage, () => page.goto('/collect'));
  const mine = page.getByRole('link', { name: /^Collect:/ });
  await expect(mine).toBeVisible();
  await during(page, outage, () => mine.click());
  await pressed(page, outage, EN.collect.open);
  await button(page, EN.open.showThing(EN.items.fields.ftp.password)).click();
  await expect(page.getByText(PASSWORD)).toBeVisible();
  await pressed(page, outage, EN.shown.erase);
  await titled(page, EN.collected.cleared.title);
  await pressed(page, outage, EN.collected.cleared.finish);
  await expect(page.getByText(EN.collected.cleared.finished)).toBeVisible();
  await during(merchant, outage, () => merchant.reload());
  await titled(merchant, EN.answer.given.state.finished.title);
  expect(unrest).toEqual([[], []]);
});

test('taking back: a bundle and a request', async ({ page, context, away }) => {
  const unrest = [await alarms(page, EN.share)];
  const bundle = await ask(() => place(away.url));
  await page.goto(bundle.receiptLink);
  await button(page, EN.receipt.revoke.button).click();
  await pressed(page, crashed(away), EN.receipt.revoke.yes);
  await titled(page, EN.receipt.state.revoked.title);
  expect((await ask(bundle.receipt)).state).toBe('revoked');

  const agent = await context.newPage();
  unrest.push(await alarms(agent, EN.share));
  await agent.goto((await ask(() => request(away.url))).collectLink);
  await button(agent, EN.collect.withdraw.button).click();
  await pressed(agent, still(away), EN.collect.withdraw.yes);
  await titled(agent, EN.collected.ended.withdrawn.title);
  expect(unrest).toEqual([[], []]);
});

test('ten seconds without replicas: a sentence after two, no alarm, and the link', async ({
  page,
}) => {
  const unrest = await alarms(page, EN.share);
  let away = true;
  await page.route('**/api/v1/bundles/*', (route) =>
    away ? route.fulfill(NOT_DURABLE) : route.fallback(),
  );
  await page.clock.install();
  await page.goto('/');
  await fillFtp(page, EN);
  // From here on no time passes for the page but what is given to it.
  await page.clock.pauseAt(Date.now() + 60_000);
  const refused = page.waitForResponse((response) => response.status() === 503);
  await button(page, EN.share.seal).click();
  await refused;
  for (let second = 0; second < 10; second++) await page.clock.runFor(1_000);
  await expect(page.getByText(EN.share.slow)).toBeVisible();
  await expect(button(page, EN.share.seal)).toBeFocused();
  away = false;
  // A call that is still under way is refused, and the one after the next pause is not.
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.sealed.title, SHORTLY);
  }).toPass();
  expect(unrest).toEqual([]);
});

const SHORTLY = { timeout: 1_000 };

const NOT_DURABLE = {
  status: 503,
  headers: { 'retry-after': '1' },
  json: { code: 'not_durable', detail: 'Not enough replicas.' },
};

test('a store that stays away: nothing is lost, and the next press goes on', async ({
  page,
  visit,
  away,
}) => {
  await page.clock.install();
  await page.goto('/');
  await fillFtp(page, EN);
  await away.store.kill();
  await button(page, EN.share.seal).click();
  await outwait(page, page.getByRole('alert'));
  await expect(page.getByRole('alert')).toContainText(EN.share.problem.store_down);
  await expect(page.getByLabel(EN.items.fields.ftp.username)).toHaveValue('support');
  await away.store.run();
  await button(page, EN.share.resend).click();
  await titled(page, EN.sealed.title);

  const { shareLink } = await ask(() => place(away.url));
  await away.store.kill();
  const agent = await visit(`${away.url}/open`);
  await agent.clock.install();
  await agent.goto(shareLink);
  await outwait(agent, agent.getByText(EN.open.down.refused));
  await expect(agent.getByText(EN.open.notOpened)).toBeVisible();
  await away.store.run();
  await button(agent, EN.open.tryAgain).click();
  await expect(button(agent, EN.open.open)).toBeEnabled();
});

test('a store that lost everything: who remembers what was in it is told, and what is next', async ({
  page,
  away,
}) => {
  const bundle = await ask(() => place(away.url));
  const asked = await ask(() => request(away.url));
  const since = () =>
    page.request.get('/api/v1/about').then(async (it) => (await it.json()).store_since);
  const before = await since();
  const receipt = { link: bundle.receiptLink, kinds: ['ftp'], ...LIVES() };
  await page.addInitScript(
    ([receipts, requests]) => {
      localStorage.setItem('handover.receipts', receipts ?? '');
      localStorage.setItem('handover.requests', requests ?? '');
    },
    [JSON.stringify([receipt]), JSON.stringify([{ ...asked.entry, ...LIVES() }])],
  );
  await away.store.empty();
  await expect.poll(since).not.toBe(before);

  await page.goto('/receipt');
  await expect(page.getByText(EN.receipt.mine.standing.emptied)).toBeVisible();
  await page.goto(bundle.receiptLink);
  await titled(page, EN.receipt.emptied.title);
  await page.getByRole('link', { name: EN.receipt.close.again.button }).click();
  await expect(page.getByLabel(EN.items.fields.ftp.username)).toBeVisible();

  await page.goto('/collect');
  await expect(page.getByText(EN.requests.mine.standing.emptied)).toBeVisible();
  await page.goto(asked.collectLink);
  await titled(page, EN.requests.emptied.title);
  await page.getByRole('link', { name: EN.collect.again }).first().click();
  await expect(page.getByLabel(EN.request.ticket.reference)).toHaveValue('T-4711');
  // Who has only the link is told what anybody may know.
  await page.goto(bundle.shareLink);
  await titled(page, EN.open.nothing.title);
  await expect(page.getByText(EN.open.nothing.since.split('{at}')[1] ?? '')).toBeVisible();
});

/** From now on for a day. */
const LIVES = () => ({
  created: new Date().toISOString(),
  expires: new Date(Date.now() + 86_400_000).toISOString(),
});

test('without a lease a lost answer is not blamed on a stranger', async ({ browser }) => {
  const server = await startServer({ HANDOVER_LEASE: '0s' });
  const page = await browser.newPage();
  const bundle = await place(server.url);
  let lost = false;
  await page.route('**/open', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.goto(bundle.shareLink);
  await button(page, EN.open.open).click();
  await titled(page, EN.open.unheard.title);
  await expect(page.getByText(EN.open.ask.why.again)).toBeVisible();
  expect((await bundle.receipt()).late_attempts).toBe(0);
  await page.close();
  await server.stop();
});
