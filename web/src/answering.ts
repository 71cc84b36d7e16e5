/**
 * What one tab remembers of one request: the link's fragment, what was sent, and once it was
 * answered here, what belongs to who answered. What was typed is never kept.
 */

import { isKind, type KindId } from './protocol/kind.ts';
import { isSameLink } from './protocol/link.ts';
import { tabMemory } from './tab.ts';

/** An answer that was sent, whether it arrived or not: its receipt link opens nothing. Times are RFC 3339. */
export type Tried = { receipt: string; kinds: KindId[]; created: string };

/** An answer that was given here. `early`: what was sent after it did not count any more. */
export type Given = Tried & { expires: string; early?: boolean };

/** `fragment`: from the `#` on, or the text that was pasted instead. `tried`: the oldest first. */
export type Answering = { fragment: string; given: Given | null; tried: Tried[] };

const { keep, recall } = tabMemory('handover-answering');

/** Remembers a link. The one of this tab again keeps what was sent and given. */
export function takeLink(fragment: string): void {
  const known = recallAnswering();
  if (known !== null && isSameLink(known.fragment, fragment)) keep({ ...known, fragment });
  else keep({ fragment });
}

export function recallAnswering(): Answering | null {
  const { fragment, given, tried } = recall();
  if (typeof fragment !== 'string') return null;
  return {
    fragment,
    given: isGiven(given) ? given : null,
    tried: Array.isArray(tried) ? tried.filter(isTried) : [],
  };
}

/** Call this before it is sent: the word that it arrived may be lost, and a reload may follow. */
export function rememberTry(tried: Tried): void {
  const known = recallAnswering();
  const others = known?.tried.filter(({ receipt }) => receipt !== tried.receipt) ?? [];
  keep({ ...known, tried: [...others, tried] });
}

/** The link of this tab was answered here. */
export function rememberGiven(given: Given): void {
  const { fragment } = recall();
  keep({ fragment, given });
}

function isTried(value: unknown): value is Tried {
  const { receipt, kinds, created } = (value ?? {}) as Record<string, unknown>;
  const known = (kind: unknown) => typeof kind === 'string' && isKind(kind);
  return (
    [receipt, created].every((text) => typeof text === 'string') &&
    Array.isArray(kinds) &&
    kinds.every(known)
  );
}

function isGiven(value: unknown): value is Given {
  return isTried(value) && 'expires' in value && typeof value.expires === 'string';
}
