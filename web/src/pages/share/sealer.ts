/** What seals is most of the code and is needed last: it comes as soon as there is something to seal. */

import { useEffect, useState } from 'preact/hooks';
import { Unreachable } from '../../client.ts';
import type { Lang } from '../../format.ts';
import { Result } from './later.ts';

export type Sealer = Pick<typeof import('../../handover.ts'), 'seal' | 'upload'> &
  Pick<typeof import('./measure.ts'), 'measure'>;

/** Throws {@link Unreachable}: nothing was lost, the next press tries again. */
export async function loadSealer(lang: Lang): Promise<Sealer> {
  try {
    const [{ seal, upload }, { measure }] = await Promise.all([
      import('../../handover.ts'),
      import('./measure.ts'),
      import('../../protocol/envelope.ts'),
      Result.preload(lang),
    ]);
    return { seal, upload, measure };
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
