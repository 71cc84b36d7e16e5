/** The parts of `/receipt` that a sealed bundle does not need. */

import { later } from '../../parts/later.tsx';
import { CloseContext, MineContext } from './words.ts';

export const After = later({
  view: async () => (await import('./after.tsx')).After,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/close.ts')
      : await import('../../words/en/close.ts')
    ).words,
  context: CloseContext,
});

export const Elsewhere = later({
  view: async () => (await import('./elsewhere.tsx')).Elsewhere,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/mine.ts')
      : await import('../../words/en/mine.ts')
    ).words,
  context: MineContext,
});
