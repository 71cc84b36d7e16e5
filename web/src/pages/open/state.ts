/** What the page is at, and the ways from one state to the next. */

import { useEffect, useState } from 'preact/hooks';
import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Attempt, Damaged, type Opened, Opening, type View } from '../../handover.ts';
import { type LinkKind, LinkRefused, parseShareLink, type Refusal } from '../../protocol/link.ts';
import { restarted } from '../../restarted.ts';
import { recallOpening, rememberOpening } from '../../session.ts';

export type ShareKey = ReturnType<typeof parseShareLink>;

/** A share link that this page holds: its key, and the way to the server. */
export type Held = { link: ShareKey; opening: Opening };

export type State =
  | { at: 'looking' }
  | { at: 'refused'; reason: Refusal; found: LinkKind | null; input: string }
  | { at: 'nothing'; since: string | null }
  | { at: 'down'; reason: Reason }
  | { at: 'ready'; held: Held; view: View; lease: number }
  | { at: 'ended'; held: Held; view: View }
  | { at: 'shown'; held: Held; attempt: Attempt; opened: Opened; since: string }
  | { at: 'damaged' }
  | { at: 'cleared'; how: 'erased' | 'unconfirmed' | 'away'; held: Held };

/** Seconds of a lease where the server has not said otherwise. */
const LEASE = 60;

export function useOpening() {
  const [state, set] = useState<State>({ at: 'looking' });
  const look = async () => set(await looked());
  useEffect(() => {
    void look();
    // Nothing stays behind on a page that is left, and nothing comes back with the Back button.
    const leave = () =>
      set((now) => (now.at === 'shown' ? { at: 'cleared', how: 'away', held: now.held } : now));
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
  return {
    state,
    look: () => {
      set({ at: 'looking' });
      void look();
    },
    pasted: (input: string) => {
      rememberOpening({ fragment: input, claim: null });
      void look();
    },
    shown: (held: Held, attempt: Attempt, opened: Opened) =>
      set({ at: 'shown', held, attempt, opened, since: new Date().toISOString() }),
    /** An open was refused for good, so the page looks again at what is there. */
    failed: (error: unknown) => (error instanceof Damaged ? set({ at: 'damaged' }) : void look()),
    clear: (how: 'erased' | 'unconfirmed', held: Held) => set({ at: 'cleared', how, held }),
  };
}

async function looked(): Promise<State> {
  const input = recallOpening()?.fragment ?? '';
  try {
    const link = parseShareLink(input);
    const held = { link, opening: await Opening.fromLink(link) };
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
    return { at: 'down', reason: reasonOf(error) };
  }
}
