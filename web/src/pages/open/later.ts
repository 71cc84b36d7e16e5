/** The parts of `/open` that its first look does not need. */

import type { Lang } from '../../format.ts';
import { loadShown } from '../../opening/later.ts';
import { later } from '../../parts/later.tsx';
import { EndedContext, RefusedContext, UnlockContext } from './words.ts';

const ends = () => import('./ends.ts');

const said = async (lang: Lang) =>
  lang === 'fr' ? await import('../../words/fr/ends.ts') : await import('../../words/en/ends.ts');

const ended = async (lang: Lang) => (await said(lang)).ended;
const refused = async (lang: Lang) => (await said(lang)).refused;

export const Ended = later({
  view: async () => (await ends()).Ended,
  words: ended,
  context: EndedContext,
});

/** Loaded with what is shown. */
export const Cleared = later({
  view: async () => (await ends()).Cleared,
  words: ended,
  context: EndedContext,
});

export const Refused = later({
  view: async () => (await ends()).Refused,
  words: refused,
  context: RefusedContext,
});

export const Nothing = later({
  view: async () => (await ends()).Nothing,
  words: refused,
  context: RefusedContext,
});

export const Past = later({
  view: async () => (await ends()).Past,
  words: refused,
  context: RefusedContext,
});

/** Loaded with what is shown. */
export const DamagedPage = later({
  view: async () => (await ends()).Damaged,
  words: refused,
  context: RefusedContext,
});

export const UnheardPage = later({
  view: async () => (await ends()).Unheard,
  words: refused,
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
