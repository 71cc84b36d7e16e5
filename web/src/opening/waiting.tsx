/** Pages that must need no more code: while the server is asked, or does not answer. */

import { useEffect, useState } from 'preact/hooks';
import type { Reason } from '../explain.ts';
import { Heading } from '../parts/text.tsx';
import { Down as DownPage } from '../parts/waiting.tsx';
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

type DownProps = { reason: Reason; begun: boolean; onRetry: () => void };

/** `begun`: an open was sent before, so what it took away from others waits for this tab. */
export function Down({ begun, ...rest }: DownProps) {
  const { hurry, notOpened } = useWords();
  return <DownPage {...rest} focus {...(begun ? { lead: hurry } : { not: notOpened })} />;
}
