/** A page that looks again by itself: when it comes back into view, and now and then while it is seen. */

import { useEffect, useRef } from 'preact/hooks';

/** Milliseconds between two looks of its own. */
const PAUSE = 30_000;

/** `hopeful`: a look may tell something else. `waiting`: something is bound to happen. */
export function useOwnLooks(hopeful: boolean, waiting: boolean, look: () => void): void {
  // Listeners outlive a rendering.
  const ask = useRef(look);
  ask.current = look;
  const seen = () => document.visibilityState === 'visible' && ask.current();
  useEffect(() => {
    if (!hopeful) return;
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [hopeful]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(seen, PAUSE);
    return () => clearInterval(timer);
  }, [waiting]);
}
