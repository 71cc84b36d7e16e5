/**
 * What one tab remembers of one opening, so that F5 inside the lease loses nothing: the link's
 * fragment and the claim. The passphrase is never kept. Gone at the confirm or the lease's end; then
 * only that there was an opening stays.
 */

import { isSameLink } from './protocol/link.ts';
import { fromB64u, toB64u } from './protocol/token.ts';
import { tabMemory } from './tab.ts';

/**
 * `fragment`: from the `#` on, or the text that was pasted instead. `claim`: once an open has been
 * sent with it. `answer`: of an answer to a request, K and then the hash of its envelope: a team key's
 * passphrase is not asked for twice.
 */
export type Remembered = {
  fragment: string;
  claim: Uint8Array | null;
  answer?: Uint8Array | null;
};

// Each page has a place of its own: a tab that goes from one to another loses nothing.
const { keep, recall, survives } = tabMemory(`handover-${location.pathname.replace(/^.*\//, '')}`);

/** What is left of an opening: no key, no claim. */
const OVER = { over: true };

/** Remembers a link. The one of this tab again, say from the mail once more, keeps its claim. */
export function takeLink(fragment: string): void {
  const known = recallOpening();
  if (known === null || !isSameLink(known.fragment, fragment))
    rememberOpening({ fragment, claim: null });
}

export function rememberOpening({ fragment, claim, answer = null }: Remembered): void {
  const text = (bytes: Uint8Array | null) => bytes && toB64u(bytes);
  keep({ fragment, claim: text(claim), answer: text(answer) });
}

/** What this tab was opening, or null. */
export function recallOpening(): Remembered | null {
  const { fragment, claim, answer } = recall();
  const bytes = (text: unknown, length: number) =>
    typeof text === 'string' ? fromB64u(text, length) : null;
  try {
    if (typeof fragment !== 'string') return null;
    return { fragment, claim: bytes(claim, 32), answer: bytes(answer, 64) };
  } catch {
    return null;
  }
}

/** The tab has no link any more. */
export function dropLink(): void {
  keep({});
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
