/**
 * `npm run gallery`: a picture of every state in both languages, four widths, light and dark.
 * `ONLY=open` takes those of one page, `STATE=erased` those whose name holds this.
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

const { ONLY = '', STATE = '' } = process.env;
const chosen = STATES.filter(
  ({ page, name }) => (ONLY === '' || page === ONLY) && name.includes(STATE),
);

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
        const at = await onStage({ page, words, lang }, serverUrl, `${title} ${lang}`);
        await state.reach(at);
        const shoot = (look: string) =>
          page.screenshot({ path: `${FOLDER}/${title}.${lang}.${look}.png`, fullPage: true });
        for (const colorScheme of ['light', 'dark'] as const) {
          for (const width of WIDTHS) {
            await view(page, width, { colorScheme });
            await shoot(`${width}.${colorScheme}`);
          }
        }
        if (!KEY_STATES.includes(title)) return;
        await view(page, 768, { forcedColors: 'active' });
        await shoot('768.forced');
        await view(page, 794, { media: 'print' });
        await shoot('794.print');
      });
    }
  });
}
