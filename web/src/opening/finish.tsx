/** 'Intervention finished': who sealed it is then asked to close the access now. */

import { useState } from 'preact/hooks';
import { type Reason, reasonOf } from '../explain.ts';
import { Banner } from '../parts/banner.tsx';
import { Slow } from '../parts/waiting.tsx';
import { useTongue } from '../parts/words.tsx';
import { Done } from './done.tsx';

export type FinishWords = {
  finish: string;
  /** What has come of it. */
  finished: string;
};

/** `said`: the words of the page. */
export function Finish({
  said,
  finished = false,
  finish,
}: {
  said: FinishWords;
  finished?: boolean;
  finish: () => Promise<void>;
}) {
  const { problem } = useTongue().common;
  const [state, set] = useState<'open' | 'sending' | 'done' | Reason>(finished ? 'done' : 'open');
  const press = () => {
    if (state === 'sending') return;
    set('sending');
    finish().then(
      () => set('done'),
      (error: unknown) => set(reasonOf(error)),
    );
  };
  if (state === 'done')
    return (
      <Done focus={!finished}>
        <Banner tone="calm">{said.finished}</Banner>
      </Done>
    );
  return (
    <>
      {state !== 'open' && state !== 'sending' && (
        <Banner tone="bad" alert>
          {problem[state]}
        </Banner>
      )}
      <button type="button" class="button" aria-disabled={state === 'sending'} onClick={press}>
        {said.finish}
      </button>
      <Slow on={state === 'sending'} />
    </>
  );
}
