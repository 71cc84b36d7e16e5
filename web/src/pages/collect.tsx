/** `/collect`: the requests made in this browser; with a link, the answer, opened as on `/open`. */

import './collect/fragment.ts';
import { ahead } from '../ahead.ts';
import { Damaged } from '../handover.ts';
import { Shown } from '../opening/later.ts';
import { useOpening } from '../opening/state.ts';
import { Down, Looking } from '../opening/waiting.tsx';
import { OpenContext } from '../opening/words.ts';
import { start } from '../parts/start.tsx';
import { RequestRefused } from '../protocol/document.ts';
import { Cleared, DamagedPage, Elsewhere, Ended, Flawed } from './collect/later.ts';
import { Pending } from './collect/pending.tsx';
import { Ready } from './collect/ready.tsx';
import { type Found, type Held, looked } from './collect/state.ts';
import { CollectContext, useWords } from './collect/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr'
      ? await import('../words/fr/collect.ts')
      : await import('../words/en/collect.ts')
    ).words,
  context: CollectContext,
  view: CollectPage,
});

const firstLook = ahead(looked);

function CollectPage() {
  return (
    <OpenContext.Provider value={useWords()}>
      <Collect />
    </OpenContext.Provider>
  );
}

function Collect() {
  const opening = useOpening<Found, Held>(firstLook);
  const { state, pressed, look, erase } = opening;
  const words = useWords();
  switch (state.at) {
    case 'looking':
      return <Looking focus={pressed} title={words.page} />;
    case 'found':
      return <Uncollected {...opening} found={state.found} />;
    case 'shown': {
      const { held, attempt } = state;
      const done = () => void erase(held, attempt);
      return <Shown {...state} survives={held.survives} onErase={done} />;
    }
    case 'cleared':
      return <Cleared {...state} onList={look} />;
  }
}

type Ways = ReturnType<typeof useOpening<Found, Held>>;

function Uncollected({ found, ...ways }: Ways & { found: Found }) {
  const { pressed, look, show, press, pasted, shown } = ways;
  switch (found.at) {
    case 'list':
    case 'past':
    case 'refused':
    case 'nothing':
      return <Elsewhere found={found} focus={pressed} onPasted={pasted} />;
    case 'down':
      return <Down {...found} onRetry={look} />;
    case 'flawed':
      return <Flawed {...found} focus={pressed} onLook={look} />;
    case 'pending': {
      const onAnswer = (answer: Found) => {
        press(true);
        show(answer);
      };
      return (
        <Pending {...found} focus={pressed} onFound={show} onAnswer={onAnswer} onLook={look} />
      );
    }
    case 'ready': {
      const onFailed = (error: unknown) => {
        const told = failure(found.held, error);
        if (told === null) look();
        else show(told);
      };
      return <Ready {...found} focus={pressed} onShown={shown} onFailed={onFailed} onLook={look} />;
    }
    case 'ended':
      return <Ended {...found} onList={look} />;
    case 'damaged':
      return <DamagedPage {...found} onList={look} />;
  }
}

/** What a refused open tells; null where only another look can. */
function failure(held: Held, error: unknown): Found | null {
  if (error instanceof Damaged) return { at: 'damaged', held, reported: error.reported };
  if (!(error instanceof RequestRefused)) return null;
  return { at: 'flawed', flaw: error.reason, collecting: held.collecting, seen: held.seen };
}
