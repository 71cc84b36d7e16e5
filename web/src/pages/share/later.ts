/** The parts of the share page that its first look does not need. */

import { later } from '../../parts/later.tsx';
import { ItemContext, SealedContext } from './words.ts';

export const ItemCard = later({
  view: async () => (await import('./item.tsx')).ItemCard,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/items.ts')
      : await import('../../words/en/items.ts')
    ).words,
  context: ItemContext,
});

/** Loaded with what seals, so that it is there before anything is sent. */
export const Result = later({
  view: async () => (await import('./result.tsx')).Result,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/sealed.ts')
      : await import('../../words/en/sealed.ts')
    ).words,
  context: SealedContext,
});
