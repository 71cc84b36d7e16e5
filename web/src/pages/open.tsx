/** `/open`: says what will happen, opens on a press, shows, erases. */

import './open/fragment.ts';
import { ahead } from '../ahead.ts';
import { Damaged, Unheard } from '../handover.ts';
import { Shown } from '../opening/later.ts';
import { useOpening } from '../opening/state.ts';
import { Down, Looking } from '../opening/waiting.tsx';
import { OpenContext } from '../opening/words.ts';
import { start } from '../parts/start.tsx';
import { Cleared, DamagedPage, Ended, Nothing, Past, Refused, UnheardPage } from './open/later.ts';
import { Ready } from './open/ready.tsx';
import { type Found, type Held, looked } from './open/state.ts';

void start({
  load: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/open.ts') : await import('../words/en/open.ts'))
      .words,
  context: OpenContext,
  view: Open,
});

const firstLook = ahead(looked);

function Open() {
  const opening = useOpening<Found, Held>(firstLook);
  const { state, pressed, erase } = opening;
  switch (state.at) {
    case 'looking':
      return <Looking focus={pressed} />;
    case 'found':
      return <Unopened {...opening} found={state.found} />;
    case 'shown': {
      const { held, attempt } = state;
      const done = () => void erase(held, attempt);
      return <Shown {...state} survives={held.survives} onErase={done} />;
    }
    case 'cleared':
      return <Cleared {...state} />;
  }
}

type Ways = ReturnType<typeof useOpening<Found, Held>>;

function Unopened({ found, pressed, look, show, pasted, shown }: Ways & { found: Found }) {
  /** An open was refused for good, so the page looks again at what is there. */
  const failed = (error: unknown) => {
    if (error instanceof Damaged) return show({ at: 'damaged', reported: error.reported });
    if (error instanceof Unheard && error.at) return show({ at: 'unheard', since: error.at });
    look();
  };
  switch (found.at) {
    case 'refused':
      return <Refused {...found} focus={pressed} onPasted={pasted} />;
    case 'nothing':
      return <Nothing since={found.since} focus={pressed} />;
    case 'past':
      return <Past onPasted={pasted} />;
    case 'down':
      return <Down {...found} onRetry={look} />;
    case 'ready':
      return <Ready {...found} focus={pressed} onShown={shown} onFailed={failed} />;
    case 'ended':
      return <Ended {...found} />;
    case 'damaged':
      return <DamagedPage reported={found.reported} />;
    case 'unheard':
      return <UnheardPage since={found.since} />;
  }
}
