/** What seals is most of the code and is needed last: it comes as soon as there is something to seal. */

import { useEffect, useState } from 'preact/hooks';
import { Unreachable } from '../../client.ts';
import { Result } from './later.ts';

export type Sealer = typeof import('../../handover.ts');

/** Throws {@link Unreachable}: nothing was lost, the next press tries again. */
export async function loadSealer(): Promise<Sealer> {
  try {
    const [sealer] = await Promise.all([
      import('../../handover.ts'),
      import('../../protocol/envelope.ts'),
      Result.preload(),
    ]);
    return sealer;
  } catch (error) {
    throw new Unreachable(error);
  }
}

/** Null until it is there. */
export function useSealer(wanted: boolean): Sealer | null {
  const [sealer, set] = useState<Sealer | null>(null);
  useEffect(() => {
    // A failure here is no news: the press loads it again, and says so if that fails.
    if (wanted) loadSealer().then(set, () => {});
  }, [wanted]);
  return sealer;
}
