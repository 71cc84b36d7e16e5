/** After the erasing, or where what came cannot be read. */

import { ClearedPage } from '../../opening/cleared.tsx';
import type { How } from '../../opening/state.ts';
import { Heading } from '../../parts/text.tsx';
import { AskAgain, beforeOf, ToList } from './again.tsx';
import { finish } from './over.ts';
import type { Held } from './state.ts';
import { useCollectedWords } from './words.ts';

export function Cleared({ how, held, onList }: { how: How; held: Held; onList: () => void }) {
  const { cleared } = useCollectedWords();
  return (
    <>
      <ClearedPage how={how} said={cleared} finish={() => finish(held.collecting)} />
      {(how === 'erased' || how === 'unconfirmed') && (
        <div class="stack">
          <ToList onList={onList} />
        </div>
      )}
    </>
  );
}

export function DamagedPage({
  held,
  reported,
  onList,
}: {
  held: Held;
  reported: boolean;
  onList: () => void;
}) {
  const { damaged } = useCollectedWords();
  return (
    <>
      <Heading focus>{damaged.title}</Heading>
      <p class="lead">{reported ? damaged.text : damaged.unreported}</p>
      <div class="stack">
        <p>
          <AskAgain look="primary" before={beforeOf(held.seen.asked)} />
        </p>
        <ToList onList={onList} />
      </div>
    </>
  );
}
