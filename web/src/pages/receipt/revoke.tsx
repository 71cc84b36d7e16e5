/** Taking it back, while nobody has opened it; asks once more. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Card } from '../../parts/text.tsx';
import { revoke } from '../../receipt.ts';
import type { ReceiptKey } from './state.ts';
import { useWords } from './words.ts';

type Step =
  | { at: 'offered' }
  | { at: 'asking' }
  | { at: 'sending' }
  | { at: 'failed'; reason: Reason };

export function Revoke({ link, onDone }: { link: ReceiptKey; onDone: (tooLate: boolean) => void }) {
  const words = useWords();
  const [step, set] = useState<Step>({ at: 'offered' });
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
      {step.at === 'offered' || step.at === 'failed' ? (
        <button id="revoke" type="button" class="button bad" onClick={() => set({ at: 'asking' })}>
          {words.revoke.button}
        </button>
      ) : (
        <Sure busy={step.at === 'sending'} onYes={yes} onNo={no} />
      )}
    </Card>
  );
}

/** While it is being sent both buttons stay, as the focus is on one of them. */
function Sure({ busy, onYes, onNo }: { busy: boolean; onYes: () => void; onNo: () => void }) {
  const words = useWords();
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div>
      <p ref={question} class="strong" tabIndex={-1}>
        {words.revoke.sure}
      </p>
      <div class="buttons">
        <button type="button" class="button bad" aria-disabled={busy} onClick={onYes}>
          {words.revoke.yes}
        </button>
        <button type="button" class="button" aria-disabled={busy} onClick={onNo}>
          {words.revoke.no}
        </button>
      </div>
    </div>
  );
}
