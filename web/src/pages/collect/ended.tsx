/** A holder of the collect link who comes too late: what happened, when, and what to do about it. */

import { useState } from 'preact/hooks';
import type { CollectorView } from '../../collecting/request.ts';
import { moment } from '../../format.ts';
import { Done } from '../../opening/done.tsx';
import { Finish } from '../../opening/finish.tsx';
import { Message } from '../../opening/message.tsx';
import { Card, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import type { CollectSecret } from '../../protocol/requestlink.ts';
import type { CollectedWords } from '../../words/en/collected.ts';
import { AskAgain, beforeOf, ToList } from './again.tsx';
import { AskedCard } from './asked.tsx';
import { finish } from './over.ts';
import type { Held } from './state.ts';
import { useCollectedWords } from './words.ts';

export function Ended({ held, onList }: { held: Held; onList: () => void }) {
  const words = useCollectedWords();
  const { view, asked } = held.seen;
  const said = saidOf(view);
  const { title, text } = words.ended[said];
  const at = view.claimed_at ?? view.ended_at ?? view.expires_at;
  const taken = said === 'claimed' || said === 'opened';
  return (
    <>
      <Heading focus>{title}</Heading>
      <p class="lead">{fill(text, { at: <Time at={at} /> })}</p>
      <div class="stack">
        {taken ? (
          <Taken held={held} at={at} />
        ) : (
          <p>
            <AskAgain look="primary" before={beforeOf(asked)} />
          </p>
        )}
        <AskedCard held={held} />
        <ToList onList={onList} />
      </div>
    </>
  );
}

function saidOf({ state, answered_at }: CollectorView): keyof CollectedWords['ended'] {
  if (state === 'expired') return answered_at ? 'expired' : 'unanswered';
  if (state === 'revoked') return answered_at ? 'revoked' : 'withdrawn';
  // One that is open is never shown here; should its state have moved, 'claimed' says the right thing.
  return state === 'pending' || state === 'answered' ? 'claimed' : state;
}

function Taken({ held, at }: { held: Held; at: string }) {
  const { us, cleared } = useCollectedWords();
  const { lang } = useTongue();
  const { collecting, seen } = held;
  return (
    <>
      <Card title={us.title} hint={us.text}>
        <Finish
          said={cleared}
          finished={seen.view.finished_at !== undefined}
          finish={() => finish(collecting)}
        />
      </Card>
      <NotUs at={moment(lang, at)} linked={collecting.link.key} />
    </>
  );
}

/** Nothing is told to the server: the merchant's page shows the opening already, and its time. `at`: as the reader reads it. */
function NotUs({ at, linked }: { at: string; linked: CollectSecret['key'] }) {
  const { notUs } = useCollectedWords();
  const [said, say] = useState(false);
  if (said)
    return (
      <Done focus>
        <Message title={notUs.call} hint={notUs.hint} text={notUs.message(at)} said={notUs} />
      </Done>
    );
  return (
    <Card title={notUs.title} hint={notUs.text.replace('{who}', notUs.who[linked])}>
      <button type="button" class="button" onClick={() => say(true)}>
        {notUs.button}
      </button>
    </Card>
  );
}
