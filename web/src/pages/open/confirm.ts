/** Tells the server that the reader has it: on the press, at the latest 30 seconds after showing. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, Unreachable } from '../../client.ts';
import type { Attempt } from '../../handover.ts';

/** Milliseconds; half of the usual lease, so that a slow confirm is still in time. */
export const ConfirmAfter = 30_000;

export type ServerCopy = 'held' | 'gone' | 'failed';

export function useConfirm(attempt: Attempt): { state: ServerCopy; now: () => Promise<boolean> } {
  const [state, set] = useState<ServerCopy>('held');
  const sent = useRef<Promise<boolean> | null>(null);
  const now = async () => {
    sent.current ??= confirmed(attempt);
    const done = await sent.current;
    // A failed one may be tried again by the next press; the store's own clock erases it anyway.
    if (!done) sent.current = null;
    set(done ? 'gone' : 'failed');
    return done;
  };
  useEffect(() => {
    const timer = setTimeout(now, ConfirmAfter);
    return () => clearTimeout(timer);
  }, [attempt]);
  return { state, now };
}

async function confirmed(attempt: Attempt): Promise<boolean> {
  try {
    await attempt.confirm(true);
    return true;
  } catch (error) {
    if (error instanceof Problem || error instanceof Unreachable) return false;
    throw error;
  }
}
