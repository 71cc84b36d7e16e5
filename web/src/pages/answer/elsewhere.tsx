/** The page without a request that can be answered: why, and what to do next. */

import { recallAnswering } from '../../answering.ts';
import { Message } from '../../opening/message.tsx';
import { Banner } from '../../parts/banner.tsx';
import { PasteLink } from '../../parts/pastelink.tsx';
import { Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import type { ElseWords } from '../../words/en/answerelse.ts';
import type { State } from './state.ts';
import { useElseWords } from './words.ts';

type Absent = Extract<State, { at: 'refused' | 'nothing' }>;
type Props = { state: Absent; turn: number; onPasted: (text: string) => void };

/** No link, another one, or one that leads to nothing. */
export function Elsewhere({ state, turn, onPasted }: Props) {
  const words = useElseWords();
  const { title, text } = saidOf(words, state);
  return (
    <>
      <Heading focus={turn}>{title}</Heading>
      <p class="lead">{text}</p>
      {state.at === 'nothing' && state.since && (
        <p class="lead">{fill(words.nothing.since, { at: <Time at={state.since} /> })}</p>
      )}
      <div class="stack">
        {state.at === 'nothing' && <Ask why="nothing" />}
        {state.at === 'refused' && state.receipt && (
          <p>
            <a class="button primary" href={state.receipt}>
              {words.wrongKind.receipt.go}
            </a>
          </p>
        )}
        <PasteLink label={words.paste} onPasted={onPasted} />
      </div>
    </>
  );
}

function saidOf(words: ElseWords, state: Absent): { title: string; text: string } {
  if (state.at === 'nothing') {
    const { title, text, answered } = words.nothing;
    return { title, text: recallAnswering()?.given ? answered : text };
  }
  return state.reason === 'wrong-kind'
    ? words.wrongKind[state.found ?? 'request']
    : words.refused[state.reason];
}

type Ended = Extract<State, { at: 'unfit' | 'over' }>;

/** A request that is there, and not to be answered. */
export function Unfit({
  state,
  turn,
  onRetry,
}: {
  state: Ended;
  turn: number;
  onRetry: () => void;
}) {
  const words = useElseWords();
  if (state.at === 'over') return <Over state={state} turn={turn} />;
  const { title, text, next } = words.unfit[state.why];
  return (
    <>
      <Heading focus={turn}>{title}</Heading>
      <p class="lead">{text}</p>
      <div class="stack">
        <Banner tone={state.why === 'changed' ? 'bad' : 'warn'}>
          {fill(next, { at: <Time at={new Date().toISOString()} /> })}
        </Banner>
        {state.why === 'clock' && <Retry onRetry={onRetry} />}
        {state.why === 'unreadable' && <Ask why="unreadable" />}
      </div>
    </>
  );
}

function Retry({ onRetry }: { onRetry: () => void }) {
  const { common } = useTongue();
  return (
    <p>
      <button type="button" class="button" onClick={onRetry}>
        {common.tryAgain}
      </button>
    </p>
  );
}

/** Ended before anybody answered. */
function Over({
  state: { request },
  turn,
}: {
  state: Extract<State, { at: 'over' }>;
  turn: number;
}) {
  const words = useElseWords();
  const { state, ended_at, expires_at } = request.view;
  const why = state === 'revoked' ? 'revoked' : 'expired';
  return (
    <>
      <Heading focus={turn}>{words.over[why].title}</Heading>
      <p class="lead">{fill(words.over[why].text, { at: <Time at={ended_at ?? expires_at} /> })}</p>
      <div class="stack">
        <Ask why={why} />
      </div>
    </>
  );
}

function Ask({ why }: { why: keyof ElseWords['ask']['why'] }) {
  const { ask } = useElseWords();
  const text = [ask.hello, ask.why[why], ask.please].join('\n\n');
  return <Message title={ask.title} hint={ask.hint} text={text} said={ask} />;
}
