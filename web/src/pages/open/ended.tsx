/** A holder of the real link who comes too late: what happened, when, and what to do about it. */

import { moment } from '../../format.ts';
import { finish, type View } from '../../handover.ts';
import { Finish } from '../../opening/finish.tsx';
import { Card, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { Ask } from './ask.tsx';
import { NotMe } from './notme.tsx';
import type { Held } from './state.ts';
import { useEndedWords } from './words.ts';

export function Ended({ held, view }: { held: Held; view: View }) {
  const words = useEndedWords();
  // A sealed one is never shown here; should its state have moved, 'claimed' says the right thing.
  const state = view.state === 'sealed' ? 'claimed' : view.state;
  const at = view.claimed_at ?? view.ended_at ?? view.expires_at;
  return (
    <>
      <Heading focus>{words.ended[state].title}</Heading>
      <p class="lead">{fill(words.ended[state].text, { at: <Time at={at} /> })}</p>
      <div class="stack">
        {state === 'claimed' || state === 'opened' ? (
          <Taken held={held} view={view} at={at} />
        ) : (
          <Ask why={state === 'revoked' ? 'revoked' : 'unread'} said={words.ask} />
        )}
      </div>
    </>
  );
}

function Taken({ held, view, at }: { held: Held; view: View; at: string }) {
  const { us, cleared } = useEndedWords();
  const { lang } = useTongue();
  return (
    <>
      <Card title={us.title} hint={us.text}>
        <Finish
          said={cleared}
          finished={view.finished_at !== undefined}
          finish={() => finish(held.link)}
        />
      </Card>
      <NotMe opening={held.opening} at={moment(lang, at)} />
    </>
  );
}
