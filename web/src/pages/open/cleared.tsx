/** After the erasing, or after the page was left: nothing is shown here again. */

import { Banner } from '../../parts/banner.tsx';
import { Heading } from '../../parts/text.tsx';
import { Finish } from './finish.tsx';
import type { Held } from './state.ts';
import { useEndedWords } from './words.ts';

export function Cleared({ how, held }: { how: 'erased' | 'unconfirmed' | 'away'; held: Held }) {
  const { cleared } = useEndedWords();
  if (how === 'away') {
    return (
      <>
        <Heading>{cleared.away}</Heading>
        <p class="lead">{cleared.awayLead}</p>
        <div class="stack">
          <p>
            <button type="button" class="button" onClick={() => location.reload()}>
              {cleared.reload}
            </button>
          </p>
        </div>
      </>
    );
  }
  return (
    <>
      <Heading focus>{cleared.title}</Heading>
      {how === 'erased' && <p class="lead">{cleared.lead}</p>}
      <div class="stack">
        {how === 'unconfirmed' && <Banner tone="warn">{cleared.unconfirmed}</Banner>}
        <Finish link={held.link} />
      </div>
    </>
  );
}
