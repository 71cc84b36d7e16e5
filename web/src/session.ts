/**
 * What one tab remembers of one opening, so that F5 inside the lease loses nothing: the link's
 * fragment and the claim. The passphrase is never kept. Gone at the confirm or the lease's end.
 */

import { fromB64u, toB64u } from './protocol/token.ts';

/**
 * `fragment`: from the `#` on, or the text that was pasted instead. `claim`: once an open has been
 * sent with it.
 */
export type Remembered = { fragment: string; claim: Uint8Array | null };

const NAME = 'handover-opening';

// Where the browser refuses storage the page still works; only F5 forgets.
let unstored: string | null = null;

/** Moves the fragment from the address bar here. False if there was none. */
export function takeFragment(): boolean {
  const fragment = location.hash;
  if (fragment === '') return false;
  history.replaceState(null, '', location.pathname + location.search);
  // The link of this tab again, say from the mail once more: the claim stays good.
  if (recallOpening()?.fragment !== fragment) rememberOpening({ fragment, claim: null });
  return true;
}

export function rememberOpening({ fragment, claim }: Remembered): void {
  const text = JSON.stringify({ fragment, claim: claim === null ? null : toB64u(claim) });
  unstored = text;
  try {
    sessionStorage.setItem(NAME, text);
  } catch {
    // Kept in `unstored`.
  }
}

/** What this tab was opening, or null. */
export function recallOpening(): Remembered | null {
  try {
    const kept: unknown = JSON.parse(stored() ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { fragment, claim } = kept as Record<string, unknown>;
    if (typeof fragment !== 'string') return null;
    return { fragment, claim: typeof claim === 'string' ? fromB64u(claim, 32) : null };
  } catch {
    return null;
  }
}

export function forgetOpening(): void {
  unstored = null;
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing was stored.
  }
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(NAME) ?? unstored;
  } catch {
    return unstored;
  }
}
