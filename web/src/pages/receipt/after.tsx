/** What the sender reads and does once it is opened or over. */

import { useCloseWords } from '../../following/words.ts';
import { sealAgain } from '../../memory.ts';
import { Banner } from '../../parts/banner.tsx';
import type { KindId } from '../../protocol/kind.ts';

export { Checklist } from '../../following/checklist.tsx';

/** `taken`: somebody had opened it before; else there was nothing to get. */
export function Late({ count, taken }: { count: number; taken: boolean }) {
  const { late } = useCloseWords();
  return (
    <Banner tone={taken ? 'bad' : 'warn'} title={late.title(count)}>
      {taken ? late.taken : late.unread}
    </Banner>
  );
}

export function NotThem() {
  return <Banner tone="warn">{useCloseWords().notThem}</Banner>;
}

/** `wanted`: it is what comes next. */
export function SealAgain({ kinds, wanted }: { kinds: readonly KindId[]; wanted: boolean }) {
  const { again } = useCloseWords();
  return (
    <div class="unprinted">
      <a class={`button ${wanted ? 'primary' : ''}`} href="./" onClick={() => sealAgain(kinds)}>
        {again.button}
      </a>
      {kinds.length > 0 && <p class="hint after">{again.hint}</p>}
    </div>
  );
}
