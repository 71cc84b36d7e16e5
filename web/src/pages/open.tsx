/** `/open`: says what will happen, opens on a press, shows, erases. */

import './open/fragment.ts';
import { start } from '../parts/start.tsx';
import { Cleared, Damaged, Ended, Nothing, Past, Refused, Shown } from './open/later.ts';
import { Ready } from './open/ready.tsx';
import { useOpening } from './open/state.ts';
import { Down, Looking } from './open/waiting.tsx';
import { OpenContext } from './open/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/open.ts') : await import('../words/en/open.ts'))
      .words,
  context: OpenContext,
  view: Open,
});

function Open() {
  const { state, pressed, look, pasted, shown, failed, erase } = useOpening();
  switch (state.at) {
    case 'looking':
      return <Looking focus={pressed} />;
    case 'refused':
      return <Refused {...state} focus={pressed} onPasted={pasted} />;
    case 'nothing':
      return <Nothing since={state.since} focus={pressed} />;
    case 'past':
      return <Past onPasted={pasted} />;
    case 'down':
      return <Down {...state} onRetry={look} />;
    case 'ready':
      return <Ready {...state} focus={pressed} onShown={shown} onFailed={failed} />;
    case 'ended':
      return <Ended {...state} />;
    case 'shown':
      return <Shown {...state} onErase={erase} />;
    case 'damaged':
      return <Damaged reported={state.reported} />;
    case 'cleared':
      return <Cleared {...state} />;
  }
}
