/** How long a call that concerns a claim is repeated by itself. */

import { Problem, Unreachable } from './client.ts';

/** Milliseconds: with the last call's own deadline still below the usual lease of 60 seconds. */
const PATIENCE = 45_000;
const PAUSES = [250, 500, 1000, 2000];

/** Repeats what may be repeated: no answer, 429, and 503 `not_durable` and `store_down`. */
export async function patiently<T>(send: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (let i = 0; ; i++) {
    let pause = PAUSES[Math.min(i, PAUSES.length - 1)] ?? 0;
    try {
      return await send();
    } catch (error) {
      if (error instanceof Problem) pause = Math.max(pause, (error.retryAfter ?? 0) * 1000);
      if (!isPassing(error) || Date.now() + pause > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Problem
    ? error.status === 503 || error.status === 429
    : error instanceof Unreachable;
}
