/** A holder of the real link who comes too late: what happened, when, and what to do about it. */

import { useState } from 'preact/hooks';
import { baseUrl } from '../../base.ts';
import type { State } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Opening, tellSender, type View } from '../../handover.ts';
import { Banner } from '../../parts/banner.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Card, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { Finish } from './finish.tsx';
import type { Held } from './state.ts';
import { useEndedWords } from './words.ts';

export function Ended({ held, view }: { held: Held; view: View }) {
  const words = useEndedWords();
  // A sealed one is never shown here; should its state have moved, 'claimed' says the right thing.
  const state = view.state === 'sealed' ? 'claimed' : view.state;
  const at = view.claimed_at ?? view.ended_at ?? view.expires_at;
  const taken = state === 'claimed' || state === 'opened';
  return (
    <>
      <Heading focus>{words.ended[state].title}</Heading>
      <p class="lead">{fill(words.ended[state].text, { at: <Time at={at} /> })}</p>
      {ASKABLE.has(state) && <AskAgain />}
      {taken && (
        <div class="stack">
          <NotMe opening={held.opening} />
          <Finish link={held.link} finished={view.finished_at !== undefined} />
        </div>
      )}
    </>
  );
}

/** Ended unread, and not because the sender wanted that. */
const ASKABLE: ReadonlySet<State> = new Set(['expired', 'destroyed', 'lost']);

function AskAgain() {
  const { ask } = useEndedWords();
  return (
    <div class="stack">
      <p>
        <CopyButton look="" label={ask.button} what={ask.thing} text={ask.text(`${baseUrl()}/`)} />
      </p>
    </div>
  );
}

function NotMe({ opening }: { opening: Opening }) {
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
  if (told === 'done')
    return (
      <Banner tone="warn" title={notMe.title} alert>
        {notMe.done}
      </Banner>
    );
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
    </Card>
  );
}
