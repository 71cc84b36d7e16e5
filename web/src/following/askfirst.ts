/** What nothing undoes is asked about once more: offered, asked, on its way, done or failed. */

import { useState } from 'preact/hooks';
import { Problem } from '../client.ts';
import { type Reason, reasonOf } from '../explain.ts';
import { focusSoon } from '../parts/focus.ts';

type Step = {
  /** The question stands. */
  asked: boolean;
  /** It was answered, and what it is about is on its way. */
  busy: boolean;
  /** Why it failed. */
  problem: Reason | null;
};

const OFFERED: Step = { asked: false, busy: false, problem: null };

export type AskFirst = Step & Record<'onAsk' | 'onYes' | 'onNo', () => void>;

/**
 * `id`: of the button that offers it, which has the focus again when nothing came of it. `onDone`: it is
 * done, or it is too late for it; something else is to be shown now.
 */
export function useAskFirst(
  id: string,
  act: () => Promise<void>,
  onDone: (tooLate: boolean) => void,
): AskFirst {
  const [step, set] = useState(OFFERED);
  const { busy } = step;
  const back = (problem: Reason | null) => {
    set({ ...OFFERED, problem });
    focusSoon(id);
  };
  const onYes = async () => {
    if (busy) return;
    set({ ...step, busy: true });
    try {
      await act();
      onDone(false);
    } catch (error) {
      const over = error instanceof Problem && (error.status === 409 || error.status === 404);
      if (!over) return back(reasonOf(error));
      set(OFFERED);
      onDone(true);
    }
  };
  const onAsk = () => set({ ...OFFERED, asked: true });
  return { ...step, onAsk, onYes, onNo: () => busy || back(null) };
}
