/** One receipt: how it stands, what happened, and what the sender can do now. */

import { useEffect, useRef } from 'preact/hooks';
import type { Receipt } from '../../client.ts';
import { useKeptFocus } from '../../following/focus.ts';
import { Revoke } from '../../following/revoke.tsx';
import { type Ticks, useTicks } from '../../following/ticks.ts';
import { Timeline, useAfter } from '../../following/timeline.tsx';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Badge, Heading, Time } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import { erasedAfter, timeline } from '../../timeline.ts';
import { Checklist, Late, NotThem, SealAgain } from './later.ts';
import { isTaken, type Said, saidAt, saidOf } from './said.ts';
import type { Looking, Shown as State } from './state.ts';
import { useWords } from './words.ts';

type Props = { state: State; turn: number; looking: Looking };

export function Shown({ state, turn, looking }: Props) {
  const words = useWords();
  const after = useAfter();
  const { receipt } = state;
  const ticks = useTicks(receipt.id);
  const said = saidOf(receipt, ticks.all);
  const { badge, title, text } = words.state[said];
  useSpoken(said, receipt.late_attempts, turn);
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
      <Parts state={state} ticks={ticks} looking={looking} />
    </>
  );
}

type PartsProps = { state: State; ticks: Ticks; looking: Looking };

/** Keys keep what stays: the page may change while the reader is in it. */
function Parts({ state, ticks, looking }: PartsProps) {
  const words = useWords();
  const { link, receipt, tooLate } = state;
  const sealed = receipt.state === 'sealed';
  const taken = isTaken(receipt);
  const finished = receipt.finished_at !== undefined;
  useKeptFocus(`${receipt.state} ${finished}`);
  const checklist = taken && <Checklist key="close" ticks={ticks} finished={finished} />;
  return (
    <div class="stack">
      {tooLate && (
        <Banner tone="warn" alert>
          {words.revoke.tooLate}
        </Banner>
      )}
      {receipt.late_attempts > 0 && <Late key="late" count={receipt.late_attempts} taken={taken} />}
      {finished && checklist}
      <Timeline key="timeline" {...state} steps={timeline(receipt)} onLook={looking.again}>
        <p class="hint">{fill(words.until, { at: <Time at={receipt.receipt_until} /> })}</p>
      </Timeline>
      {sealed && <Revoke key="revoke" link={link} onHold={looking.hold} onDone={looking.anew} />}
      {((!sealed && !taken) || receipt.readable === false) && (
        <SealAgain
          key="again"
          kinds={ticks.known?.kinds ?? []}
          wanted={WANTED.has(receipt.state)}
        />
      )}
      {!finished && checklist}
      {taken && !finished && !ticks.all && receipt.late_attempts === 0 && <NotThem key="not" />}
    </div>
  );
}

/** Ended against the sender's will, and nothing else comes first. */
const WANTED: ReadonlySet<Receipt['state']> = new Set(['opened', 'claimed', 'expired', 'lost']);

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
function useSpoken(said: Said, late: number, turn: number): void {
  const { state, step, times } = useWords();
  const last = useRef({ said, late, turn });
  useEffect(() => {
    const before = last.current;
    last.current = { said, late, turn };
    if (before.turn !== turn) return;
    if (before.said !== said) announce(state[said].title);
    else if (before.late !== late) announce(`${step.late}: ${times(late)}`);
  }, [said, late, turn]);
}
