// Two bundles in one tab: the page of the second knows nothing of the first.
import type { Page } from '@playwright/test';
import type { Bundle } from '../src/protocol/bundle.ts';
import { ITEM, place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const of = (word: string): Bundle => ({
  items: [
    { ...ITEM, fields: { ...ITEM.fields, password: `${word}-password` }, note: `${word}-note` },
  ],
  files: [{ name: `${word}.pem`, type: '', bytes: new TextEncoder().encode(`${word}-file`) }],
  lang: 'en',
});

/** Opens what the tab has, with every value shown. */
async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  for (const button of await page.locator('[data-row] [aria-pressed=false]').all()) {
    await button.click();
  }
}

/** All that the page shows, hides, has typed into its fields, and keeps in the tab. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      document.title,
      ...[...document.querySelectorAll('input, textarea')].map(
        (field) => (field as HTMLInputElement).value,
      ),
      JSON.stringify(sessionStorage),
      JSON.stringify(localStorage),
      JSON.stringify(history.state),
    ].join('\n'),
  );

for (const way of ['while the first is shown', 'after the first was erased']) {
  test(`another link in the same tab, ${way}: nothing of the first is left`, async ({
    serverUrl,
    visit,
  }) => {
    const [first, second] = [
      await place(serverUrl, of('first')),
      await place(serverUrl, of('second')),
    ];
    const page = await visit(first.shareLink);
    await open(page);
    expect(await everything(page)).toContain('first-password');
    if (way.startsWith('after')) {
      await page.getByRole('button', { name: EN.shown.erase }).click();
      await expect(page.getByRole('button', { name: EN.shown.erase })).toBeHidden();
    }
    await page.evaluate((link) => {
      location.href = link;
    }, second.shareLink);
    await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
    expect(await everything(page)).not.toContain('first');
    await open(page);
    const shown = await everything(page);
    expect(shown).toContain('second-password');
    expect(shown).not.toContain('first');
    expect(shown).not.toContain(first.shareLink.split('#')[1]);
  });
}
