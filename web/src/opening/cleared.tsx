/** After the erasing, or after the page was left: nothing is shown here again. */

import { Banner } from '../parts/banner.tsx';
import { Card, Heading } from '../parts/text.tsx';
import { SlowProgress } from '../parts/waiting.tsx';
import type { EndedWords } from '../words/en/ended.ts';
import { Finish } from './finish.tsx';
import type { How } from './state.ts';

type Props = {
  how: How;
  /** The words of the page. */
  said: EndedWords['cleared'];
  finish: () => Promise<void>;
};

export function ClearedPage(props: Props) {
  return props.how === 'away' ? <Away {...props} /> : <Erased {...props} />;
}

function Away({ said }: Props) {
  return (
    <>
      <Heading>{said.away}</Heading>
      <p class="lead">{said.awayLead}</p>
      <div class="stack">
        <p>
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {said.reload}
          </button>
        </p>
      </div>
    </>
  );
}

function Erased({ how, said, finish }: Props) {
  return (
    <>
      <Heading focus>{how === 'erasing' ? said.erasing : said.title}</Heading>
      <p class="lead" role="status">
        {how === 'erased' && said.lead}
      </p>
      <div class="stack">
        {how === 'unconfirmed' && (
          <Banner tone="warn" alert>
            {said.unconfirmed}
          </Banner>
        )}
        {how === 'erasing' ? (
          <SlowProgress label={said.erasingLead} />
        ) : (
          <Card title={said.finishTitle} hint={said.finishText}>
            <Finish said={said} finish={finish} />
          </Card>
        )}
      </div>
    </>
  );
}
