// The paste box: what is recognised is shown and can be corrected; what is not stays as it was.
import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const PASSWORD = 'Kiwi:7=“Bateau”';
const MAIL = `Welcome to Example Hosting!

FTP server: ftp.my-shop.example
User: shop42
Password: ${PASSWORD}
Port: 2121

Database server: db17.example.net
Database name: shop42_ps
Database user: shop42
Database password: 8Ardoise

Kind regards`;

const box = (page: Page) => page.getByRole('textbox', { name: EN.share.paste.label });
const kindOf = (page: Page, name: string) =>
  page.getByRole('combobox', { name: EN.items.found.what(name) });

/** Through the clipboard and the keyboard, as people do. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-write']);
  await page.goto('/');
  await box(page).focus();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+V');
}

test('a mail of a host fills the forms at once, and all of it comes out', async ({
  page,
  visit,
  watched,
}) => {
  await paste(page, MAIL);
  await expect(kindOf(page, 'ftp.my-shop.example')).toHaveValue('ftp');
  await expect(kindOf(page, 'db17.example.net')).toHaveValue('database');
  await expect(box(page)).toHaveValue('');
  await expect(box(page)).toBeFocused();
  await expect(page.getByRole('status').last()).toContainText(EN.share.kinds.database);
  expect(watched.changing()).toEqual([]);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.sealed.title);
  const opened = await visit((await page.locator('code').first().innerText()).trim());
  await opened.getByRole('button', { name: EN.open.open }).click();
  await expect(opened.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  for (const button of await opened.getByRole('button', { name: /^Show: / }).all())
    await button.click();
  const said = [PASSWORD, '8Ardoise', '2121', 'shop42_ps', 'Welcome to Example Hosting!'];
  for (const text of said) await expect(opened.getByText(text).first()).toBeVisible();
});

test('what was taken for something else is corrected in one choice, and nothing is dropped', async ({
  page,
}) => {
  await paste(page, MAIL);
  await kindOf(page, 'ftp.my-shop.example').selectOption('panel');
  const card = page.getByRole('region', { name: EN.share.kinds.panel, exact: true });
  await expect(card.getByRole('textbox', { name: EN.items.fields.panel.password })).toHaveValue(
    PASSWORD,
  );
  await expect(card.getByLabel(EN.items.note)).toHaveValue(/ftp\.my-shop\.example[\s\S]*2121/);
  await page
    .getByRole('combobox', { name: /^Kind of/ })
    .first()
    .selectOption('other');
  const text = page
    .getByRole('region', { name: /^Something else/ })
    .getByRole('textbox', { name: EN.items.fields.other.secret });
  await expect(text.first()).toHaveValue(/FTP server: ftp\.my-shop\.example[\s\S]*Port: 2121/);
});

test('a press takes the sorting back, to the last character', async ({ page }) => {
  await paste(page, MAIL);
  await page.getByRole('button', { name: EN.items.found.undo }).click();
  await expect(box(page)).toHaveValue(MAIL);
  await expect(box(page)).toBeFocused();
  await expect(page.getByRole('region', { name: EN.share.kinds.database })).toBeHidden();
  await page.getByRole('button', { name: EN.share.paste.sort }).click();
  await expect(kindOf(page, 'db17.example.net')).toBeVisible();
  await expect(page.getByText(EN.items.found.title)).toBeFocused();
});

test('what was edited since is not taken back with the rest', async ({ page }) => {
  await paste(page, MAIL);
  const undo = page.getByRole('button', { name: EN.items.found.undo });
  await expect(undo).toBeVisible();
  const card = page.getByRole('region', { name: EN.share.kinds.database, exact: true });
  await card.getByRole('textbox', { name: EN.items.fields.database.password }).fill('typed anew');
  await expect(undo).toBeHidden();
});

test('where nothing is certain the text stays, and that is said', async ({ page, visit }) => {
  const text = 'the door code is 4711,  then\ttwice right';
  await paste(page, text);
  await expect(page.getByText(EN.share.paste.plain)).toHaveCount(2);
  await expect(box(page)).toHaveValue(text);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.sealed.title);
  const opened = await visit((await page.locator('code').first().innerText()).trim());
  await opened.getByRole('button', { name: EN.open.open }).click();
  await opened
    .getByRole('button', { name: EN.open.showThing(EN.shown.brief.other.secret) })
    .click();
  await expect(opened.getByText('the door code is 4711')).toBeVisible();
});

test('an access without its password can be sealed as it is, but not by mistake', async ({
  page,
  watched,
}) => {
  await paste(page, MAIL);
  const database = page.getByRole('region', { name: EN.share.kinds.database, exact: true });
  await database.getByRole('textbox', { name: EN.items.fields.database.password }).fill('');
  await page.getByRole('button', { name: EN.share.seal }).click();
  const summary = page.getByRole('alert').filter({ hasText: EN.check.summary });
  await expect(summary).toBeFocused();
  expect(watched.changing()).toEqual([]);
  await summary.getByRole('button', { name: EN.check.anyway }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.sealed.title);
});
