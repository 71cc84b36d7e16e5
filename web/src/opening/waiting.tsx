/** Pages that must need no more code: while the server is asked, or does not answer. */

import type { Reason } from '../explain.ts';
import { Down as DownPage, Waiting } from '../parts/waiting.tsx';
import { useWords } from './words.ts';

/** `title`: where the page does not know yet which of its titles it will have. */
export function Looking({ focus, title }: { focus: boolean; title?: string }) {
  const words = useWords();
  return <Waiting focus={focus} title={title ?? words.title} slow={words.waits.asking} />;
}

type DownProps = { reason: Reason; begun: boolean; onRetry: () => void };

/** `begun`: an open was sent before, so what it took away from others waits for this tab. */
export function Down({ begun, ...rest }: DownProps) {
  const { hurry, notOpened } = useWords();
  return <DownPage {...rest} focus {...(begun ? { lead: hurry } : { not: notOpened })} />;
}
