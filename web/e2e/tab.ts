/** A journey by keyboard alone. */

import type { Page } from '@playwright/test';

/** Presses Tab until what has the focus has this name. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const focused = await nameOfFocus(page);
    seen.push(focused);
    if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return;
  }
  throw new Error(`Tab never came to ${name}: ${seen.join(' | ')}`);
}

/** What a screen reader would say of the element that has the focus, as far as a test needs it. */
function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement)) return '';
    const labels = (focused as HTMLInputElement).labels;
    const named = focused.getAttribute('aria-label') ?? labels?.[0]?.textContent;
    return (named ?? focused.textContent ?? '').trim();
  });
}
