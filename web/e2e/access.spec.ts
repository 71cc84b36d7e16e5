// axe on every state of every page, in both languages; nothing runs over the edge.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { Lang } from '../src/format.ts';
import { place } from './sealed.ts';
import { STATES } from './states/index.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ALL_RULES = { type: 'tag', values: TAGS };
/** The one rule whose outcome depends on the colours; no colour depends on the width. */
const CONTRAST = { type: 'rule', values: ['color-contrast'] };
const DARK = { name: 'desktop, dark', width: 1280, scheme: 'dark', rules: CONTRAST } as const;
const PHONE = { name: 'phone, light', width: 320, scheme: 'light', rules: ALL_RULES } as const;
const DESKTOP = { name: 'desktop, light', width: 1280, scheme: 'light', rules: ALL_RULES } as const;
/** The other language changes the words: they are looked at where there is least room for them. */
const VIEWS = { en: [DARK, PHONE, DESKTOP], fr: [PHONE] } as const;

/** Taller than any page: what sticks to an edge lies over nothing that could be scrolled free of it. */
const TALL = 6000;

type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
type Axe = { run: (what: Document, how: object) => Promise<{ violations: Found[] }> };

/** What axe finds, as text. */
async function violations(page: Page, rules: object): Promise<string[]> {
  // A language with an address of its own is another document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
    const brief = ({ html, failureSummary }: Found['nodes'][0]) => `${html}\n${failureSummary}`;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(brief).join('\n')}`);
  }, rules);
}

/** What reaches beyond the right edge, as far as the page would scroll for it. */
function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 160));
  });
}

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
