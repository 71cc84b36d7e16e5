/** `/api`: a document, in the language of its address. */

import { type State, see } from './state.ts';

export const API: readonly State[] = [
  {
    page: 'api',
    name: 'whole',
    reach: async ({ page, lang }) => {
      await page.goto(lang === 'fr' ? '/api.fr' : '/api');
      await see(page.locator('[data-copy]').last());
    },
  },
];
