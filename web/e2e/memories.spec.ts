import type { Page } from '@playwright/test';
import { entry, rememberHere, stored } from './remembered.ts';
import { place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const { receipt: words } = EN;
const { mine } = words;
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const items = (page: Page) => page.getByRole('main').getByRole('listitem');

test('each remembered receipt says what was shared, when, and where it stands now', async ({
  page,
  serverUrl,
}) => {
  const bundles = await Promise.all(Array.from({ length: 5 }, () => place(serverUrl)));
  const [waiting, opened, back, closed, other] = bundles;
  if (!waiting || !opened || !back || !closed || !other) throw new Error('five were made');
  await Promise.all([opened.open(), back.revoke(), closed.open()]);
  const gone = { receiptLink: other.receiptLink.replace(/#.*/, (await strange()).fragment) };
  await rememberHere(page, [
    entry(waiting, ['backoffice', 'ftp']),
    entry(opened, ['database']),
    entry(back, []),
    { ...entry(closed, ['domain']), closed: ['domain'] },
    { ...entry(gone, ['other']), expires: AT_ONCE },
  ]);
  await page.reload();
  const expected = [
    [`${words.kinds.backoffice} · ${words.kinds.ftp}`, mine.standing.sealed],
    [words.kinds.database, mine.standing.opened],
    [mine.nameless, mine.standing.revoked],
    [words.kinds.domain, mine.standing.closed],
    [words.kinds.other, mine.standing.gone],
  ] as const;
  for (const [index, [name, standing]] of expected.entries()) {
    const item = items(page).nth(index);
    await expect(item.getByRole('link')).toHaveText(name);
    await expect(item).toContainText('21 Nov, 15:04');
    await expect(item).toContainText(standing);
  }
});

/** It had ended before any server of these tests began. */
const AT_ONCE = '2026-11-21T14:05:00.000Z';

/** The link of a receipt that no server has. */
async function strange(): Promise<{ fragment: string }> {
  const { receiptLink } = await import('../src/protocol/link.ts');
  const { randomBytes } = await import('../src/protocol/token.ts');
  return { fragment: receiptLink('', randomBytes(16), randomBytes(32)).replace(/^.*#/, '#') };
}

async function twelve(page: Page, serverUrl: string): Promise<void> {
  const bundle = await place(serverUrl);
  const receipts = [];
  for (let i = 0; i < 12; i++) {
    const receiptLink = bundle.receiptLink.replace(/#.*/, (await strange()).fragment);
    receipts.push({ ...entry({ receiptLink }, ['ftp']), expires: AT_ONCE });
  }
  await rememberHere(page, receipts);
}

test('the newest ten are asked for, one after the other', async ({ page, serverUrl }) => {
  await twelve(page, serverUrl);
  let [now, most, all] = [0, 0, 0];
  await page.route('**/api/v1/bundles/*', async (route) => {
    now += 1;
    all += 1;
    most = Math.max(most, now);
    const response = await route.fetch();
    now -= 1;
    await route.fulfill({ response });
  });
  await page.goto('/receipt', { waitUntil: 'networkidle' });
  await expect(page.getByText(mine.standing.gone)).toHaveCount(10);
  await expect(items(page)).toHaveCount(12);
  expect([most, all]).toEqual([1, 10]);
});

test('a server that does not answer is asked about one alone, and the list is there', async ({
  page,
  serverUrl,
}) => {
  await twelve(page, serverUrl);
  const asked: string[] = [];
  await page.route('**/api/v1/bundles/*', (route) => {
    asked.push(route.request().url());
    return route.abort('connectionrefused');
  });
  await page.goto('/receipt');
  await expect(items(page)).toHaveCount(12);
  await expect.poll(() => asked.length, 'it may be back soon').toBeGreaterThan(2);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(new Set(asked).size).toBe(1);
});

test('by keyboard: into a receipt and back, forgetting one by one', async ({ page, serverUrl }) => {
  const [one, two] = [await place(serverUrl), await place(serverUrl)];
  await rememberHere(page, [entry(one, ['ftp']), entry(two, ['database'])]);
  await page.reload();
  await items(page).first().getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(words.state.sealed.title);
  await expect(heading(page)).toBeFocused();
  await page.goBack();
  await expect(heading(page)).toHaveText(words.title);
  await items(page).first().getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText(mine.forgotten);
  await expect(items(page)).toHaveCount(1);
  await expect(items(page).getByRole('button')).toBeFocused();
  expect(await stored(page)).toEqual([entry(two, ['database'])]);
  await page.keyboard.press('Enter');
  await expect(page.getByText(mine.none)).toBeVisible();
  await expect(page.locator(':focus')).toContainText(mine.title);
  expect(await stored(page)).toEqual([]);
  expect((await one.receipt()).state).toBe('sealed');
});

test('forgetting all asks once', async ({ page, serverUrl }) => {
  const [one, two] = [await place(serverUrl), await place(serverUrl)];
  await rememberHere(page, [entry(one, ['ftp']), entry(two, ['database'])]);
  await page.reload();
  await page.getByRole('button', { name: mine.all.button }).click();
  await expect(page.getByText(mine.all.sure)).toBeFocused();
  await page.getByRole('button', { name: mine.all.no }).click();
  await expect(page.getByRole('button', { name: mine.all.button })).toBeFocused();
  await expect(items(page)).toHaveCount(2);
  await page.getByRole('button', { name: mine.all.button }).click();
  await page.getByRole('button', { name: mine.all.yes }).click();
  await expect(page.getByText(mine.none)).toBeVisible();
  await expect(page.locator(':focus')).toContainText(mine.title);
  expect(await stored(page)).toEqual([]);
});

const LINK = '"created":"2026-11-21T14:04:00Z","expires":"2026-11-28T14:04:00Z"';
for (const text of [
  '{',
  '[null, 3, "x", {"link": 1}]',
  `[{"link":"javascript:alert(1)","kinds":[],${LINK}}]`,
  `[{"link":"https://elsewhere.example/#1mAAAA","kinds":["ftp"],${LINK}}]`,
]) {
  test(`what others stored breaks nothing and is not followed: ${text}`, async ({ page }) => {
    await rememberHere(page, text);
    await page.reload();
    await expect(heading(page)).toHaveText(words.title);
    await expect(page.getByText(mine.none)).toBeVisible();
    await expect(items(page)).toHaveCount(0);
  });
}
