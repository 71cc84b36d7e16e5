/** What `/request` does not need for its first look. */

import { Unreachable } from '../../client.ts';
import type { Lang } from '../../format.ts';
import { later } from '../../parts/later.tsx';
import { RequestedContext } from './words.ts';

export const Result = later({
  view: async () => (await import('./result.tsx')).Result,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/requested.ts')
      : await import('../../words/en/requested.ts')
    ).words,
  context: RequestedContext,
});

/** The cryptography, and what shows the result, before anything is sent. Throws {@link Unreachable}. */
export async function loadMaker(lang: Lang) {
  try {
    const [making] = await Promise.all([import('./making.ts'), Result.preload(lang)]);
    return making;
  } catch (error) {
    throw new Unreachable(error);
  }
}
