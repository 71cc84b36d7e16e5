// `/api` as a page: read without scripts, copied with them, by keyboard alone.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { tabTo } from './tab.ts';
import { expect, test } from './test.ts';
import { EN, FR } from './words.ts';

const LANGUAGES = [
  ['/api', 'For your ticketing system', 'Ask', EN],
  ['/api.fr', 'Pour votre outil de tickets', 'Demander', FR],
] as const;

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const figures = (page: Page) => page.locator('figure[data-sample]');

/** The sample as it was written. */
function written(name: string | null): string {
  return readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8').trimEnd();
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, heading, , words] of LANGUAGES) {
    test(`${path} has all that it says`, async ({ page }) => {
      await page.goto(path);
      await expect(title(page)).toHaveText(heading);
      await expect(page.getByRole('button')).toHaveCount(0);
      for (const figure of await figures(page).all()) {
        const name = await figure.getAttribute('data-sample');
        expect(await figure.locator('code').textContent()).toBe(written(name));
      }
      await page.getByRole('link', { name: words === EN ? 'Français' : 'English' }).click();
      await expect(title(page)).toHaveText(words === EN ? LANGUAGES[1][1] : LANGUAGES[0][1]);
    });
  }
});

for (const [path, , caption, words] of LANGUAGES) {
  test(`${path}: every sample has a name of its own, and a button that copies it`, async ({
    page,
    context,
    serverUrl,
  }) => {
    await context.grantPermissions(['clipboard-write']);
    await page.goto(path);
    const names = await page
      .getByRole('group')
      .evaluateAll((all) =>
        all.map(
          (it) => document.getElementById(it.getAttribute('aria-labelledby') ?? '')?.textContent,
        ),
      );
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(await figures(page).count());
    for (const name of names) {
      const copy = page.getByRole('button', {
        name: words.open.copyThing(name ?? ''),
        exact: true,
      });
      await expect(copy).toHaveCount(1);
    }
    await page.getByRole('button', { name: words.open.copyThing(caption), exact: true }).click();
    await expect(page.getByRole('status')).toHaveText(words.open.copiedThing(caption));
    // No page may read the clipboard, so it is pasted where text can be typed.
    await page.goto('/open');
    const field = page.getByRole('textbox', { name: EN.open.pasteLink });
    await field.focus();
    await page.keyboard.press('Control+V');
    const sample = written('ask.sh');
    await expect(field).toHaveValue(sample.replace('https://handover.example', serverUrl));
  });
}

test('the language that is chosen here is spoken by the other pages', async ({ page }) => {
  await page.goto('/api');
  await expect(page.getByRole('button').first()).toBeVisible();
  await page.getByRole('link', { name: 'Français' }).click();
  await expect(title(page)).toHaveText(LANGUAGES[1][1]);
  await page.getByRole('link', { name: FR.open.share, exact: true }).click();
  await expect(title(page)).toHaveText(FR.share.title);
});

test('what is wider than a telephone is read by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/api');
  await tabTo(page, /^curl -H @handover.auth -H/);
  const sample = page.getByRole('group', { name: 'Ask', exact: true });
  await expect(sample).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => sample.evaluate((it) => it.scrollLeft)).toBeGreaterThan(0);
});
