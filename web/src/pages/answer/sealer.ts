/** The code that checks and seals, post-quantum cipher included: it comes as soon as there is something to seal. */

import { Unreachable } from '../../client.ts';
import type { Lang } from '../../format.ts';
import { Shown } from './later.ts';

/** Throws {@link Unreachable}: nothing was lost, the next press tries again. */
export async function loadSealer(lang: Lang) {
  try {
    const [parcel, { words }] = await Promise.all([
      import('./parcel.ts'),
      lang === 'fr' ? import('../../words/fr/check.ts') : import('../../words/en/check.ts'),
      Shown.preload(lang),
    ]);
    return { ...parcel, lang, words };
  } catch (error) {
    throw new Unreachable(error);
  }
}
