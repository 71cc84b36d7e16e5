/** An answered request: how it stands, what happened, and what who answered can do now. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { recallAnswering } from '../../answering.ts';
import { Checklist } from '../../following/checklist.tsx';
import { useKeptFocus } from '../../following/focus.ts';
import { KeepReceipt } from '../../following/keep.tsx';
import type { Looking } from '../../following/looking.ts';
import { type ReceiptKey, Revoke } from '../../following/revoke.tsx';
import { type Ticks, useTicks } from '../../following/ticks.ts';
import { Timeline, useAfter } from '../../following/timeline.tsx';
import { CloseContext, FollowingContext } from '../../following/words.ts';
import { Message } from '../../opening/message.tsx';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Badge, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { LinkRefused, parseReceiptLink } from '../../protocol/link.ts';
import { toB64u } from '../../protocol/token.ts';
import { recall } from '../../ticks.ts';
import { answerTimeline, erasedAfter, storyOf } from '../../timeline.ts';
import { visibleLine } from '../../visible.ts';
import type { GivenWords } from '../../words/en/answergiven.ts';
import { isTaken, type Said, saidAt, saidOf } from './said.ts';
import type { Given, State } from './state.ts';
import { useGivenWords } from './words.ts';

type Props = { state: Given; looking: Looking<State> };

export function Shown(props: Props) {
  const words = useGivenWords();
  const { common } = useTongue();
  const [yours] = useState(() => isYours(props.state));
  const step = { ...words.step, ...(yours && { answered: words.byYou }) };
  return (
    <FollowingContext.Provider value={{ ...common, ...words, step }}>
      <CloseContext.Provider value={{ ...words.close, unkept: words.unkept }}>
        <Story {...props} yours={yours} />
      </CloseContext.Provider>
    </FollowingContext.Provider>
  );
}

/** Whether this device answered; anybody who has the link sees this page. */
function isYours({ request: { keys } }: Given): boolean {
  return Boolean(recallAnswering()?.given) || recall(toB64u(keys.rid)) !== null;
}

type StoryProps = Props & { yours: boolean };

function Story({ state, looking, yours }: StoryProps) {
  const words = useGivenWords();
  const after = useAfter();
  const { keys, asked, view } = state.request;
  const [mine] = useState(() => recallAnswering()?.given ?? null);
  const ticks = useTicks(toB64u(keys.rid), mine?.kinds ?? asked.ask);
  const open = mine === null || mine.kinds.length > 0;
  const said = saidOf(view, ticks.all, open);
  const { badge } = words.state[said];
  const { title, text } = told(words, said, yours);
  useSpoken(said, title, looking.turn);
  return (
    <>
      <Badge tone={TONES[said]}>{badge}</Badge>
      <Heading focus={looking.turn}>{title}</Heading>
      <p class="lead">
        {fill(text, {
          at: <Time at={saidAt(said, view)} />,
          after: after(erasedAfter(storyOf(view))),
        })}
      </p>
      <Parts state={state} looking={looking} yours={yours} ticks={ticks} open={open} />
    </>
  );
}

function told({ state, others }: GivenWords, said: Said, yours: boolean) {
  return yours ? state[said] : { ...state, ...others }[said];
}

function Parts({
  state,
  looking,
  yours,
  ticks,
  open,
}: StoryProps & { ticks: Ticks; open: boolean }) {
  const words = useGivenWords();
  const { request, looked, problem, tooLate } = state;
  const { view } = request;
  const taken = isTaken(view.state);
  const finished = view.finished_at !== undefined;
  const mine = recallAnswering()?.given;
  useKeptFocus(`${view.state} ${finished}`);
  const checklist = taken && open && (
    <Checklist
      key="close"
      ticks={ticks}
      finished={finished}
      unknown={mine ? words.gave : words.asked}
    />
  );
  return (
    <div class="stack">
      {tooLate && (
        <Banner tone="warn" alert>
          {words.revoke.tooLate}
        </Banner>
      )}
      {mine?.early && <Banner tone="warn">{words.early}</Banner>}
      {finished && checklist}
      <Timeline
        key="timeline"
        steps={answerTimeline(view)}
        looked={looked}
        problem={problem}
        onLook={looking.again}
      >
        <About {...request} />
      </Timeline>
      {view.state === 'answered' && yours && <Message {...words.tell} said={words.tell} />}
      {view.state === 'answered' && <TakeBack key="back" state={state} looking={looking} />}
      {isUnread(view.state) && <AskAgain key="again" why={view.state} />}
      {!finished && checklist}
      {taken && open && !finished && !ticks.all && (
        <Banner tone="warn">{words.close.notThem}</Banner>
      )}
    </div>
  );
}

/** Who had asked, where that is known. */
function About({ asked, view: { requester } }: Given['request']) {
  const words = useGivenWords();
  if (requester === undefined) return null;
  const who = visibleLine(requester);
  const ticket = visibleLine(asked.reference);
  return <p class="hint">{ticket === '' ? words.about(who) : words.aboutTicket(who, ticket)}</p>;
}

/** With the receipt, which is on this device or was only shown. */
function TakeBack({ state, looking }: Props) {
  const words = useGivenWords();
  const rid = toB64u(state.request.keys.rid);
  const [mine] = useState(() => recallAnswering()?.given ?? null);
  const [known] = useState(() => recall(rid));
  const link = receiptOf(mine?.receipt ?? known?.link);
  if (link === null) return <p class="hint">{words.untakeable}</p>;
  const done = (tooLate: boolean) =>
    looking.anew((found) => (found.at === 'given' ? { ...found, tooLate } : found));
  return (
    <>
      {mine && <KeepReceipt {...mine} link={mine.receipt} known={known !== null} said={words} />}
      <Revoke link={link} onHold={looking.hold} onDone={done} />
    </>
  );
}

/** Whoever wrote it there: only a receipt link is followed. */
function receiptOf(text: string | undefined): ReceiptKey | null {
  try {
    return text === undefined ? null : parseReceiptLink(text);
  } catch (error) {
    if (error instanceof LinkRefused) return null;
    throw error;
  }
}

type Unread = keyof GivenWords['ask']['why'];

function isUnread(state: string): state is Unread {
  return ['expired', 'revoked', 'destroyed', 'lost'].includes(state);
}

function AskAgain({ why }: { why: Unread }) {
  const { ask } = useGivenWords();
  const text = [ask.hello, ask.why[why], ask.please].join('\n\n');
  return <Message title={ask.title} hint={ask.hint} text={text} said={ask} />;
}

const TONES: Readonly<Record<Said, 'calm' | 'warn' | 'bad'>> = {
  answered: 'calm',
  claimed: 'calm',
  opened: 'calm',
  finished: 'warn',
  closed: 'calm',
  expired: 'warn',
  revoked: 'warn',
  destroyed: 'bad',
  lost: 'bad',
};

/** What changes without a press is spoken, and takes no focus; after a press the focus says it. */
function useSpoken(said: Said, title: string, turn: number): void {
  const last = useRef({ said, turn });
  useEffect(() => {
    const before = last.current;
    last.current = { said, turn };
    if (before.turn === turn && before.said !== said) announce(title);
  }, [said, turn]);
}
