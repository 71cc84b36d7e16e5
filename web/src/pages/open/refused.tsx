/** Pages without a bundle: each says what happened, whether anything was lost, and what to do next. */

import { baseUrl } from '../../base.ts';
import { Message } from '../../opening/message.tsx';
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
import { Ask } from './ask.tsx';
import { useRefusedWords } from './words.ts';

type Props = {
  reason: Refusal;
  found: LinkKind | null;
  input: string;
  focus: boolean;
  onPasted: (link: string) => void;
};

export function Refused({ reason, found, input, focus, onPasted }: Props) {
  const words = useRefusedWords();
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
          <>
            <Message {...words.wrongKind.receipt.message} hint={words.ask.hint} said={words.ask} />
            <p>
              <a class="button" href={receipt}>
                {words.wrongKind.receipt.go}
              </a>
            </p>
          </>
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

/** The server knows nothing of this link, or will not say. */
export function Nothing({ since, focus }: { since: string | null; focus: boolean }) {
  const { nothing, ask } = useRefusedWords();
  return (
    <>
      <Heading focus={focus}>{nothing.title}</Heading>
      <p class="lead">{nothing.text}</p>
      {since && <p class="lead">{fill(nothing.since, { at: <Time at={since} /> })}</p>}
      <div class="stack">
        <Ask why="nothing" said={ask} />
      </div>
    </>
  );
}

/** This tab has opened its link before; what it showed is gone. */
export function Past({ onPasted }: { onPasted: (link: string) => void }) {
  const { past, ask } = useRefusedWords();
  return (
    <>
      <Heading focus>{past.title}</Heading>
      <p class="lead">{past.text}</p>
      <div class="stack">
        <Ask why="again" said={ask} />
        <PasteLink label={past.paste} onPasted={onPasted} />
      </div>
    </>
  );
}

/** The answer of this tab's own opening was lost, and nothing is kept of it. */
export function Unheard({ since }: { since: string }) {
  const { unheard, ask } = useRefusedWords();
  return (
    <>
      <Heading focus>{unheard.title}</Heading>
      <p class="lead">{fill(unheard.text, { at: <Time at={since} /> })}</p>
      <div class="stack">
        <Ask why="again" said={ask} />
      </div>
    </>
  );
}

export function Damaged({ reported }: { reported: boolean }) {
  const { damaged, ask } = useRefusedWords();
  return (
    <>
      <Heading focus>{damaged.title}</Heading>
      <p class="lead">{reported ? damaged.text : damaged.unreported}</p>
      <div class="stack">
        <Ask why="damaged" said={ask} />
      </div>
    </>
  );
}
