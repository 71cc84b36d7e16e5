/** Taking it back, while nobody has opened it; asks once more. */

import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../client.ts';
import { type Reason, reasonOf } from '../explain.ts';
import { Banner } from '../parts/banner.tsx';
import { focusSoon } from '../parts/focus.ts';
import { Card } from '../parts/text.tsx';
import { revoke } from '../receipt.ts';
import { Sure } from './sure.tsx';
import { useWords } from './words.ts';

/** What a receipt link carries. */
export type ReceiptKey = { id: Uint8Array; secret: Uint8Array };

type Step =
  | { at: 'offered' }
  | { at: 'asking' }
  | { at: 'sending' }
  | { at: 'failed'; reason: Reason };

type Props = {
  link: ReceiptKey;
  /** While the question stands the page does not change under the finger. */
  onHold: (on: boolean) => void;
  onDone: (tooLate: boolean) => void;
};

export function Revoke({ link, onHold, onDone }: Props) {
  const words = useWords();
  const [step, set] = useState<Step>({ at: 'offered' });
  const asked = step.at === 'asking' || step.at === 'sending';
  useEffect(() => {
    onHold(asked);
    return () => onHold(false);
  }, [asked]);
  const no = () => {
    if (step.at === 'sending') return;
    set({ at: 'offered' });
    focusSoon('revoke');
  };
  const yes = async () => {
    if (step.at === 'sending') return;
    set({ at: 'sending' });
    try {
      await revoke(link);
      onDone(false);
    } catch (error) {
      if (error instanceof Problem && error.status === 409) onDone(true);
      else {
        set({ at: 'failed', reason: reasonOf(error) });
        focusSoon('revoke');
      }
    }
  };
  return (
    <Card title={words.revoke.title} hint={words.revoke.text}>
      {step.at === 'failed' && (
        <Banner tone="bad" alert>
          {words.problem[step.reason]}
        </Banner>
      )}
      {asked ? (
        <Sure
          question={words.revoke.sure}
          yes={words.revoke.yes}
          no={words.revoke.no}
          busy={step.at === 'sending'}
          onYes={yes}
          onNo={no}
        />
      ) : (
        <button id="revoke" type="button" class="button bad" onClick={() => set({ at: 'asking' })}>
          {words.revoke.button}
        </button>
      )}
    </Card>
  );
}
