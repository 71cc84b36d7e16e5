/**
 * What one tab remembers of one opening, so that F5 inside the lease loses nothing: the link's
 * fragment and the claim. The passphrase is never kept. Gone at the confirm or the lease's end; then
 * only that there was an opening stays.
 */

import { parseShareLink } from './protocol/link.ts';
import { equal, fromB64u, toB64u } from './protocol/token.ts';
import { tabMemory } from './tab.ts';

/**
 * `fragment`: from the `#` on, or the text that was pasted instead. `claim`: once an open has been
 * sent with it.
 */
export type Remembered = { fragment: string; claim: Uint8Array | null };

const { keep, recall, survives } = tabMemory('handover-opening');

/** What is left of an opening: no key, no claim. */
const OVER = { over: true };

/** Remembers a link. The one of this tab again, say from the mail once more, keeps its claim. */
export function takeLink(fragment: string): void {
  const known = recallOpening();
  if (known === null || !isSameLink(known.fragment, fragment))
    rememberOpening({ fragment, claim: null });
}

export function rememberOpening({ fragment, claim }: Remembered): void {
  keep({ fragment, claim: claim === null ? null : toB64u(claim) });
}

/** What this tab was opening, or null. */
export function recallOpening(): Remembered | null {
  const { fragment, claim } = recall();
  try {
    if (typeof fragment !== 'string') return null;
    return { fragment, claim: typeof claim === 'string' ? fromB64u(claim, 32) : null };
  } catch {
    return null;
  }
}

/** Key and claim go; {@link openedHere} stays. */
export function forgetOpening(): void {
  keep(OVER);
}

/** Whether the last link of this tab was opened here and is over. */
export function openedHere(): boolean {
  return recall().over === true;
}

/** Whether a reload finds the opening again. */
export const survivesReload = survives;

/** Mail programs hang trackers onto a link, another one each time: the key decides. */
function isSameLink(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    const [one, other] = [parseShareLink(a), parseShareLink(b)];
    return one.passphrase === other.passphrase && equal(one.key, other.key);
  } catch {
    return false;
  }
}
