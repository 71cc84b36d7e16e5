/** 'Intervention finished': the sender's receipt then says: close it now. */

import { useState } from 'preact/hooks';
import { type Reason, reasonOf } from '../../explain.ts';
import { finish } from '../../handover.ts';
import { Banner } from '../../parts/banner.tsx';
import { useTongue } from '../../parts/words.tsx';
import { Done } from './done.tsx';
import type { ShareKey } from './state.ts';
import { useEndedWords } from './words.ts';

export function Finish({ link, finished = false }: { link: ShareKey; finished?: boolean }) {
  const { cleared } = useEndedWords();
  const { problem } = useTongue().common;
  const [state, set] = useState<'open' | 'sending' | 'done' | Reason>(finished ? 'done' : 'open');
  const press = () => {
    if (state === 'sending') return;
    set('sending');
    finish(link).then(
      () => set('done'),
      (error: unknown) => set(reasonOf(error)),
    );
  };
  if (state === 'done')
    return (
      <Done focus={!finished}>
        <Banner tone="calm">{cleared.finished}</Banner>
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
        {cleared.finish}
      </button>
    </>
  );
}
