// axe on every state of every page, in both languages; nothing runs over the edge.
import type { Page } from '@playwright/test';
import type { Lang } from '../src/format.ts';
import { beyond, CONTRAST, violations } from './axe.ts';
import { place } from './sealed.ts';
import { STATES } from './states/index.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ALL_RULES = { type: 'tag', values: TAGS };
const DARK = { name: 'desktop, dark', width: 1280, scheme: 'dark', rules: CONTRAST } as const;
const PHONE = { name: 'phone, light', width: 320, scheme: 'light', rules: ALL_RULES } as const;
const DESKTOP = { name: 'desktop, light', width: 1280, scheme: 'light', rules: ALL_RULES } as const;
/** The other language changes the words: they are looked at where there is least room for them. */
const VIEWS = { en: [DARK, PHONE, DESKTOP], fr: [PHONE] } as const;

/** Taller than any page: what sticks to an edge lies over nothing that could be scrolled free of it. */
const TALL = 6000;

/** Text twice as large, and the spacing of WCAG 1.4.12. Not a style element: the policy of the page stays on. */
async function enlarge(page: Page): Promise<void> {
  await page.setViewportSize({ width: 640, height: 900 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { font-size: 200% !important }
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets.push(sheet);
  });
}

async function accessible(page: Page, lang: Lang): Promise<void> {
  for (const { name, width, scheme, rules } of VIEWS[lang]) {
    await page.setViewportSize({ width, height: TALL });
    await page.emulateMedia({ colorScheme: scheme });
    expect(await violations(page, rules), `${lang}, ${name}`).toEqual([]);
    expect(await beyond(page), `${lang}, ${name}: runs over the edge`).toEqual([]);
  }
  await enlarge(page);
  expect(await beyond(page), `${lang}, enlarged: runs over the edge`).toEqual([]);
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
}

// A record of each step costs more than the steps: the state's name tells how to come there again.
// Nothing moves from the start: what fades from one colour to another has neither.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

for (const state of STATES) {
  test(`${state.page}: ${state.name}`, async ({ page, serverUrl }) => {
    await page.clock.install();
    const at = { page, words: EN, lang: 'en', origin: serverUrl, now: Date.now() } as const;
    await state.reach({ ...at, place: (...what) => place(serverUrl, ...what) });
    await accessible(page, 'en');
    if (state.oneLanguage) return;
    // The state stays when the language changes: nobody has to come there twice.
    await page.locator('.tongues').first().getByText('Français').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await accessible(page, 'fr');
  });
}
