/** One receipt: what happened, in order, and what the sender can do now. */

import type { Receipt } from '../../client.ts';
import { clock } from '../../format.ts';
import { remembered, sealAgain } from '../../memory.ts';
import { Banner } from '../../parts/banner.tsx';
import { Badge, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import type { KindId } from '../../protocol/kind.ts';
import { timeline } from '../../timeline.ts';
import { Checklist } from './checklist.tsx';
import { Memories } from './elsewhere.tsx';
import { Revoke } from './revoke.tsx';
import type { ReceiptKey } from './state.ts';
import { useWords } from './words.ts';

type Props = {
  link: ReceiptKey;
  receipt: Receipt;
  looked: string;
  tooLate: boolean;
  turn: number;
  onLook: () => void;
  onChanged: (tooLate: boolean) => void;
};

export function Shown({ link, receipt, looked, tooLate, turn, onLook, onChanged }: Props) {
  const words = useWords();
  const { state } = receipt;
  const said = words.state[state];
  const taken = state === 'claimed' || state === 'opened';
  const unread = !taken && state !== 'sealed';
  const known = kindsOf(receipt);
  const others = remembered().length > (known === null ? 0 : 1);
  return (
    <>
      <Badge tone={TONES[state]}>{said.badge}</Badge>
      <Heading focus={turn}>{said.title}</Heading>
      <p class="lead">{fill(said.text, { at: <Time at={mainTime(receipt)} /> })}</p>
      <div class="stack">
        {tooLate && (
          <Banner tone="warn" alert>
            {words.revoke.tooLate}
          </Banner>
        )}
        {receipt.finished_at && (
          <Banner tone="warn" title={words.finished.title}>
            {words.finished.text}
          </Banner>
        )}
        {receipt.readable === false && <Banner tone="warn">{words.unreadable}</Banner>}
        <Late count={receipt.late_attempts} />
        <Timeline receipt={receipt} looked={looked} onLook={onLook} />
        {state === 'sealed' && <Revoke link={link} onDone={onChanged} />}
        {(unread || receipt.readable === false) && <SealAgain kinds={known ?? []} />}
        {taken && <Checklist kinds={known} finished={receipt.finished_at !== undefined} />}
        {taken && !receipt.finished_at && <Banner tone="warn">{words.notThem}</Banner>}
        {others && <Memories />}
        <p class="hint">{fill(words.until, { at: <Time at={receipt.receipt_until} /> })}</p>
      </div>
    </>
  );
}

const TONES = {
  sealed: 'calm',
  claimed: 'calm',
  opened: 'calm',
  expired: 'warn',
  revoked: 'warn',
  destroyed: 'bad',
  lost: 'bad',
} as const;

function mainTime({ state, expires_at, claimed_at, ended_at }: Receipt): string {
  if (state === 'sealed') return expires_at;
  return claimed_at ?? ended_at ?? expires_at;
}

/** The kinds that this device remembers for this receipt; null if it remembers nothing. */
function kindsOf({ id }: Receipt): KindId[] | null {
  return remembered().find(({ link }) => link.includes(`#${prefix(id)}`))?.kinds ?? null;
}

/** A receipt link begins with its kind and the id: 16 bytes are 21 whole characters and a part of one. */
function prefix(id: string): string {
  return `1m${id.slice(0, 21)}`;
}

function Late({ count }: { count: number }) {
  const words = useWords();
  if (count === 0) return null;
  return (
    <Banner tone="bad" title={words.late.title(count)}>
      {words.late.text}
    </Banner>
  );
}

function Timeline({
  receipt,
  looked,
  onLook,
}: {
  receipt: Receipt;
  looked: string;
  onLook: () => void;
}) {
  const words = useWords();
  const { lang } = useTongue();
  return (
    <section class="card">
      <ol class="timeline">
        {timeline(receipt).map(({ name, at, note, bad }) => (
          <li key={name} class={at === null ? 'ahead' : bad ? 'bad' : undefined}>
            <b>{words.step[name]}</b>
            {at && (
              <span>
                <Time at={at} seconds={name === 'erased'} />
                {note && ` · ${words.step[note]}`}
              </span>
            )}
          </li>
        ))}
      </ol>
      <div class="bar">
        <span>{words.looked(clock(lang, looked))}</span>
        <button type="button" class="button small" onClick={onLook}>
          {words.refresh}
        </button>
        <button type="button" class="button small push" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </section>
  );
}

function SealAgain({ kinds }: { kinds: readonly KindId[] }) {
  const { again } = useWords();
  return (
    <div>
      <a class="button primary" href="./" onClick={() => sealAgain(kinds)}>
        {again.button}
      </a>
      {kinds.length > 0 && <p class="hint">{again.hint}</p>}
    </div>
  );
}
