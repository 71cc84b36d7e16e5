/** The code that checks and seals. */

import { Unreachable } from '../../client.ts';
import type { Lang } from '../../format.ts';
import { Result } from './later.ts';

/** Throws {@link Unreachable}: nothing was lost, the next press tries again. */
export async function loadSealer(lang: Lang) {
  try {
    const [parcel, { words }] = await Promise.all([
      import('./parcel.ts'),
      lang === 'fr' ? import('../../words/fr/check.ts') : import('../../words/en/check.ts'),
      import('../../cipher.ts'),
      Result.preload(lang),
    ]);
    return { ...parcel, lang, words };
  } catch (error) {
    throw new Unreachable(error);
  }
}
