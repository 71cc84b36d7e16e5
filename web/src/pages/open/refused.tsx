/** Pages without a bundle: each says what happened, whether anything was lost, and what to do next. */

import { useState } from 'preact/hooks';
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
import { useWords } from './words.ts';

export function Looking() {
  const words = useWords();
  return (
    <>
      <Heading>{words.title}</Heading>
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
  onPasted: (link: string) => void;
};

export function Refused({ reason, found, input, onPasted }: Props) {
  const words = useWords();
  const said =
    reason === 'wrong-kind'
      ? words.wrongKind[found === 'receipt' ? 'receipt' : 'other']
      : words.refused[reason];
  const [receipt] = useState(() => receiptIn(input));
  return (
    <>
      <Heading>{said.title}</Heading>
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

export function Nothing({ since }: { since: string | null }) {
  const { nothing } = useWords();
  return (
    <>
      <Heading>{nothing.title}</Heading>
      <p class="lead">{nothing.text}</p>
      {since && <p class="lead">{fill(nothing.since, { at: <Time at={since} /> })}</p>}
      <p class="lead">{nothing.next}</p>
    </>
  );
}

export function Down({ reason, onRetry }: { reason: Reason; onRetry: () => void }) {
  const words = useWords();
  return (
    <>
      <Heading focus>{words.down.title}</Heading>
      <p class="lead">
        {words.problem[reason]} {words.down.goneNot}
      </p>
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

export function Damaged() {
  const { damaged } = useWords();
  return (
    <>
      <Heading focus>{damaged.title}</Heading>
      <p class="lead">{damaged.text}</p>
    </>
  );
}
