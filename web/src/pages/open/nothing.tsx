/** Pages that must need no more code: while the server is asked, does not answer, or knows nothing. */

import type { Reason } from '../../explain.ts';
import { Heading, Time } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import type { OpenWords } from '../../words/en/open.ts';
import { useWords } from './words.ts';

export function Looking({ focus }: { focus: boolean }) {
  const words = useWords();
  return (
    <>
      <Heading focus={focus}>{words.title}</Heading>
      <p class="lead" role="status">
        {words.loading}
      </p>
    </>
  );
}

export function Nothing({ since, focus }: { since: string | null; focus: boolean }) {
  const { nothing } = useWords();
  return (
    <>
      <Heading focus={focus}>{nothing.title}</Heading>
      <p class="lead">{nothing.text}</p>
      {since && <p class="lead">{fill(nothing.since, { at: <Time at={since} /> })}</p>}
      <p class="lead">{nothing.next}</p>
    </>
  );
}

/** `begun`: an open was sent before, so what it took away from others waits for this tab. */
export function Down({
  reason,
  begun,
  onRetry,
}: {
  reason: Reason;
  begun: boolean;
  onRetry: () => void;
}) {
  const words = useWords();
  return (
    <>
      <Heading focus>{downTitle(reason, words)}</Heading>
      <p class="lead">{begun ? words.hurry : `${words.problem[reason]} ${words.down.goneNot}`}</p>
      <div class="stack">
        <p>
          <button type="button" class="button primary" onClick={onRetry}>
            {words.tryAgain}
          </button>
        </p>
      </div>
    </>
  );
}

function downTitle(reason: Reason, { down }: OpenWords): string {
  if (reason === 'offline' || reason === 'unreachable') return down.title;
  return reason === 'browser' ? down.browser : down.refused;
}
