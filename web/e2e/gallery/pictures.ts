/**
 * `npm run gallery`: a picture of every state in both languages, four widths, light and dark.
 * `ONLY=open` takes those of one page, `STATE=erased` those whose name holds this, `LOOK='fr.320.dark'`
 * those in whose language, width and theme this pattern is found.
 */

import { STATES } from '../states/index.ts';
import { test } from '../test.ts';
import { EN, FR } from '../words.ts';
import { FOLDER } from './folder.ts';
import { ORIGIN, onStage, view } from './stage.ts';

const WIDTHS = [320, 390, 768, 1280];
/** Of these also how they look in forced colours and on paper. */
const KEY_STATES = [
  'share/empty',
  'share/back-office-with-mistakes',
  'share/sealed-with-qr-and-receipt',
  'open/before-with-passphrase',
  'open/opened-values-shown',
  'receipt/all-closed',
  'receipt/late-attempts-finished',
];

const { ONLY = '', STATE = '', LOOK = '' } = process.env;
const wanted = new RegExp(LOOK);
const chosen = STATES.filter(
  ({ page, name }) => (ONLY === '' || page === ONLY) && name.includes(STATE),
);

type Look = { name: string; width: number; media: Parameters<typeof view>[2] };

function looksOf(title: string): Look[] {
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    WIDTHS.map((width) => ({ name: `${width}.${colorScheme}`, width, media: { colorScheme } })),
  );
  if (!KEY_STATES.includes(title)) return looks;
  const forced: Look = { name: '768.forced', width: 768, media: { forcedColors: 'active' } };
  return [...looks, forced, { name: '794.print', width: 794, media: { media: 'print' } }];
}

test.use({ baseURL: ORIGIN });

for (const [lang, locale, words] of [
  ['en', 'en-GB', EN],
  ['fr', 'fr-FR', FR],
] as const) {
  test.describe(lang, () => {
    test.use({ locale });

    for (const state of chosen) {
      const title = `${state.page}/${state.name}`;
      test(title, async ({ page, serverUrl }) => {
        const looks = looksOf(title).filter(({ name }) => wanted.test(`${lang}.${name}`));
        if (looks.length === 0) return;
        await state.reach(await onStage({ page, words, lang }, serverUrl, `${title} ${lang}`));
        for (const { name, width, media } of looks) {
          await view(page, width, media);
          const path = `${FOLDER}/${title}.${lang}.${name}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      });
    }
  });
}
