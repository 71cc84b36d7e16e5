/** The merchant has not answered yet: the page looks again by itself. */

import { useState } from 'preact/hooks';
import { baseUrl } from '../../base.ts';
import type { Reason } from '../../explain.ts';
import { useOwnLooks } from '../../following/looking.ts';
import { clock } from '../../format.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Card, Heading, Time } from '../../parts/text.tsx';
import { Slow } from '../../parts/waiting.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { requestLink } from '../../protocol/requestlink.ts';
import { ToList } from './again.tsx';
import { AskedCard } from './asked.tsx';
import { type Found, type Held, looked } from './state.ts';
import { Withdraw } from './withdraw.tsx';
import { useWords } from './words.ts';

type Props = {
  held: Held;
  focus: boolean;
  onFound: (found: Found) => void;
  /** A look that was pressed for has found something else. */
  onAnswer: (found: Found) => void;
  /** There is something else to look at. */
  onLook: () => void;
};

export function Pending({ held, focus, onFound, onAnswer, onLook }: Props) {
  const words = useWords();
  const { at, problem, busy, press } = useLooks(onFound, onAnswer);
  const { collecting, seen } = held;
  const link = requestLink(baseUrl(), collecting.keys.hash);
  return (
    <>
      <Heading focus={focus}>{words.pending.title}</Heading>
      <p class="lead">{fill(words.pending.lead, { at: <Time at={seen.view.expires_at} /> })}</p>
      <div class="stack">
        {problem && (
          <Banner tone="bad" alert>
            {words.problem[problem]}
          </Banner>
        )}
        <Look at={at} busy={busy} onLook={press} />
        <Slow on={busy} />
        <AskedCard held={held} />
        <Card title={words.pending.linkTitle} hint={words.pending.linkHint}>
          <div class="buttons">
            <CopyButton
              look=""
              label={words.pending.link}
              what={words.pending.linkThing}
              text={link}
            />
          </div>
          <Withdraw withdraw={() => collecting.withdraw()} onDone={onLook} />
        </Card>
        <ToList onList={onLook} />
      </div>
    </>
  );
}

function Look({ at, busy, onLook }: { at: string; busy: boolean; onLook: () => void }) {
  const { pending } = useWords();
  const { lang } = useTongue();
  return (
    <div class="bar">
      <span class="hint">{pending.still(clock(lang, at))}</span>
      <button type="button" class="button primary" aria-disabled={busy} onClick={onLook}>
        {pending.look}
      </button>
    </div>
  );
}

/** A look that fails takes nothing away; only one that was asked for complains. */
function useLooks(onFound: Props['onFound'], onAnswer: Props['onAnswer']) {
  const words = useWords();
  const { lang } = useTongue();
  const [at, mark] = useState(() => new Date().toISOString());
  const [problem, complain] = useState<Reason | null>(null);
  const [busy, work] = useState(false);
  const again = async (asked: boolean) => {
    const found = await looked();
    if (found.at === 'down') return asked ? complain(found.reason) : undefined;
    const now = new Date().toISOString();
    complain(null);
    mark(now);
    if (found.at === 'ready') announce(words.title);
    else if (asked && found.at === 'pending') announce(words.pending.still(clock(lang, now)));
    if (asked && found.at !== 'pending') onAnswer(found);
    else onFound(found);
  };
  const press = () => {
    if (busy) return;
    work(true);
    void again(true).then(() => work(false));
  };
  useOwnLooks(true, true, () => void again(false));
  return { at, problem, busy, press };
}
