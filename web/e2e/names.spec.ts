// What a screen reader is told: the names of all that stands on the key states, and what is spoken when something changes.
import type { Page } from '@playwright/test';
import { ORIGIN, onStage } from './gallery/stage.ts';
import { type At, STATES } from './states/index.ts';
import { expect, test } from './test.ts';
import { EN, FR } from './words.ts';

/** Always the same address, time and chance: what is read out is the same, too. */
test.use({ baseURL: ORIGIN });

const KEY_STATES = [
  'share/empty',
  'share/back-office-with-mistakes',
  'share/sealed',
  'open/before-with-passphrase',
  'open/opened-one-item',
  'receipt/opened',
];

const TONGUES = [
  ['en', 'en-GB', EN],
  ['fr', 'fr-FR', FR],
] as const;

async function reach(title: string, where: Pick<At, 'page' | 'words' | 'lang'>, server: string) {
  const state = STATES.find(({ page, name }) => title === `${page}/${name}`);
  if (state === undefined) throw new Error(`no such state: ${title}`);
  await state.reach(await onStage(where, server, `${title} ${where.lang}`));
}

/** The polite live region of the page. */
const spoken = (page: Page, text: string) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeAttached();

const headed = async (page: Page, title: string) => {
  const heading = page.getByRole('heading', { level: 1, name: title });
  await expect(heading).toBeFocused();
};

for (const [lang, locale, words] of TONGUES) {
  test.describe(lang, () => {
    test.use({ locale });

    for (const title of KEY_STATES) {
      test(`names of ${title}`, async ({ page, serverUrl }) => {
        await reach(title, { page, words, lang }, serverUrl);
        const name = `${title.replace('/', '-')}.${lang}.aria.yml`;
        await expect(page.getByRole('main')).toMatchAriaSnapshot({ name });
      });
    }

    test('what was copied and what was removed is spoken', async ({ page, serverUrl }) => {
      await page.context().grantPermissions(['clipboard-write']);
      const { share, open, shown } = words;
      await reach('share/filled', { page, words, lang }, serverUrl);
      const kind = share.kinds.backoffice;
      await page.getByRole('button', { name: share.remove.thing(kind), exact: true }).click();
      await spoken(page, share.remove.done(kind));
      await reach('open/opened-one-item', { page, words, lang }, serverUrl);
      const label = shown.brief.backoffice.url;
      await page.getByRole('button', { name: open.copyThing(label), exact: true }).click();
      await spoken(page, open.copiedThing(label));
      await page.getByRole('button', { name: shown.hideAll }).click();
      await spoken(page, shown.allHidden);
    });

    test('tries left are spoken, and the field is where the reader goes on', async ({
      page,
      serverUrl,
    }) => {
      await reach('open/passphrase-wrong', { page, words, lang }, serverUrl);
      await spoken(page, words.open.tries(4));
      const field = page.getByRole('textbox', { name: words.open.passphrase, exact: true });
      await expect(field).toBeFocused();
      await expect(field).toHaveAccessibleDescription(new RegExp(words.open.wrong));
    });

    test('after a press the focus is on what came: summary or heading', async ({
      page,
      serverUrl,
    }) => {
      const go = (title: string) => reach(title, { page, words, lang }, serverUrl);
      await go('share/nothing-to-seal');
      await expect(page.getByRole('alert', { name: words.check.summary })).toBeFocused();
      await go('share/sealed');
      await headed(page, words.sealed.title);
      await go('open/opened-one-item');
      await headed(page, words.shown.title.replace('{host}', 'my-shop.example'));
      await go('open/erased');
      await headed(page, words.cleared.title);
      await go('receipt/revoked');
      await headed(page, words.receipt.state.revoked.title);
    });
  });
}
