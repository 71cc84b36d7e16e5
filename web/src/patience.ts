/** How long a call that concerns a claim is repeated by itself. */

import { Problem, Unreachable } from './client.ts';

/** Milliseconds: with the last call's own deadline still below the usual lease of 60 seconds. */
const PATIENCE = 45_000;
const PAUSES = [250, 500, 1000, 2000];
/** Milliseconds of silence after which whoever waits should hear of it. */
const LONG = 2_000;

/**
 * Repeats what may be repeated: no answer, 429, and 503 `not_durable` and `store_down`. `onWait` is
 * called once it takes long, and again with each refusal after that.
 */
export async function patiently<T>(
  send: () => Promise<T>,
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
        const late = Date.now() + pause > started + PATIENCE;
        if (!isPassing(error) || late) throw error;
        if (Date.now() - started >= LONG) onWait();
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  } finally {
    clearTimeout(timer);
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Problem
    ? error.status === 503 || error.status === 429
    : error instanceof Unreachable;
}
