/** Turns what went wrong into one of the sentences of the words; the server's own English is not shown. */

import { Problem, Unreachable } from './client.ts';
import type { CommonWords } from './words/en/common.ts';

export type Reason = keyof CommonWords['problem'];

const BY_CODE: Readonly<Record<string, Reason>> = {
  slow_down: 'slow_down',
  not_durable: 'not_durable',
  store_down: 'store_down',
  full: 'full',
  too_large: 'too_large',
  token: 'token',
  scope: 'token',
};

export function reasonOf(error: unknown, online = navigator.onLine): Reason {
  if (error instanceof Unreachable || isUnloaded(error)) return online ? 'unreachable' : 'offline';
  if (error instanceof Problem) return BY_CODE[error.code] ?? 'other';
  return 'browser';
}

/** A part of the page that did not come: every browser has words of its own for it, in a TypeError. */
function isUnloaded(error: unknown): boolean {
  return error instanceof TypeError && /\bimport/i.test(error.message);
}
