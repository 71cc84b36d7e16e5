/** How long a call is repeated by itself, so that a store which is away for a moment is not noticed. */

import { LONG, Problem, Unreachable } from './client.ts';

/** Milliseconds: a store may be away for ten seconds, and a line that has died shows only after ten. */
const PATIENCE = 20_000;
/**
 * Milliseconds for what concerns a claim: with the last call's own deadline still below the usual lease
 * of 60 seconds.
 */
export const CLAIMED = 45_000;
const PAUSES = [250, 500, 1000, 2000];

/**
 * Repeats what may be repeated: no answer, 429, and 503 `not_durable` and `store_down`. `onWait` is
 * called once it takes long, and again with each refusal after that.
 */
export async function patiently<T>(
  send: () => Promise<T>,
  patience = PATIENCE,
  onWait: () => void = () => {},
): Promise<T> {
  const started = Date.now();
  const timer = setTimeout(onWait, LONG);
  try {
    for (let i = 0; ; i++) {
      let pause = PAUSES[Math.min(i, PAUSES.length - 1)] ?? 0;
      try {
        return await send();
      } catch (error) {
        if (error instanceof Problem) pause = Math.max(pause, (error.retryAfter ?? 0) * 1000);
        const late = Date.now() + pause > started + patience;
        if (late || !isPassing(error, patience)) throw error;
        if (Date.now() - started >= LONG) onWait();
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  } finally {
    clearTimeout(timer);
  }
}

function isPassing(error: unknown, patience: number): boolean {
  if (error instanceof Problem) return error.status === 503 || error.status === 429;
  // Whoever is offline can do something about it, and hears it at once; but a lease does not wait.
  const offline = globalThis.navigator?.onLine === false && patience !== CLAIMED;
  return error instanceof Unreachable && !offline;
}
