/** The parts of `/open` that its first look does not need. */

import type { Lang } from '../../format.ts';
import { loadShown } from '../../opening/later.ts';
import { later } from '../../parts/later.tsx';
import { EndedContext, RefusedContext, UnlockContext } from './words.ts';

const endedWords = async (lang: 'en' | 'fr') =>
  (lang === 'fr'
    ? await import('../../words/fr/ended.ts')
    : await import('../../words/en/ended.ts')
  ).words;

export const Ended = later({
  view: async () => (await import('./ended.tsx')).Ended,
  words: endedWords,
  context: EndedContext,
});

/** Loaded with what is shown. */
export const Cleared = later({
  view: async () => (await import('./cleared.tsx')).Cleared,
  words: endedWords,
  context: EndedContext,
});

const refusedWords = async (lang: Lang) =>
  (lang === 'fr'
    ? await import('../../words/fr/refused.ts')
    : await import('../../words/en/refused.ts')
  ).words;

export const Refused = later({
  view: async () => (await import('./refused.tsx')).Refused,
  words: refusedWords,
  context: RefusedContext,
});

export const Nothing = later({
  view: async () => (await import('./refused.tsx')).Nothing,
  words: refusedWords,
  context: RefusedContext,
});

export const Past = later({
  view: async () => (await import('./refused.tsx')).Past,
  words: refusedWords,
  context: RefusedContext,
});

/** Loaded with what is shown. */
export const DamagedPage = later({
  view: async () => (await import('./refused.tsx')).Damaged,
  words: refusedWords,
  context: RefusedContext,
});

export const UnheardPage = later({
  view: async () => (await import('./refused.tsx')).Unheard,
  words: refusedWords,
  context: RefusedContext,
});

/** Only where the link says that there is a passphrase. */
export const Unlock = later({
  view: async () => (await import('./unlock.tsx')).Unlock,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/unlock.ts')
      : await import('../../words/en/unlock.ts')
    ).words,
  context: UnlockContext,
});

/** Everything that comes after the press. */
export async function loadOpener(lang: Lang): Promise<void> {
  await Promise.all([loadShown(lang), Cleared.preload(lang), DamagedPage.preload(lang)]);
}
