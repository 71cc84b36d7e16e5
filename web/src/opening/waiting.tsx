/** Pages that must need no more code: while the server is asked, or does not answer. */

import { useEffect, useState } from 'preact/hooks';
import type { Reason } from '../explain.ts';
import { Heading } from '../parts/text.tsx';
import type { OpenWords } from '../words/en/open.ts';
import { useWords } from './words.ts';

/** Milliseconds after which whoever waits should hear why. */
const LONG = 2_000;

/** `title`: where the page does not know yet which of its titles it will have. */
export function Looking({ focus, title }: { focus: boolean; title?: string }) {
  const words = useWords();
  const [long, wait] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => wait(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Heading focus={focus}>{title ?? words.title}</Heading>
      <p class="lead" role="status">
        {long ? words.waits.asking : words.loading}
      </p>
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
      <p class="lead">{begun ? words.hurry : `${words.down.goneNot} ${words.problem[reason]}`}</p>
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
