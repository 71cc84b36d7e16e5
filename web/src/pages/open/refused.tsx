/** Pages without a bundle: each says what happened, whether anything was lost, and what to do next. */

import { baseUrl } from '../../base.ts';
import type { Reason } from '../../explain.ts';
import { PasteLink } from '../../parts/pastelink.tsx';
import { Heading, Time } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import {
  type LinkKind,
  LinkRefused,
  parseReceiptLink,
  type Refusal,
  receiptLink,
} from '../../protocol/link.ts';
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

type Props = {
  reason: Refusal;
  found: LinkKind | null;
  input: string;
  focus: boolean;
  onPasted: (link: string) => void;
};

export function Refused({ reason, found, input, focus, onPasted }: Props) {
  const words = useWords();
  const said =
    reason === 'wrong-kind'
      ? words.wrongKind[found === 'receipt' ? 'receipt' : 'other']
      : words.refused[reason];
  const receipt = receiptIn(input);
  return (
    <>
      <Heading focus={focus}>{said.title}</Heading>
      <p class="lead">{said.text}</p>
      <div class="stack">
        {receipt && (
          <p>
            <a class="button" href={receipt}>
              {words.wrongKind.receipt.go}
            </a>
          </p>
        )}
        <PasteLink onPasted={onPasted} />
      </div>
    </>
  );
}

/** The receipt link in a text, or null. */
function receiptIn(text: string): string | null {
  try {
    const { id, secret } = parseReceiptLink(text);
    return receiptLink(baseUrl(), id, secret);
  } catch (error) {
    if (error instanceof LinkRefused) return null;
    throw error;
  }
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

/** This tab has opened its link before; what it showed is gone. */
export function Past({ onPasted }: { onPasted: (link: string) => void }) {
  const { past } = useWords();
  return (
    <>
      <Heading focus>{past.title}</Heading>
      <p class="lead">{past.text}</p>
      <div class="stack">
        <PasteLink onPasted={onPasted} />
      </div>
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

export function Damaged({ reported }: { reported: boolean }) {
  const { damaged } = useWords();
  return (
    <>
      <Heading focus>{damaged.title}</Heading>
      <p class="lead">{reported ? damaged.text : damaged.unreported}</p>
    </>
  );
}
