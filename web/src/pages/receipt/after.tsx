/** What the sender does once it is opened or over: close the access, or seal again. */

import type { ComponentChildren } from 'preact';
import type { Receipt } from '../../client.ts';
import { sealAgain } from '../../memory.ts';
import { Banner } from '../../parts/banner.tsx';
import type { KindId } from '../../protocol/kind.ts';
import { Checklist } from './checklist.tsx';
import { isTaken } from './said.ts';
import type { Ticks } from './ticks.ts';
import { useCloseWords } from './words.ts';

type Props = {
  receipt: Receipt;
  ticks: Ticks;
  /** Its place depends on what is to be done first. */
  timeline: ComponentChildren;
};

export function After({ receipt, ticks, timeline }: Props) {
  const words = useCloseWords();
  const taken = isTaken(receipt);
  const finished = receipt.finished_at !== undefined;
  const checklist = taken && <Checklist key="close" ticks={ticks} finished={finished} />;
  return (
    <>
      {receipt.late_attempts > 0 && (
        <Banner tone={taken ? 'bad' : 'warn'} title={words.late.title(receipt.late_attempts)}>
          {taken ? words.late.taken : words.late.unread}
        </Banner>
      )}
      {finished && checklist}
      <div key="timeline">{timeline}</div>
      {(!taken || receipt.readable === false) && <SealAgain kinds={ticks.known?.kinds ?? []} />}
      {!finished && checklist}
      {taken && !finished && !ticks.all && <Banner tone="warn">{words.notThem}</Banner>}
    </>
  );
}

function SealAgain({ kinds }: { kinds: readonly KindId[] }) {
  const { again } = useCloseWords();
  return (
    <div class="unprinted">
      <a class="button primary" href="./" onClick={() => sealAgain(kinds)}>
        {again.button}
      </a>
      {kinds.length > 0 && <p class="hint after">{again.hint}</p>}
    </div>
  );
}
