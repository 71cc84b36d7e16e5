/** The ticks of one receipt's checklist, as state. */

import { useState } from 'preact/hooks';
import type { Remembered } from '../memory.ts';
import type { KindId } from '../protocol/kind.ts';
import { isAllClosed, keepClosed, recall, toClose } from '../ticks.ts';

export type Ticks = {
  /** What this device remembers of the receipt. */
  known: Remembered | null;
  steps: readonly KindId[];
  closed: readonly KindId[];
  all: boolean;
  tick: (kind: KindId, on: boolean) => void;
};

/** `otherwise`: the kinds where nothing is remembered; null for all of them. */
export function useTicks(id: string, otherwise: readonly KindId[] | null = null): Ticks {
  const [known, know] = useState(() => recall(id));
  const [closed, close] = useState<readonly KindId[]>(known?.closed ?? []);
  const steps = toClose(known ?? (otherwise && { kinds: [...otherwise] }));
  const tick = (kind: KindId, on: boolean) => {
    const others = closed.filter((other) => other !== kind);
    const next = on ? [...others, kind] : others;
    close(next);
    // Another tab may have forgotten it: the page then says that the ticks stay here.
    if (known !== null && !keepClosed(id, next)) know(null);
  };
  return { known, steps, closed, all: isAllClosed(steps, closed), tick };
}
