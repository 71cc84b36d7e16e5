/** The page without a receipt to show: none given, a wrong link, nothing there; and what this device remembers. */

import { useState } from 'preact/hooks';
import { emptied } from '../../emptied.ts';
import { type Remembered, remembered } from '../../memory.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { PasteLink } from '../../parts/pastelink.tsx';
import { Heading, Time } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import { isSameLink } from '../../protocol/link.ts';
import type { MineWords } from '../../words/en/mine.ts';
import { SealAgain } from './later.ts';
import { Memories } from './memories.tsx';
import type { Absent } from './state.ts';
import { useMineWords } from './words.ts';

type Props = { state: Absent; turn: number; onPasted: (text: string) => void };

export function Elsewhere({ state, turn, onPasted }: Props) {
  const words = useMineWords();
  const known = state.at === 'nothing' ? knownHere() : null;
  const gone = state.at === 'nothing' && known ? emptied(state.since, known) : null;
  const { title, text } = gone === null ? saidOf(words, state) : words.emptied;
  const paste = <PasteLink label={words.paste} onPasted={onPasted} />;
  // Who came without a link looks for one of these; who came with one has it nearly.
  const [any] = useState(() => remembered().length > 0);
  const listed = state.at === 'none' && any;
  return (
    <>
      <Heading focus={turn}>{title}</Heading>
      <p class="lead">{gone === null ? text : fill(text, { at: <Time at={gone} /> })}</p>
      {gone === null && state.at === 'nothing' && state.since && (
        <p class="lead">{fill(words.nothing.since, { at: <Time at={state.since} /> })}</p>
      )}
      <div class="stack">
        {state.at === 'refused' && state.share && <ForSupport link={state.share} />}
        {gone !== null && <SealAgain kinds={known?.kinds ?? []} wanted />}
        {!listed && paste}
        {(any || state.at === 'none') && <Memories />}
        {listed && paste}
      </div>
    </>
  );
}

/** What this device remembers of the page's link. */
function knownHere(): Remembered | null {
  return remembered().find(({ link }) => isSameLink(link, location.hash)) ?? null;
}

/** It has been taken out of the address bar, and may be the only copy at hand. */
function ForSupport({ link }: { link: string }) {
  const { share } = useMineWords().wrongKind;
  return (
    <p>
      <CopyButton look="primary" label={share.copy} what={share.title} text={link} />
    </p>
  );
}

function saidOf(words: MineWords, state: Absent): { title: string; text: string } {
  switch (state.at) {
    case 'none':
      return { title: words.title, text: words.lead };
    case 'nothing':
      return words.nothing;
    case 'refused':
      return state.reason === 'wrong-kind'
        ? words.wrongKind[state.found === 'share' ? 'share' : 'other']
        : words.refused[state.reason];
  }
}
