/** The parts of a page that opens which its first look does not need. */

import type { Lang } from '../format.ts';
import { later } from '../parts/later.tsx';
import { InAppContext, ShownContext } from './words.ts';

/** Loaded after the press, but before anything is sent: an open never waits for code. */
export const Shown = later({
  view: async () => (await import('./shown.tsx')).Shown,
  words: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/shown.ts') : await import('../words/en/shown.ts'))
      .words,
  context: ShownContext,
});

export const InApp = later({
  view: async () => (await import('./inapp.tsx')).InApp,
  words: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/inapp.ts') : await import('../words/en/inapp.ts'))
      .words,
  context: InAppContext,
});

/** What shows, and what reads, tried out. */
export async function loadShown(lang: Lang): Promise<void> {
  const [{ rehearse }] = await Promise.all([import('../cipher.ts'), Shown.preload(lang)]);
  await rehearse();
}
