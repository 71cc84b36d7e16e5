/**
 * What one tab remembers of one request: the link's fragment, and once it was answered here, what
 * belongs to who answered. What was typed is never kept.
 */

import { isKind, type KindId } from './protocol/kind.ts';
import { isSameLink } from './protocol/link.ts';
import { tabMemory } from './tab.ts';

/** An answer that was given here: its receipt link opens nothing. Times are RFC 3339. */
export type Given = { receipt: string; kinds: KindId[]; created: string; expires: string };

/** `fragment`: from the `#` on, or the text that was pasted instead. */
export type Answering = { fragment: string; given: Given | null };

const { keep, recall } = tabMemory('handover-answering');

/** Remembers a link. The one of this tab again keeps what was given. */
export function takeLink(fragment: string): void {
  const known = recallAnswering();
  const given = known !== null && isSameLink(known.fragment, fragment) ? known.given : null;
  keep({ fragment, given });
}

export function recallAnswering(): Answering | null {
  const { fragment, given } = recall();
  if (typeof fragment !== 'string') return null;
  return { fragment, given: isGiven(given) ? given : null };
}

/** The link of this tab was answered here. */
export function rememberGiven(given: Given): void {
  const { fragment } = recall();
  keep({ fragment, given });
}

function isGiven(value: unknown): value is Given {
  const { receipt, kinds, created, expires } = (value ?? {}) as Record<string, unknown>;
  const known = (kind: unknown) => typeof kind === 'string' && isKind(kind);
  return (
    [receipt, created, expires].every((text) => typeof text === 'string') &&
    Array.isArray(kinds) &&
    kinds.every(known)
  );
}
