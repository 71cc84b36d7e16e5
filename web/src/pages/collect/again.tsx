/** The ways on from a request: to another one like it, and back to all of them. */

import { type AskedBefore, askAgain } from '../../askagain.ts';
import { isSameLink } from '../../protocol/link.ts';
import type { Asked } from '../../protocol/request.ts';
import { type MadeHere, requestsMadeHere } from '../../requests.ts';
import { dropLink, recallOpening } from '../../session.ts';
import { useWords } from './words.ts';

/** To the request page, which begins with the same; `before` is null where nobody knows it. */
export function AskAgain({
  before,
  look = '',
  name,
}: {
  before: AskedBefore | null;
  look?: string;
  name?: string;
}) {
  const words = useWords();
  return (
    <a
      class={`button ${look}`}
      href="./request"
      aria-label={name && `${words.again}: ${name}`}
      onClick={() => before && askAgain(before)}
    >
      {words.again}
    </a>
  );
}

/** What the document asked for, else what this device remembers of the tab's link. */
export function beforeOf(asked: Asked | null): AskedBefore | null {
  if (asked !== null) return { kinds: asked.ask, reference: asked.reference, lang: asked.lang };
  const known = knownHere();
  return known && beforeIn(known);
}

/** What this device remembers of the tab's link. */
export function knownHere(): MadeHere | null {
  const fragment = recallOpening()?.fragment;
  const known = requestsMadeHere().find(
    ({ collect }) => fragment && collect && isSameLink(collect, fragment),
  );
  return known ?? null;
}

export function beforeIn({ kinds, reference, lang }: MadeHere): AskedBefore {
  return { kinds, reference, lang };
}

export function ToList({ onList }: { onList: () => void }) {
  const words = useWords();
  const go = () => {
    dropLink();
    onList();
  };
  return (
    <p>
      <button type="button" class="button" onClick={go}>
        {words.yourRequests}
      </button>
    </p>
  );
}
