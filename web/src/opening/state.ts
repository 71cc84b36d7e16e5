/** What a page that opens is at, and the ways from one state to the next. */

import { useEffect, useState } from 'preact/hooks';
import type { Attempt, Opened } from '../handover.ts';
import { takeLink } from '../session.ts';

/** `erasing`: nothing is shown any more, and the server is being told. */
export type How = 'erasing' | 'erased' | 'unconfirmed' | 'away';

/** `Found`: what a look told. `Held`: what the page keeps of the link once it is opened. */
export type State<Found, Held> =
  | { at: 'looking' }
  | { at: 'found'; found: Found }
  | { at: 'shown'; held: Held; attempt: Attempt; opened: Opened; since: string }
  | { at: 'cleared'; how: How; held: Held };

/** Milliseconds; half of the usual lease, so that a slow confirm is still in time. */
export const CONFIRM_AFTER = 30_000;

/** `looked` finds out what there is, and never throws. */
export function useOpening<Found, Held>(looked: () => Promise<Found>) {
  const [state, set] = useState<State<Found, Held>>({ at: 'looking' });
  /** The page changed by a press, so the heading takes the focus. */
  const [pressed, press] = useState(false);
  const show = (found: Found) => set({ at: 'found', found });
  const look = () => {
    press(true);
    set({ at: 'looking' });
    void looked().then(show);
  };
  const settle = (how: How) =>
    set((now) => (now.at === 'cleared' && now.how === 'erasing' ? { ...now, how } : now));
  useEffect(() => {
    void looked().then(show);
    // Nothing stays behind on a page that is left, and nothing comes back with the Back button.
    const leave = () =>
      set((now) => (now.at === 'shown' ? { at: 'cleared', how: 'away', held: now.held } : now));
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
  return {
    state,
    pressed,
    look,
    /** Something else than a look told. */
    show,
    /** What is shown next, a press has asked for. */
    press,
    pasted: (input: string) => {
      takeLink(input);
      look();
    },
    shown: (held: Held, attempt: Attempt, opened: Opened) =>
      set({ at: 'shown', held, attempt, opened, since: new Date().toISOString() }),
    /** What was shown goes at once, whatever happens to the network. */
    erase: async (held: Held, attempt: Attempt) => {
      set({ at: 'cleared', how: 'erasing', held });
      settle((await attempt.confirm(true)) ? 'erased' : 'unconfirmed');
    },
  };
}
