/** After the erasing, or after the page was left: nothing is shown here again. */

import { Banner } from '../../parts/banner.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Card, Heading } from '../../parts/text.tsx';
import { Finish } from './finish.tsx';
import type { Held, How } from './state.ts';
import { useEndedWords } from './words.ts';

export function Cleared({ how, held }: { how: How; held: Held }) {
  return how === 'away' ? <Away /> : <Erased how={how} held={held} />;
}

function Away() {
  const { cleared } = useEndedWords();
  return (
    <>
      <Heading>{cleared.away}</Heading>
      <p class="lead">{cleared.awayLead}</p>
      <div class="stack">
        <p>
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {cleared.reload}
          </button>
        </p>
      </div>
    </>
  );
}

function Erased({ how, held }: { how: How; held: Held }) {
  const { cleared } = useEndedWords();
  return (
    <>
      <Heading focus>{how === 'erasing' ? cleared.erasing : cleared.title}</Heading>
      <p class="lead" role="status">
        {how === 'erased' && cleared.lead}
      </p>
      <div class="stack">
        {how === 'unconfirmed' && (
          <Banner tone="warn" alert>
            {cleared.unconfirmed}
          </Banner>
        )}
        {how === 'erasing' ? (
          <Progress label={cleared.erasingLead} fraction={null} />
        ) : (
          <Card title={cleared.finishTitle} hint={cleared.finishText}>
            <Finish link={held.link} />
          </Card>
        )}
      </div>
    </>
  );
}
