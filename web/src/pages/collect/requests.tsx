/** The requests made in this browser, where each stands, and what can be done with it. */

import { useState } from 'preact/hooks';
import { clock } from '../../format.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { LinkRefused } from '../../protocol/link.ts';
import { parseCollectLink, parseRequestLink } from '../../protocol/requestlink.ts';
import { forgetRequest, type MadeHere, requestsMadeHere } from '../../requests.ts';
import { Entry } from './entry.tsx';
import { type Standings, useStandings } from './standing.ts';
import { useRequestsWords } from './words.ts';

const HOME = 'requests';
const moreId = (index: number) => `request-${index}`;

export function Requests() {
  const { mine } = useRequestsWords();
  const [requests, set] = useState(listed);
  const standings = useStandings(requests);
  const drop = (index: number, { link }: MadeHere) => {
    forgetRequest(link);
    const left = listed();
    set(left);
    announce(mine.forgotten);
    focusSoon(left.length === 0 ? HOME : moreId(Math.min(index, left.length - 1)));
  };
  const none = requests.length === 0;
  return (
    <Card>
      <div id={HOME} tabIndex={-1}>
        <h2>{mine.title}</h2>
        <p class="hint">{none ? mine.none : mine.hint}</p>
      </div>
      {none ? (
        <p>
          <a class="button primary" href="./request">
            {mine.make}
          </a>
        </p>
      ) : (
        <>
          <Bar {...standings} />
          <ul class="requests">
            {requests.map((request, index) => (
              <Entry
                key={request.link}
                id={moreId(index)}
                request={request}
                standing={standings.known.get(request.collect)}
                onChanged={standings.again}
                onForget={() => drop(index, request)}
              />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Bar({ looked, problem, again }: Standings) {
  const { mine } = useRequestsWords();
  const { lang, common } = useTongue();
  return (
    <>
      {problem && (
        <Banner tone="bad" alert>
          {common.problem[problem]}
        </Banner>
      )}
      <div class="bar">
        <span class="hint">{looked && mine.looked(clock(lang, looked))}</span>
        <button type="button" class="button small" onClick={again}>
          {mine.refresh}
        </button>
      </div>
    </>
  );
}

/** Only links of requests are followed, whoever wrote them there. */
function listed(): MadeHere[] {
  return requestsMadeHere().filter(({ link, collect }) => {
    try {
      parseRequestLink(link);
      parseCollectLink(collect);
      return true;
    } catch (error) {
      if (error instanceof LinkRefused) return false;
      throw error;
    }
  });
}
