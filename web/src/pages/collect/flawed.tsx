/** A request or an answer that cannot be trusted: what is wrong, that nothing was opened, what to do. */

import type { Collecting, RequestFlaw, Seen } from '../../collecting/request.ts';
import { Heading } from '../../parts/text.tsx';
import type { CollectedWords } from '../../words/en/collected.ts';
import { AskAgain, beforeOf, ToList } from './again.tsx';
import { Withdraw } from './withdraw.tsx';
import { useCollectedWords } from './words.ts';

type Props = {
  flaw: RequestFlaw;
  collecting: Collecting;
  seen: Seen | null;
  focus: boolean;
  /** There is something else to look at. */
  onLook: () => void;
};

export function Flawed({ flaw, collecting, seen, focus, onLook }: Props) {
  const words = useCollectedWords();
  const said = words.flaw[saidOf(flaw)];
  const before = beforeOf(seen?.asked ?? null);
  return (
    <>
      <Heading focus={focus}>{said.title}</Heading>
      <p class="lead">{said.text}</p>
      <div class="stack">
        {flaw !== 'update' && (
          <div class="buttons">
            <Withdraw withdraw={() => collecting.withdraw()} onDone={onLook} />
            <AskAgain before={before} />
          </div>
        )}
        <ToList onList={onLook} />
      </div>
    </>
  );
}

function saidOf(flaw: RequestFlaw): keyof CollectedWords['flaw'] {
  if (flaw === 'update' || flaw === 'wraps' || flaw === 'wrap') return flaw;
  return flaw === 'unknown-key' ? 'key' : 'changed';
}
