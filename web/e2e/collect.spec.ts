// `/collect`: from the list of requests to the end of the intervention, and what stops an answer.

import type { Page } from '@playwright/test';
import { collectLink, parseCollectLink } from '../src/protocol/requestlink.ts';
import { randomBytes, toB64u } from '../src/protocol/token.ts';
import { outwait } from './outwait.ts';
import { type Requested, request, TEAM_PASSPHRASE, teamKey } from './requested.ts';
import { ITEM, place } from './sealed.ts';
import { tabTo } from './tab.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const { collect: words, collected, requests, teamkey, shown } = EN;
const { mine } = requests;

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const password = (page: Page) => page.getByText(ITEM.fields.password.trim());

async function rememberHere(page: Page, ...made: Requested[]): Promise<void> {
  const text = JSON.stringify(made.map(({ entry }) => entry));
  await page.addInitScript((text) => localStorage.setItem('handover.requests', text), text);
}

const storage = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));

test('from the list to the end of the work, by keyboard alone', async ({
  page,
  serverUrl,
  watched,
}) => {
  const [asked, waiting] = await Promise.all([
    request(serverUrl),
    request(serverUrl, { reference: 'T-4712' }),
  ]);
  await asked.answer();
  await rememberHere(page, asked, waiting);
  await page.goto('/collect');
  await expect(page.getByText(mine.standing.answered)).toBeVisible();
  await expect(page.getByText(mine.standing.pending)).toBeVisible();
  await tabTo(page, mine.collectThing('T-4711'));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(words.title);
  expect(page.url()).toBe(`${serverUrl}/collect`);
  await expect(page.getByText('T-4711')).toBeVisible();
  expect(watched.changing(), 'looking changes nothing').toEqual([]);
  await tabTo(page, words.open);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toBeFocused();
  await tabTo(page, words.showThing('Password'));
  await page.keyboard.press('Space');
  await expect(password(page)).toBeVisible();
  await tabTo(page, shown.erase);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(collected.cleared.title);
  await tabTo(page, collected.cleared.finish);
  await page.keyboard.press('Enter');
  await expect(page.getByText(collected.cleared.finished)).toBeVisible();
  const { state, finished_at } = await asked.view();
  expect([state, finished_at !== undefined]).toEqual(['opened', true]);
  expect(await storage(page), 'nothing is left to open').not.toContain(asked.collectLink);
  await tabTo(page, words.yourRequests);
  await page.keyboard.press('Enter');
  await expect(page.getByText(mine.standing.finished)).toBeVisible();
});

test('what opens it is in no request, and leaves the tab with the confirm', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const asked = await request(serverUrl);
  await asked.answer();
  const page = await visit(asked.collectLink);
  await button(page, words.open).click();
  await button(page, shown.erase).click();
  await expect(heading(page)).toHaveText(collected.cleared.title);
  for (const sent of watched.requests) {
    expect(`${sent.url()} ${sent.postData()} ${JSON.stringify(sent.headers())}`).not.toContain(
      asked.secret,
    );
  }
  expect(await storage(page)).not.toContain(asked.collectLink.slice(-40));
});

test('F5 shows it again; after the erasing only that it was collected', async ({
  serverUrl,
  visit,
}) => {
  const asked = await request(serverUrl);
  await asked.answer();
  const page = await visit(asked.collectLink);
  await button(page, words.open).click();
  await expect(button(page, shown.erase)).toBeVisible();
  await page.reload();
  await expect(heading(page)).toHaveText(words.resume.title);
  await button(page, words.resume.button).click();
  await button(page, shown.erase).click();
  await expect(heading(page)).toHaveText(collected.cleared.title);
  await page.reload();
  await expect(heading(page)).toHaveText(requests.past.title);
  const later = await visit(asked.collectLink);
  await expect(heading(later)).toHaveText(collected.ended.opened.title);
  await expect(password(later)).toBeHidden();
  await button(later, collected.cleared.finish).click();
  await expect(later.getByText(collected.cleared.finished)).toBeVisible();
  expect((await asked.view()).finished_at).toBeDefined();
});

test('not answered yet: the page looks again by itself', async ({ serverUrl, page }) => {
  const asked = await request(serverUrl);
  await page.clock.install();
  await page.goto(asked.collectLink);
  await expect(heading(page)).toHaveText(words.pending.title);
  await asked.answer();
  await page.clock.fastForward(31_000);
  await expect(heading(page)).toHaveText(words.title);
  await expect(button(page, words.open)).toBeVisible();
});

test('a look that was pressed for and finds the answer leads to it', async ({
  serverUrl,
  page,
}) => {
  const asked = await request(serverUrl);
  await page.goto(asked.collectLink);
  await expect(heading(page)).toHaveText(words.pending.title);
  await asked.answer();
  await button(page, words.pending.look).click();
  await expect(heading(page)).toHaveText(words.title);
  await expect(heading(page)).toBeFocused();
});

test('a reload keeps the link; who comes anew without one comes for the list', async ({
  page,
  serverUrl,
}) => {
  const asked = await request(serverUrl);
  await page.goto(asked.collectLink);
  await page.reload();
  await expect(heading(page)).toHaveText(words.pending.title);
  await page.getByRole('link', { name: words.yourRequests }).click();
  await expect(heading(page)).toHaveText(requests.title);
});

test('a request is withdrawn after a question, and asked again', async ({ page, serverUrl }) => {
  const asked = await request(serverUrl);
  await rememberHere(page, asked);
  await page.goto('/collect');
  await page.getByRole('button', { name: new RegExp(`^${mine.more}`) }).click();
  await page.getByRole('button', { name: new RegExp(`^${words.withdraw.button}`) }).click();
  await button(page, words.withdraw.no).click();
  expect((await asked.view()).state).toBe('pending');
  await page.getByRole('button', { name: new RegExp(`^${words.withdraw.button}`) }).click();
  await button(page, words.withdraw.yes).click();
  await expect(page.getByText(mine.standing.revoked, { exact: true })).toBeVisible();
  expect((await asked.view()).state).toBe('revoked');
  await expect(page.getByRole('button', { name: new RegExp(`^${mine.more}`) })).toBeFocused();
  expect(await storage(page), 'nothing is left to open').not.toContain(asked.collectLink);
  await page.getByRole('link', { name: new RegExp(`^${words.again}`) }).click();
  await expect(page).toHaveURL(`${serverUrl}/request`);
  await expect(page.getByRole('textbox', { name: EN.request.ticket.reference })).toHaveValue(
    'T-4711',
  );
});

test('a collect link that may be the only one is forgotten after a question', async ({
  page,
  serverUrl,
}) => {
  const asked = await request(serverUrl);
  await rememberHere(page, asked);
  await page.goto('/collect');
  await page.getByRole('button', { name: new RegExp(`^${mine.more}`) }).click();
  const forget = page.getByRole('button', { name: new RegExp(`^${mine.forget}:`) });
  await forget.click();
  await expect(page.getByText(mine.forgetSure.sure)).toBeFocused();
  await button(page, mine.forgetSure.no).click();
  await expect(forget).toBeFocused();
  expect(await storage(page)).toContain(asked.collectLink);
  await forget.click();
  await button(page, mine.forgetSure.yes).click();
  await expect(page.getByText(mine.none)).toBeVisible();
  expect(await storage(page)).not.toContain(asked.collectLink);
});

test('a list that stays open shows what another tab asks for, and few at a time', async ({
  page,
  serverUrl,
}) => {
  const [first, ...others] = await Promise.all(
    Array.from({ length: 7 }, (_, n) => request(serverUrl, { reference: `N-${n}` })),
  );
  if (!first) throw new Error('none');
  await page.clock.install();
  await page.goto('/collect');
  await expect(page.getByText(mine.none)).toBeVisible();
  const other = await page.context().newPage();
  await other.goto('/receipt');
  const made = JSON.stringify([first, ...others].map(({ entry }) => entry));
  await other.evaluate((text) => localStorage.setItem('handover.requests', text), made);
  await expect(page.getByText(mine.standing.pending)).toHaveCount(7);
  const ended = page.getByText(new RegExp(`^${mine.looked('')}`));
  const before = await ended.innerText();
  let asks = 0;
  await page.route('**/api/v1/requests/*', (route) => {
    asks += 1;
    return route.continue();
  });
  await first.answer();
  await page.clock.fastForward(61_000);
  await expect.poll(() => asks).toBe(5);
  await expect(page.getByText(mine.standing.answered)).toBeVisible();
  await expect(ended, 'the round has ended').not.toHaveText(before);
  await page.clock.fastForward(61_000);
  await expect.poll(() => asks).toBe(10);
});

test('a list that the server says nothing of tells why', async ({ page, serverUrl }) => {
  await rememberHere(page, await request(serverUrl));
  await page.route('**/api/v1/requests/*', (route) => route.abort());
  await page.clock.install();
  await page.goto('/collect');
  await outwait(page, page.getByText(words.problem.unreachable));
});

test('a link with the key of another request opens nothing', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const [asked, other] = await Promise.all([request(serverUrl), request(serverUrl)]);
  await asked.answer();
  const { secret } = parseCollectLink(other.collectLink);
  const forged = collectLink(serverUrl, asked.keys.hash, secret);
  const page = await visit(forged);
  // The collect token of another request leads to nothing, as it must; the server is not to be trusted with more.
  await expect(heading(page)).toHaveText(requests.nothing.title);
  const view = await asked.view();
  await page.route('**/api/v1/requests/*', (route) => route.fulfill({ json: view }));
  await page.reload();
  await expect(heading(page)).toHaveText(collected.flaw.key.title);
  expect(watched.changing()).toEqual([]);
  expect((await asked.view()).state).toBe('answered');
});

test('a foreign wrap opens nothing, and the answer can be taken back', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const asked = await request(serverUrl);
  await asked.answer(undefined, (body) => {
    body.wraps = body.wraps.map(() => toB64u(randomBytes(1168)));
  });
  const page = await visit(asked.collectLink);
  await expect(heading(page)).toHaveText(collected.flaw.wrap.title);
  expect(watched.changing()).toEqual([]);
  await button(page, words.withdraw.button).click();
  await button(page, words.withdraw.yes).click();
  await expect(heading(page)).toHaveText(collected.ended.revoked.title);
  expect((await asked.view()).state).toBe('revoked');
  expect(await storage(page)).not.toContain(asked.collectLink.slice(-40));
});

test('another envelope than the one that was sealed is shown to nobody', async ({
  serverUrl,
  visit,
}) => {
  const asked = await request(serverUrl);
  await asked.answer();
  const page = await visit(asked.collectLink);
  await page.route('**/open', async (route) => {
    const response = await route.fetch();
    const { envelope, ...rest } = await response.json();
    const changed = envelope.slice(0, -1) + (envelope.endsWith('A') ? 'Q' : 'A');
    await route.fulfill({ response, json: { ...rest, envelope: changed } });
  });
  await button(page, words.open).click();
  await expect(heading(page)).toHaveText(collected.damaged.title);
  await expect(page.getByText(collected.damaged.text)).toBeVisible();
  expect((await asked.view()).state).toBe('opened');
});

test.describe('to a team', () => {
  const chosen = (text: string) => ({
    name: 'team.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  const choose = (page: Page, text: string) =>
    page.locator('input[type=file]').setInputFiles(chosen(text));

  test('its key file and passphrase open it; only the locked file is kept', async ({
    serverUrl,
    visit,
  }) => {
    const support = teamKey('Support');
    const asked = await request(serverUrl, { teams: [support.publicKey] });
    await asked.answer();
    const page = await visit(asked.collectLink);
    await expect(page.getByText(teamkey.none)).toBeVisible();
    await choose(page, '{"v":1}');
    await expect(page.getByRole('alert')).toContainText(teamkey.refused.file);
    await choose(page, support.file);
    await page.getByRole('checkbox', { name: teamkey.keepThing('Support') }).check();
    const field = page.getByRole('textbox', { name: teamkey.passphrase('Support') });
    await field.fill('not these words');
    await button(page, words.open).click();
    await expect(page.getByText(teamkey.wrong)).toBeVisible();
    await expect(field).toBeFocused();
    expect((await asked.view()).state).toBe('answered');
    await field.fill(TEAM_PASSPHRASE);
    await button(page, words.open).click();
    await expect(button(page, shown.erase)).toBeVisible();
    expect(await storage(page)).not.toContain(TEAM_PASSPHRASE);
    // K is kept for the lease, so that the passphrase is not asked for twice.
    await page.reload();
    await button(page, words.resume.button).click();
    await button(page, shown.erase).click();
    await expect(heading(page)).toHaveText(collected.cleared.title);
    const kept = await page.evaluate(() => localStorage.getItem('handover.team-keys'));
    expect(JSON.parse(kept ?? '')).toEqual([support.file]);
  });

  test('a key that nobody here knows stops it, until its file is chosen too', async ({
    serverUrl,
    visit,
    watched,
  }) => {
    const [support, other] = [teamKey('Support'), teamKey('Night shift')];
    const asked = await request(serverUrl, { teams: [support.publicKey, other.publicKey] });
    await asked.answer();
    const page = await visit(asked.collectLink);
    await choose(page, support.file);
    await expect(page.getByText(teamkey.foreign.title)).toBeVisible();
    await expect(button(page, words.open)).toBeHidden();
    await choose(page, other.file);
    await expect(button(page, words.open)).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Passphrase/ })).toBeFocused();
    await expect(page.getByText(teamkey.foreign.title)).toBeHidden();
    expect(watched.changing()).toEqual([]);
  });
});

test('other links are told apart, and asked nothing of', async ({ page, serverUrl, watched }) => {
  const [asked, bundle] = await Promise.all([request(serverUrl), place(serverUrl)]);
  await page.goto('/collect');
  const field = page.getByRole('textbox', { name: requests.paste });
  for (const [link, title] of [
    [asked.requestLink, requests.wrongKind.request.title],
    [bundle.receiptLink, requests.wrongKind.other.title],
    [asked.collectLink.slice(0, -9), requests.refused.cut.title],
    [bundle.shareLink, requests.wrongKind.share.title],
  ] as const) {
    await field.fill(link);
    await button(page, words.useLink).click();
    await expect(heading(page)).toHaveText(title);
  }
  expect(watched.asking()).toEqual([]);
  await page.getByRole('link', { name: requests.wrongKind.share.go }).click();
  await expect(button(page, EN.open.open)).toBeVisible();
});
