/** What can be done with one request of the list. */

import { useState } from 'preact/hooks';
import { type Reason, reasonOf } from '../../explain.ts';
import { Sure } from '../../following/sure.tsx';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { grouped } from '../../parts/code.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Slow } from '../../parts/waiting.tsx';
import { useTongue } from '../../parts/words.tsx';
import { visibleLine } from '../../visible.ts';
import { AskAgain, beforeIn } from './again.tsx';
import type { EntryProps } from './entry.tsx';
import { collectingOf } from './rounds.ts';
import { Withdraw } from './withdraw.tsx';
import { useRequestsWords } from './words.ts';

type Props = EntryProps & {
  /** Its name, and what tells it from another of the same name. */
  spoken: string;
};

export function Acts(props: Props) {
  const { id, request, standing, spoken, onTold, onAsk } = props;
  const { mine } = useRequestsWords();
  const { reference, code, collect, link } = request;
  const withdrawable = standing === 'pending' || standing === 'answered';
  const withdrawn = (tooLate: boolean) => {
    announce(tooLate ? mine.tooLate : mine.withdrawn);
    if (tooLate) onAsk();
    else onTold('revoked');
    focusSoon(id);
  };
  return (
    <div class="buttons acts">
      {standing === 'pending' && (
        <CopyButton label={mine.link} what={mine.linkThing(spoken)} text={link} />
      )}
      {collect !== null && (
        <CopyButton
          label={mine.note}
          what={mine.noteThing(spoken)}
          text={mine.noteText(visibleLine(reference), grouped(code), collect)}
        />
      )}
      <AskAgain look="small" before={beforeIn(request)} name={spoken} />
      {withdrawable && collect !== null && (
        <Withdraw
          id={`${id}-withdraw`}
          look="small"
          name={spoken}
          withdraw={async () => (await collectingOf(collect)).withdraw()}
          onDone={withdrawn}
        />
      )}
      <Forget {...props} />
    </div>
  );
}

/** Asks once more while the collect link may be the only way to an answer. */
function Forget({ id, standing, spoken, onForget }: Props) {
  const { mine } = useRequestsWords();
  const [asking, ask] = useState(false);
  const own = `${id}-forget`;
  const precious = standing === undefined || standing === 'pending' || standing === 'answered';
  const keep = () => {
    ask(false);
    focusSoon(own);
  };
  if (asking) return <Sure words={mine.forgetSure} onYes={onForget} onNo={keep} />;
  return (
    <button
      id={own}
      type="button"
      class="button small"
      aria-label={mine.forgetThing(spoken)}
      onClick={() => (precious ? ask(true) : onForget())}
    >
      {mine.forget}
    </button>
  );
}

export function FinishOne({ id, request: { collect }, spoken, onTold }: Props) {
  const { mine } = useRequestsWords();
  const { problem } = useTongue().common;
  const [state, set] = useState<'open' | 'sending' | Reason>('open');
  if (collect === null) return null;
  const finish = async () => {
    if (state === 'sending') return;
    set('sending');
    try {
      await (await collectingOf(collect)).finish();
    } catch (error) {
      return set(reasonOf(error));
    }
    announce(mine.finished);
    onTold('finished');
    focusSoon(id);
  };
  return (
    <>
      {state !== 'open' && state !== 'sending' && (
        <Banner tone="bad" alert>
          {problem[state]}
        </Banner>
      )}
      <button
        type="button"
        class="button small"
        aria-label={mine.finishThing(spoken)}
        aria-disabled={state === 'sending'}
        onClick={() => void finish()}
      >
        {mine.finish}
      </button>
      <Slow on={state === 'sending'} />
    </>
  );
}
