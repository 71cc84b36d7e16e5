/** What checks and seals is most of the code and is needed last: it comes as soon as there is something to seal. */

import { useEffect, useState } from 'preact/hooks';
import { Unreachable } from '../../client.ts';
import type { Lang } from '../../format.ts';
import type { CheckWords } from '../../words/en/check.ts';
import { Result } from './later.ts';

export type Sealer = typeof import('./parcel.ts') & { lang: Lang; words: CheckWords };

/** Throws {@link Unreachable}: nothing was lost, the next press tries again. */
export async function loadSealer(lang: Lang): Promise<Sealer> {
  try {
    const [parcel, { words }] = await Promise.all([
      import('./parcel.ts'),
      lang === 'fr' ? import('../../words/fr/check.ts') : import('../../words/en/check.ts'),
      import('../../protocol/envelope.ts'),
      Result.preload(lang),
    ]);
    return { ...parcel, lang, words };
  } catch (error) {
    throw new Unreachable(error);
  }
}

/** Null until it is there. */
export function useSealer(wanted: boolean, lang: Lang): Sealer | null {
  const [sealer, set] = useState<Sealer | null>(null);
  useEffect(() => {
    // A failure here is no news: the press loads it again, and says so if that fails.
    if (wanted) loadSealer(lang).then(set, () => {});
  }, [wanted, lang]);
  return sealer;
}
