/** What can be seen of a page without a person: what axe finds, and what runs over the edge. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The one rule whose outcome depends on the colours; no colour depends on the width. */
export const CONTRAST = { type: 'rule', values: ['color-contrast'] };

type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
type Axe = { run: (what: Document, how: object) => Promise<{ violations: Found[] }> };

/** What axe finds, as text. */
export async function violations(page: Page, rules: object): Promise<string[]> {
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
export function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 160));
  });
}
