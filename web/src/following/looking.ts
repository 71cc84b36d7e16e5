/** A page that follows something at the server: it looks when asked to, and by itself while it is seen. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What there is to follow. */
export type Followed<S> = {
  first: S;
  look: () => Promise<S>;
  /** What to show where a look failed, or told something that is to be added to. */
  kept: (before: S, found: S, asked: boolean) => S;
  /** Whether a look told something. */
  told: (found: S) => boolean;
  /** Whether a look of its own may tell something else. */
  hopeful: (state: S) => boolean;
  /** Whether something is bound to happen, without the reader doing anything. */
  waiting: (state: S) => boolean;
};

export type Looking<S> = {
  state: S;
  /** Counts what the reader did: when it grows, the heading of what came takes the focus. */
  turn: number;
  /** Shows this, as the reader did something. */
  show: (state: S) => void;
  /** Looks at what may be something else now. */
  anew: (change?: (found: S) => S) => void;
  /** Looks at the same. True where the server told something. */
  again: () => Promise<boolean>;
  /** Looks no more by itself until let go. */
  hold: (on: boolean) => void;
};

/** Milliseconds between two looks of its own. */
const PAUSE = 30_000;

export function useLooking<S>(followed: Followed<S>): Looking<S> {
  const [{ state, turn }, set] = useState({ state: followed.first, turn: 0 });
  // Listeners outlive a rendering.
  const now = useRef({ turn: 0, asked: 0, running: 0, held: false, followed });
  now.current.followed = followed;
  const look = async (next: (before: S, found: S) => S) => {
    now.current.asked += 1;
    now.current.running += 1;
    const { asked } = now.current;
    const found = await now.current.followed.look();
    now.current.running -= 1;
    // An answer that was overtaken may be one about another link.
    if (asked === now.current.asked)
      set(({ state }) => ({ state: next(state, found), turn: now.current.turn }));
    return followed.told(found);
  };
  const anew = (change = (found: S) => found) => {
    now.current.turn += 1;
    // What is told stays until there is something else to tell.
    set(({ state }) => ({
      state: followed.told(state) ? state : followed.first,
      turn: now.current.turn,
    }));
    void look((_, found) => change(found));
  };
  const again = () => look((before, found) => followed.kept(before, found, true));
  const show = (shown: S) => {
    now.current.turn += 1;
    now.current.asked += 1;
    set({ state: shown, turn: now.current.turn });
  };
  useEffect(() => void look((_, found) => found), []);
  useOwnLooks(followed.hopeful(state), followed.waiting(state), () => {
    if (now.current.running > 0 || now.current.held) return;
    // Something may have been asked of the reader since the look began.
    void look((before, found) => (now.current.held ? before : followed.kept(before, found, false)));
  });
  const hold = (on: boolean) => {
    now.current.held = on;
  };
  return { state, turn, show, anew, again, hold };
}

/** Calls `look` when the page comes back into view, and now and then while it is seen. */
export function useOwnLooks(
  hopeful: boolean,
  waiting: boolean,
  look: () => void,
  pause = PAUSE,
): void {
  const ask = useRef(look);
  ask.current = look;
  const seen = () => document.visibilityState === 'visible' && ask.current();
  // Before the next frame: a reader may leave and come back sooner than that.
  useLayoutEffect(() => {
    if (!hopeful) return;
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [hopeful]);
  useLayoutEffect(() => {
    if (!waiting) return;
    const timer = setInterval(seen, pause);
    return () => clearInterval(timer);
  }, [waiting]);
}
