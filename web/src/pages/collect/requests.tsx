/** The requests made in this browser, where each stands, and what can be done with it. */

import { useEffect, useState } from 'preact/hooks';
import { clock } from '../../format.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Card } from '../../parts/text.tsx';
import { Slow } from '../../parts/waiting.tsx';
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
  const [requests, read] = useListed();
  const standings = useStandings(requests);
  const sorted = inOrder(requests, standings);
  const drop = (request: MadeHere) => {
    const at = sorted.indexOf(request);
    const next = sorted[at + 1] ?? sorted[at - 1];
    forgetRequest(request.link);
    const left = read();
    announce(mine.forgotten);
    const index = left.findIndex(({ link }) => link === next?.link);
    focusSoon(index < 0 ? HOME : moreId(index));
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
          <Bar {...standings} onRefresh={() => standings.again(read())} />
          <ul class="requests">
            {sorted.map((request) => (
              <Entry
                key={request.link}
                id={moreId(requests.indexOf(request))}
                request={request}
                standing={standings.of(request)}
                onTold={(standing) => {
                  standings.tell(request, standing);
                  read();
                }}
                onAsk={() => standings.ask(request)}
                onForget={() => drop(request)}
              />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

/** Read anew when another tab changed them, and when the page comes back into view. */
function useListed(): [requests: MadeHere[], read: () => MadeHere[]] {
  const [requests, set] = useState(listed);
  const read = () => {
    const left = listed();
    set(left);
    return left;
  };
  useEffect(() => {
    const seen = () => document.visibilityState === 'visible' && read();
    addEventListener('storage', read);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('storage', read);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  return [requests, read];
}

/** What there is to do first: to collect, to finish, to wait for; then what is over. */
function inOrder(requests: readonly MadeHere[], { of }: Standings): MadeHere[] {
  const rank = (request: MadeHere) => {
    const standing = of(request) ?? 'pending';
    if (standing === 'answered') return 0;
    if (standing === 'claimed' || standing === 'opened') return 1;
    return standing === 'pending' ? 2 : 3;
  };
  return [...requests].sort((one, other) => rank(one) - rank(other));
}

function Bar({ looked, problem, busy, onRefresh }: Standings & { onRefresh: () => void }) {
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
        <button type="button" class="button small" aria-disabled={busy} onClick={onRefresh}>
          {mine.refresh}
        </button>
      </div>
      <Slow on={busy} />
    </>
  );
}

/** Only links of requests are followed, whoever wrote them there. */
function listed(): MadeHere[] {
  return requestsMadeHere().filter(({ link, collect }) => {
    try {
      parseRequestLink(link);
      if (collect !== null) parseCollectLink(collect);
      return true;
    } catch (error) {
      if (error instanceof LinkRefused) return false;
      throw error;
    }
  });
}
