/** What the page is at, and the ways from one state to the next. */

import { useEffect, useState } from 'preact/hooks';
import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Attempt, Damaged, type Opened, Opening, type View } from '../../handover.ts';
import { type LinkKind, LinkRefused, parseShareLink, type Refusal } from '../../protocol/link.ts';
import { restarted } from '../../restarted.ts';
import { openedHere, recallOpening, survivesReload, takeLink } from '../../session.ts';

export type ShareKey = ReturnType<typeof parseShareLink>;

/** A share link that this page holds: its key, the way to the server, and whether F5 keeps it. */
export type Held = { link: ShareKey; opening: Opening; survives: boolean };

/** `erasing`: nothing is shown any more, and the server is being told. */
export type How = 'erasing' | 'erased' | 'unconfirmed' | 'away';

export type State =
  | { at: 'looking' }
  | { at: 'refused'; reason: Refusal; found: LinkKind | null; input: string }
  | { at: 'nothing'; since: string | null }
  | { at: 'past' }
  | { at: 'down'; reason: Reason; begun: boolean }
  | { at: 'ready'; held: Held; view: View; lease: number }
  | { at: 'ended'; held: Held; view: View }
  | { at: 'shown'; held: Held; attempt: Attempt; opened: Opened; since: string }
  | { at: 'damaged'; reported: boolean }
  | { at: 'cleared'; how: How; held: Held };

/** Seconds of a lease where the server has not said otherwise. */
const LEASE = 60;

/** Milliseconds; half of the usual lease, so that a slow confirm is still in time. */
export const CONFIRM_AFTER = 30_000;

export function useOpening() {
  const [state, set] = useState<State>({ at: 'looking' });
  /** The page changed by a press, so the heading takes the focus. */
  const [pressed, press] = useState(false);
  const look = () => {
    press(true);
    set({ at: 'looking' });
    void looked().then(set);
  };
  const settle = (how: How) =>
    set((now) => (now.at === 'cleared' && now.how === 'erasing' ? { ...now, how } : now));
  useEffect(() => {
    void looked().then(set);
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
    pasted: (input: string) => {
      takeLink(input);
      look();
    },
    shown: (held: Held, attempt: Attempt, opened: Opened) =>
      set({ at: 'shown', held, attempt, opened, since: new Date().toISOString() }),
    /** An open was refused for good, so the page looks again at what is there. */
    failed: (error: unknown) => {
      if (error instanceof Damaged) set({ at: 'damaged', reported: error.reported });
      else look();
    },
    /** What was shown goes at once, whatever happens to the network. */
    erase: async (held: Held, attempt: Attempt) => {
      set({ at: 'cleared', how: 'erasing', held });
      settle((await attempt.confirm(true)) ? 'erased' : 'unconfirmed');
    },
  };
}

async function looked(): Promise<State> {
  if (openedHere()) return { at: 'past' };
  const input = recallOpening()?.fragment ?? '';
  try {
    const link = parseShareLink(input);
    const opening = await Opening.fromLink(link);
    const held = { link, opening, survives: survivesReload() };
    const [view, server] = await Promise.all([held.opening.peek(), about().catch(() => null)]);
    const open = view.state === 'sealed' || (view.state === 'claimed' && held.opening.begun);
    return open
      ? { at: 'ready', held, view, lease: server?.lease ?? LEASE }
      : { at: 'ended', held, view };
  } catch (error) {
    if (error instanceof LinkRefused)
      return { at: 'refused', reason: error.reason, found: error.found ?? null, input };
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    const begun = (recallOpening()?.claim ?? null) !== null;
    return { at: 'down', reason: reasonOf(error), begun };
  }
}
