/** 'That was not me': the sender's receipt then shows a later try, and the reader knows what comes next. */

import { useState } from 'preact/hooks';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Opening, tellSender } from '../../handover.ts';
import { Done } from '../../opening/done.tsx';
import { Message } from '../../opening/message.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Card } from '../../parts/text.tsx';
import { Slow } from '../../parts/waiting.tsx';
import { useTongue } from '../../parts/words.tsx';
import { useEndedWords } from './words.ts';

/** `at`: when it was opened, as the reader reads it. */
export function NotMe({ opening, at }: { opening: Opening; at: string }) {
  const { notMe } = useEndedWords();
  const { problem } = useTongue().common;
  const [told, set] = useState<'not-yet' | 'sending' | 'done' | Reason>('not-yet');
  const tell = () => {
    if (told === 'sending') return;
    set('sending');
    tellSender(opening).then(
      () => set('done'),
      (error: unknown) => set(reasonOf(error)),
    );
  };
  if (told === 'done') return <Told at={at} />;
  return (
    <Card title={notMe.title} hint={notMe.text}>
      {told !== 'not-yet' && told !== 'sending' && (
        <Banner tone="bad" alert>
          {problem[told]}
        </Banner>
      )}
      <button type="button" class="button" aria-disabled={told === 'sending'} onClick={tell}>
        {notMe.button}
      </button>
      <Slow on={told === 'sending'} />
    </Card>
  );
}

function Told({ at }: { at: string }) {
  const { notMe, ask } = useEndedWords();
  return (
    <>
      <Done focus>
        <Banner tone="warn" title={notMe.doneTitle}>
          {notMe.done}
        </Banner>
      </Done>
      <Message title={notMe.call} hint={ask.hint} text={notMe.message(at)} said={ask} />
    </>
  );
}
