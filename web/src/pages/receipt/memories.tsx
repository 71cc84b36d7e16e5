/** The receipts that this device remembers, where each stands, and how to forget them. */

import { useState } from 'preact/hooks';
import { Sure } from '../../following/sure.tsx';
import { moment } from '../../format.ts';
import { kindLabel } from '../../labels.ts';
import { forget, type Remembered, rememberAll, remembered } from '../../memory.ts';
import { announce } from '../../parts/announce.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Badge, Card, Time } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { LinkRefused, parseReceiptLink } from '../../protocol/link.ts';
import { type Standing, useStandings } from './standing.ts';
import { useMineWords } from './words.ts';

const HOME = 'remembered';
const forgetId = (index: number) => `forget-${index}`;

export function Memories() {
  const { mine } = useMineWords();
  const [receipts, set] = useState(listed);
  const standings = useStandings(receipts);
  const drop = (index: number, { link }: Remembered) => {
    forget(link);
    const left = listed();
    set(left);
    announce(mine.forgotten);
    focusSoon(left.length === 0 ? HOME : forgetId(Math.min(index, left.length - 1)));
  };
  const dropAll = () => {
    rememberAll([]);
    set([]);
    announce(mine.forgotten);
    focusSoon(HOME);
  };
  return (
    <Card>
      <div id={HOME} tabIndex={-1}>
        <h2>{mine.title}</h2>
        <p class="hint">{receipts.length === 0 ? mine.none : mine.hint}</p>
      </div>
      {receipts.length > 0 && (
        <ul class="memories">
          {receipts.map((receipt, index) => (
            <Memory
              key={receipt.link}
              id={forgetId(index)}
              receipt={receipt}
              standing={standings.get(receipt.link)}
              onForget={() => drop(index, receipt)}
            />
          ))}
        </ul>
      )}
      {receipts.length > 1 && <ForgetAll onForget={dropAll} />}
    </Card>
  );
}

/** Only receipt links are followed, whoever wrote them there. */
function listed(): Remembered[] {
  return remembered().filter(({ link }) => {
    try {
      parseReceiptLink(link);
      return true;
    } catch (error) {
      if (error instanceof LinkRefused) return false;
      throw error;
    }
  });
}

type MemoryProps = {
  /** Of the button. */
  id: string;
  receipt: Remembered;
  standing: Standing | undefined;
  onForget: () => void;
};

function Memory({ id, receipt, standing, onForget }: MemoryProps) {
  const words = useMineWords();
  const { mine } = words;
  const { lang } = useTongue();
  const names = receipt.kinds.map((kind) => kindLabel(words, kind));
  const name = names.length === 0 ? mine.nameless : [...new Set(names)].join(' · ');
  // Two may share the same kinds: the time tells them apart.
  const sealed = mine.sealed(moment(lang, receipt.created));
  return (
    <li>
      <a href={receipt.link.slice(receipt.link.indexOf('#'))} aria-label={`${name}. ${sealed}`}>
        {name}
      </a>
      <div>
        <p class="hint">
          {mine.sealed('')}
          <Time at={receipt.created} brief />
        </p>
        {standing && <Badge tone={TONES[standing] ?? 'calm'}>{mine.standing[standing]}</Badge>}
      </div>
      <button
        id={id}
        type="button"
        class="button small"
        aria-label={mine.forgetThing(`${name}. ${sealed}`)}
        onClick={onForget}
      >
        {mine.forget}
      </button>
    </li>
  );
}

const TONES: Readonly<Partial<Record<Standing, 'warn' | 'bad'>>> = {
  finished: 'warn',
  gone: 'warn',
  emptied: 'bad',
  expired: 'warn',
  unreadable: 'bad',
  destroyed: 'bad',
  lost: 'bad',
};

function ForgetAll({ onForget }: { onForget: () => void }) {
  const { all } = useMineWords().mine;
  const [asking, ask] = useState(false);
  const no = () => {
    ask(false);
    focusSoon('forget-all');
  };
  if (asking) return <Sure words={all} onYes={onForget} onNo={no} />;
  return (
    <button id="forget-all" type="button" class="button" onClick={() => ask(true)}>
      {all.button}
    </button>
  );
}
