/** Tells the server that the reader has it: at the latest 30 seconds after showing. */

import { useLayoutEffect, useState } from 'preact/hooks';
import type { Attempt } from '../handover.ts';
import { CONFIRM_AFTER } from './state.ts';

/** `told`: from here on a reload shows nothing any more. */
export type ServerCopy = 'held' | 'told' | 'gone' | 'failed';

export function useConfirm(attempt: Attempt): ServerCopy {
  const [copy, set] = useState<ServerCopy>('held');
  // The time counts from the moment in which it is shown, and not from the next frame.
  useLayoutEffect(() => {
    const tell = async () => {
      set('told');
      set((await attempt.confirm(true)) ? 'gone' : 'failed');
    };
    const timer = setTimeout(() => void tell(), CONFIRM_AFTER);
    return () => clearTimeout(timer);
  }, [attempt]);
  return copy;
}
