/** Takes a request back, or its answer while nobody has collected it; asks once more. */

import { useState } from 'preact/hooks';
import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { Sure } from '../../following/sure.tsx';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { useWords } from './words.ts';

type Step = { at: 'offered' } | { at: 'asking' | 'sending' } | { at: 'failed'; reason: Reason };

type Props = {
  id?: string;
  /** Of the request, where there are several on the page. */
  name?: string;
  look?: string;
  withdraw: () => Promise<void>;
  /** It is done, or it is too late for it: something else is to be shown now. */
  onDone: (tooLate: boolean) => void;
};

export function Withdraw({ id = 'withdraw', name, look = 'bad', withdraw, onDone }: Props) {
  const words = useWords();
  const [step, set] = useState<Step>({ at: 'offered' });
  const back = (to: Step) => {
    set(to);
    focusSoon(id);
  };
  const yes = async () => {
    if (step.at === 'sending') return;
    set({ at: 'sending' });
    try {
      await withdraw();
      onDone(false);
    } catch (error) {
      const over = error instanceof Problem && (error.status === 409 || error.status === 404);
      if (over) {
        set({ at: 'offered' });
        onDone(true);
      } else back({ at: 'failed', reason: reasonOf(error) });
    }
  };
  if (step.at === 'asking' || step.at === 'sending')
    return (
      <Sure
        question={words.withdraw.sure}
        yes={words.withdraw.yes}
        no={words.withdraw.no}
        busy={step.at === 'sending'}
        onYes={yes}
        onNo={() => step.at === 'asking' && back({ at: 'offered' })}
      />
    );
  return (
    <>
      {step.at === 'failed' && (
        <Banner tone="bad" alert>
          {words.problem[step.reason]}
        </Banner>
      )}
      <button
        id={id}
        type="button"
        class={`button ${look}`}
        aria-label={name && `${words.withdraw.button} ${name}`}
        onClick={() => set({ at: 'asking' })}
      >
        {words.withdraw.button}
      </button>
    </>
  );
}
