/** The page without a request to collect: no link, a wrong one, nothing there; and the requests made in this browser. */

import { useState } from 'preact/hooks';
import { baseUrl } from '../../base.ts';
import { emptied } from '../../emptied.ts';
import { PasteLink } from '../../parts/pastelink.tsx';
import { Heading, Time } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import { LinkRefused, parseShareLink, shareLink } from '../../protocol/link.ts';
import { keptTeamKeys } from '../../teamkeys.ts';
import type { RequestsWords } from '../../words/en/requests.ts';
import { AskAgain, beforeIn, knownHere } from './again.tsx';
import { KeptKeys } from './later.ts';
import { Requests } from './requests.tsx';
import type { Found } from './state.ts';
import { useRequestsWords } from './words.ts';

type Absent = Extract<Found, { at: 'list' | 'past' | 'refused' | 'nothing' }>;

type Props = { found: Absent; focus: boolean; onPasted: (link: string) => void };

export function Elsewhere({ found, focus, onPasted }: Props) {
  const words = useRequestsWords();
  const known = found.at === 'nothing' ? knownHere() : null;
  const gone = found.at === 'nothing' && known ? emptied(found.since, known) : null;
  const { title, text } = gone === null ? saidOf(words, found) : words.emptied;
  const share = found.at === 'refused' ? shareIn(found.input) : null;
  const [keys] = useState(() => keptTeamKeys().length > 0);
  const paste = <PasteLink label={words.paste} onPasted={onPasted} />;
  // Who came with a link has the right one nearly at hand.
  const first = found.at === 'refused' || found.at === 'nothing';
  return (
    <>
      <Heading focus={focus || found.at === 'past'}>{title}</Heading>
      <p class="lead">{gone === null ? text : fill(text, { at: <Time at={gone} /> })}</p>
      {gone === null && found.at === 'nothing' && found.since && (
        <p class="lead">{fill(words.nothing.since, { at: <Time at={found.since} /> })}</p>
      )}
      <div class="stack">
        {share && (
          <p>
            <a class="button primary" href={share}>
              {words.wrongKind.share.go}
            </a>
          </p>
        )}
        {known && gone !== null && (
          <p>
            <AskAgain look="primary" before={beforeIn(known)} />
          </p>
        )}
        {first && paste}
        <Requests />
        {!first && paste}
        {(keys || found.at === 'list') && <KeptKeys />}
      </div>
    </>
  );
}

/** The share link in a text, or null. */
function shareIn(text: string): string | null {
  try {
    const { key, passphrase } = parseShareLink(text);
    return shareLink(baseUrl(), key, passphrase);
  } catch (error) {
    if (error instanceof LinkRefused) return null;
    throw error;
  }
}

function saidOf(words: RequestsWords, found: Absent): { title: string; text: string } {
  switch (found.at) {
    case 'list':
      return { title: words.title, text: words.lead };
    case 'past':
      return words.past;
    case 'nothing':
      return words.nothing;
    case 'refused':
      return found.reason === 'wrong-kind'
        ? words.wrongKind[
            found.found === 'share' || found.found === 'request' ? found.found : 'other'
          ]
        : words.refused[found.reason];
  }
}
