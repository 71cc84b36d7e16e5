/** What to close when support is done. It has names of kinds, from this device alone, and never a value. */

import { Banner } from '../parts/banner.tsx';
import { Remind } from '../parts/remind.ts';
import { Card } from '../parts/text.tsx';
import type { KindId } from '../protocol/kind.ts';
import type { Ticks } from './ticks.ts';
import { useCloseWords } from './words.ts';

type Props = {
  ticks: Ticks;
  finished: boolean;
  /** What the list is where this device does not know what was shared. */
  unknown?: string;
};

export function Checklist({ ticks, finished, unknown }: Props) {
  const words = useCloseWords();
  const { known, steps, closed, all, tick } = ticks;
  return (
    <Card
      title={all ? words.past : finished ? words.title : words.later}
      hint={known === null ? (unknown ?? words.generic) : words.hint}
    >
      <ul class="ticks">
        {steps.map((kind) => (
          <Tick key={kind} kind={kind} on={closed.includes(kind)} onTick={tick} />
        ))}
      </ul>
      {all && <Banner tone="calm">{words.all}</Banner>}
      <p class="hint unprinted">
        {known === null
          ? words.unkept
          : `${words.count(steps.filter((kind) => closed.includes(kind)).length, steps.length)} ${words.kept}`}
      </p>
      {!all && <Remind />}
    </Card>
  );
}

type TickProps = { kind: KindId; on: boolean; onTick: (kind: KindId, on: boolean) => void };

function Tick({ kind, on, onTick }: TickProps) {
  const { steps } = useCloseWords();
  const id = `close-${kind}`;
  return (
    <li>
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={`${id}-where`}
        onChange={(event) => onTick(kind, event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{steps[kind].do}</label>
        <p id={`${id}-where`} class="hint">
          {steps[kind].where}
        </p>
      </div>
    </li>
  );
}
