/** One receipt: how it stands, what happened, and what the sender can do now. */

import { useEffect, useRef } from 'preact/hooks';
import { remembered } from '../../memory.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Badge, Heading, Time, useTitle } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import { erasedAfter } from '../../timeline.ts';
import { After } from './later.ts';
import { Revoke } from './revoke.tsx';
import { type Said, saidAt, saidOf } from './said.ts';
import type { Looking, Shown as State } from './state.ts';
import { useTicks } from './ticks.ts';
import { Timeline, useAfter } from './timeline.tsx';
import { useWords } from './words.ts';

type Props = { state: State; turn: number; looking: Looking };

export function Shown({ state, turn, looking }: Props) {
  const words = useWords();
  const after = useAfter();
  const { link, receipt, tooLate } = state;
  const ticks = useTicks(receipt.id);
  const said = saidOf(receipt, ticks.all);
  const { badge, title, text } = words.state[said];
  useTitle(title);
  useSpoken(said, title, turn);
  const timeline = <Timeline {...state} onLook={looking.again} />;
  return (
    <>
      <Badge tone={TONES[said]}>{badge}</Badge>
      <Heading focus={turn}>{title}</Heading>
      <p class="lead">
        {fill(text, {
          at: <Time at={saidAt(said, receipt)} />,
          after: after(erasedAfter(receipt)),
        })}
      </p>
      <div class="stack">
        {tooLate && (
          <Banner tone="warn" alert>
            {words.revoke.tooLate}
          </Banner>
        )}
        {receipt.state === 'sealed' ? (
          <>
            {timeline}
            <Revoke link={link} onHold={looking.hold} onDone={looking.anew} />
          </>
        ) : (
          <After receipt={receipt} ticks={ticks} timeline={timeline} />
        )}
        <p class="hint">{fill(words.until, { at: <Time at={receipt.receipt_until} /> })}</p>
        {remembered().length > (ticks.known ? 1 : 0) && (
          <p class="unprinted">
            <a href="./receipt">{words.others}</a>
          </p>
        )}
      </div>
    </>
  );
}

const TONES: Readonly<Record<Said, 'calm' | 'warn' | 'bad'>> = {
  sealed: 'calm',
  claimed: 'calm',
  opened: 'calm',
  unreadable: 'bad',
  finished: 'warn',
  closed: 'calm',
  expired: 'warn',
  revoked: 'warn',
  destroyed: 'bad',
  lost: 'bad',
};

/** What changes without a press is spoken, and takes no focus; after a press the focus says it. */
function useSpoken(said: Said, title: string, turn: number): void {
  const last = useRef({ said, turn });
  useEffect(() => {
    if (last.current.said !== said && last.current.turn === turn) announce(title);
    last.current = { said, turn };
  }, [said, turn]);
}
