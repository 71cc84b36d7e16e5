import { expect, type Locator, type Page } from '@playwright/test';

/**
 * What a page repeats by itself is in vain for so long that this comes. The clock of the page has to
 * be installed before it begins. Its steps are shorter than the deadline of a call: else one whose
 * answer is a moment late counts as never answered, and the page says something else.
 */
export const outwait = (page: Page, what: Locator): Promise<void> =>
  expect(async () => {
    await page.clock.fastForward(6_000);
    await expect(what).toBeVisible({ timeout: 1_000 });
  }).toPass();
