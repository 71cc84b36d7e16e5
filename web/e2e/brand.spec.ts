// The operator's brand: the same pages with another name, logo, colours and links, in both languages,
// light and dark, on the narrowest telephone.
import type { Page } from '@playwright/test';
import { beyond, CONTRAST, violations } from './axe.ts';
import { IMPRINT, LONG, longNamed, NAME, PRIVACY, test, wordmarked } from './branded.ts';
import { place } from './sealed.ts';
import { drop, withoutScript } from './states/state.ts';
import { expect } from './test.ts';
import { EN, FR } from './words.ts';

const PAGES = ['/', '/open', '/receipt', '/request', '/answer', '/collect', '/api'] as const;
const PURPLE = { light: 'rgb(90, 42, 131)', dark: 'rgb(201, 164, 236)' };

const head = (page: Page) => page.getByRole('banner');
const home = (page: Page, name: string) => head(page).getByRole('link', { name });

/** Of what can be pressed. */
const accent = (page: Page) =>
  page
    .getByRole('contentinfo')
    .getByRole('link')
    .first()
    .evaluate((link) => getComputedStyle(link).color);

const drawn = (page: Page) =>
  head(page)
    .locator('img')
    .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);

for (const path of PAGES) {
  test(`${path} wears it`, async ({ page }) => {
    await page.goto(path);
    await expect(home(page, `${NAME}, share access`)).toContainText(NAME);
    await expect(page).toHaveTitle(new RegExp(` · ${NAME}$`));
    await expect.poll(() => drawn(page)).toBe(true);
    expect(await accent(page)).toBe(PURPLE.light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accent(page)).toBe(PURPLE.dark);
    const foot = page.getByRole('contentinfo');
    for (const [name, address] of [
      [EN.share.imprint, IMPRINT],
      [EN.share.privacy, PRIVACY],
    ]) {
      const link = foot.getByRole('link', { name: `${name} (${EN.share.opensNewTab})` });
      await expect(link).toHaveAttribute('href', address ?? '');
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
      await expect(link).toHaveAttribute('target', '_blank');
    }
  });
}

test('both languages say it', async ({ page }) => {
  await page.goto('/');
  await head(page).getByText('Français').click();
  await expect(home(page, `${NAME}, transmettre un accès`)).toBeVisible();
  await expect(page.getByRole('link', { name: FR.share.imprint })).toBeVisible();
  await expect(page.getByRole('link', { name: FR.share.privacy })).toBeVisible();
});

test('it can be read in all its places, and nothing runs over the edge', async ({
  page,
  branded,
}) => {
  const { shareLink } = await place(branded.url);
  for (const link of ['/', '/request', shareLink]) {
    await page.goto(link);
    await expect(head(page)).toContainText(NAME);
    const kind = page.getByRole('button', { name: EN.share.kinds.database });
    if ((await kind.count()) > 0) await kind.click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 4000 });
        expect(await violations(page, CONTRAST), `${link}, ${colorScheme}`).toEqual([]);
        expect(await beyond(page), `${link}, ${width}`).toEqual([]);
      }
    }
  }
});

test('a page that cannot load what shows it works without', async ({ page }) => {
  await withoutScript(page, '--brand-');
  await page.goto('/');
  await expect(home(page, EN.share.home('Handover'))).toContainText('Handover');
  await expect(page.getByRole('button', { name: EN.share.seal })).toBeVisible();
});

test('a logo that does not come leaves the name', async ({ page }) => {
  await page.route('**/brand.svg', drop);
  await page.goto('/');
  await expect(home(page, NAME)).toContainText(NAME);
});

test('opened by itself the file is a picture that may run nothing', async ({ page, watched }) => {
  await page.goto('/brand.svg');
  expect(await page.evaluate(() => document.documentElement.tagName)).toBe('svg');
  // What the test itself wanted to run there, and the style that only an image may have.
  expect(watched.errors.join('\n')).toContain('sandboxed');
  watched.errors.length = 0;
  watched.violations.length = 0;
});

wordmarked(
  'a logo that is the name stands alone, in the dark on light ground',
  async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/');
    await expect(home(page, NAME)).toHaveText('');
    const ground = () =>
      head(page)
        .locator('img')
        .evaluate((image) => getComputedStyle(image).backgroundColor);
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).toBe('rgba(0, 0, 0, 0)');
    // The usual colours stay: none were given.
    expect(await accent(page)).toBe('rgb(11, 107, 92)');
    await expect(page.getByRole('link', { name: EN.share.imprint })).toHaveCount(0);
  },
);

longNamed('the longest name fits the narrowest telephone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/');
  await expect(home(page, LONG)).toBeVisible();
  expect(await beyond(page)).toEqual([]);
});
