/** The page without a receipt to show: none given, a wrong link, nothing there, no server; and what this device remembers. */

import { useState } from 'preact/hooks';
import type { Reason } from '../../explain.ts';
import { list } from '../../format.ts';
import { kindLabel } from '../../labels.ts';
import { forget, type Remembered, remembered } from '../../memory.ts';
import { announce } from '../../parts/announce.tsx';
import { PasteLink } from '../../parts/pastelink.tsx';
import { Card, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { type LinkKind, LinkRefused, parseReceiptLink, type Refusal } from '../../protocol/link.ts';
import { useWords } from './words.ts';

type Asking = { turn: number; onPasted: (text: string) => void };

export function Mine({ turn, onPasted }: Asking) {
  const words = useWords();
  return (
    <>
      <Heading focus={turn}>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
      <div class="stack">
        <PasteLink onPasted={onPasted} />
        <Memories />
      </div>
    </>
  );
}

export function Memories() {
  const words = useWords();
  const [receipts, set] = useState(remembered);
  const drop = (receipt: Remembered) => {
    forget(receipt.link);
    set(remembered());
    announce(words.mine.forgotten);
  };
  return (
    <Card title={words.mine.title}>
      {receipts.length === 0 ? (
        <p class="hint">{words.mine.none}</p>
      ) : (
        <ul class="files">
          {receipts.map((receipt) => (
            <Memory key={receipt.link} receipt={receipt} onForget={() => drop(receipt)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Memory({ receipt, onForget }: { receipt: Remembered; onForget: () => void }) {
  const words = useWords();
  const { lang } = useTongue();
  const names = receipt.kinds.map((kind) => kindLabel(words, kind));
  const name = names.length === 0 ? words.mine.nameless : list(lang, names);
  const fragment = fragmentOf(receipt.link);
  return (
    <li>
      <span>
        <b class="strong">{name}</b>
        <br />
        <span class="hint">{fill(words.mine.sealed, { at: <Time at={receipt.created} /> })}</span>
      </span>
      {fragment && (
        <a class="button small" href={fragment} aria-label={`${words.mine.see}: ${name}`}>
          {words.mine.see}
        </a>
      )}
      <button
        type="button"
        class="button small"
        aria-label={words.mine.forgetThing(name)}
        onClick={onForget}
      >
        {words.mine.forget}
      </button>
    </li>
  );
}

/** What was stored is only followed if it is a receipt link, and only on this page. */
function fragmentOf(link: string): string | null {
  try {
    parseReceiptLink(link);
    return link.slice(link.indexOf('#'));
  } catch (error) {
    if (error instanceof LinkRefused) return null;
    throw error;
  }
}

export function Refused({
  reason,
  found,
  turn,
  onPasted,
}: Asking & { reason: Refusal; found: LinkKind | null }) {
  const words = useWords();
  const said =
    reason === 'wrong-kind'
      ? words.wrongKind[found === 'share' ? 'share' : 'other']
      : words.refused[reason];
  return (
    <>
      <Heading focus={turn}>{said.title}</Heading>
      <p class="lead">{said.text}</p>
      <div class="stack">
        <PasteLink onPasted={onPasted} />
        <Memories />
      </div>
    </>
  );
}

export function MissingReceipt({ since, turn }: { since: string | null; turn: number }) {
  const { nothing } = useWords();
  return (
    <>
      <Heading focus={turn}>{nothing.title}</Heading>
      <p class="lead">{nothing.text}</p>
      {since && <p class="lead">{fill(nothing.since, { at: <Time at={since} /> })}</p>}
      <div class="stack">
        <Memories />
      </div>
    </>
  );
}

export function Down({
  reason,
  turn,
  onRetry,
}: {
  reason: Reason;
  turn: number;
  onRetry: () => void;
}) {
  const words = useWords();
  return (
    <>
      <Heading focus={turn}>{words.down.title}</Heading>
      <p class="lead">{words.problem[reason]}</p>
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
