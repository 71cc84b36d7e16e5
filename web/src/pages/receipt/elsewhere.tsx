/** The page without a receipt to show: none given, a wrong link, nothing there; and what this device remembers. */

import { remembered } from '../../memory.ts';
import { PasteLink } from '../../parts/pastelink.tsx';
import { Heading, Time } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import type { MineWords } from '../../words/en/mine.ts';
import { Memories } from './memories.tsx';
import type { Absent } from './state.ts';
import { useMineWords } from './words.ts';

type Props = { state: Absent; turn: number; onPasted: (text: string) => void };

export function Elsewhere({ state, turn, onPasted }: Props) {
  const words = useMineWords();
  const { title, text } = saidOf(words, state);
  const paste = <PasteLink onPasted={onPasted} />;
  // Who came without a link looks for one of these; who came with one has it nearly.
  const listed = state.at === 'none' && remembered().length > 0;
  return (
    <>
      <Heading focus={turn}>{title}</Heading>
      <p class="lead">{text}</p>
      {state.at === 'nothing' && state.since && (
        <p class="lead">{fill(words.nothing.since, { at: <Time at={state.since} /> })}</p>
      )}
      <div class="stack">
        {!listed && paste}
        <Memories />
        {listed && paste}
      </div>
    </>
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
