/** `/open`: says what will happen, opens on a press, shows, erases. */

import '../fragment.ts';
import { start } from '../parts/start.tsx';
import { useTitle } from '../parts/text.tsx';
import { Cleared, Ended, Shown } from './open/later.ts';
import { Ready } from './open/ready.tsx';
import { Damaged, Down, Looking, Nothing, Refused } from './open/refused.tsx';
import { useOpening } from './open/state.ts';
import { OpenContext, useWords } from './open/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/open.ts') : await import('../words/en/open.ts'))
      .words,
  context: OpenContext,
  view: Open,
});

function Open() {
  useTitle(useWords().pageTitle);
  const { state, look, pasted, shown, failed, clear } = useOpening();
  switch (state.at) {
    case 'looking':
      return <Looking />;
    case 'refused':
      return <Refused {...state} onPasted={pasted} />;
    case 'nothing':
      return <Nothing since={state.since} />;
    case 'down':
      return <Down reason={state.reason} onRetry={look} />;
    case 'ready':
      return <Ready {...state} onShown={shown} onFailed={failed} />;
    case 'ended':
      return <Ended {...state} />;
    case 'shown':
      return <Shown {...state} onClear={clear} />;
    case 'damaged':
      return <Damaged />;
    case 'cleared':
      return <Cleared {...state} />;
  }
}
