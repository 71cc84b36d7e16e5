// Each journey by keyboard alone: Tab finds what is needed, Enter and Space press it.
import { request } from './requested.ts';
import { place } from './sealed.ts';
import { tabTo } from './tab.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

test('fill, seal and copy the link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-write']);
  await page.goto('/');
  await expect(page.getByRole('button', { name: EN.share.seal })).toBeVisible();
  await tabTo(page, EN.share.kinds.other);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(EN.items.fields.other.title)).toBeFocused();
  await tabTo(page, EN.items.fields.other.secret);
  await page.keyboard.type('line one');
  await tabTo(page, EN.share.seal);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.sealed.title);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(page, new RegExp(`${EN.sealed.copy}|${EN.share.copyThing(EN.sealed.link)}`));
  await page.keyboard.press('Space');
  await expect(page.getByText(EN.share.copiedThing(EN.sealed.link))).toBeAttached();
});

test('open, show, copy with c, erase, say finished', async ({ serverUrl, visit, context }) => {
  await context.grantPermissions(['clipboard-write']);
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
  await tabTo(page, EN.open.open);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(page, EN.open.showThing('Password'));
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: EN.open.showThing('Password') })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('c');
  await expect(page.getByText(EN.open.copiedThing('Password'))).toBeAttached();
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, EN.shown.hideAll);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: EN.open.showThing('Password') })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await tabTo(page, EN.shown.erase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.cleared.title);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(page, EN.cleared.finish);
  await page.keyboard.press('Enter');
  await expect(page.getByText(EN.cleared.finished)).toBeVisible();
  expect((await bundle.receipt()).finished_at).toBeDefined();
});

test('take it back', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.receiptLink);
  await expect(page.getByRole('button', { name: EN.receipt.revoke.button })).toBeVisible();
  await tabTo(page, EN.receipt.revoke.button);
  await page.keyboard.press('Enter');
  await expect(page.getByText(EN.receipt.revoke.sure)).toBeFocused();
  await tabTo(page, EN.receipt.revoke.yes);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.receipt.state.revoked.title);
});

test('answer a request', async ({ serverUrl, visit }) => {
  const { answer, items } = EN;
  const asked = await request(serverUrl, { ask: ['other', 'ftp'], lang: 'en' });
  const page = await visit(asked.requestLink);
  await expect(page.getByRole('button', { name: answer.seal })).toBeVisible();
  await tabTo(page, items.fields.other.secret);
  await page.keyboard.type('line one');
  await tabTo(page, answer.absent.thing(items.kinds.ftp));
  await page.keyboard.press('Space');
  await tabTo(page, answer.seal);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    answer.given.state.answered.title,
  );
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect((await asked.view()).state).toBe('answered');
});
