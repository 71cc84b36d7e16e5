/** The parts of the share page that its first look does not need. */

import { ItemContext } from '../../filling/words.ts';
import type { Lang } from '../../format.ts';
import { later } from '../../parts/later.tsx';
import { AccessContext, SealedContext } from './words.ts';

/** The parts of the form that something was added to: one file, so that what comes next is there. */
const filling = () => import('./filling.ts');

const words = async (lang: Lang) =>
  (lang === 'fr'
    ? await import('../../words/fr/items.ts')
    : await import('../../words/en/items.ts')
  ).words;

const context = ItemContext;

export const ItemCard = later({ view: async () => (await filling()).ItemCard, words, context });
export const Recognised = later({ view: async () => (await filling()).Recognised, words, context });
export const FileList = later({ view: async () => (await filling()).FileList, words, context });
export const Amount = later({ view: async () => (await filling()).Amount, words, context });
export const PassphrasePanel = later({
  view: async () => (await filling()).PassphrasePanel,
  words,
  context,
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

/** Only where the server asks for it. */
export const AccessCard = later({
  view: async () => (await import('./access.tsx')).AccessCard,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/accesskey.ts')
      : await import('../../words/en/accesskey.ts')
    ).accessKey,
  context: AccessContext,
});
