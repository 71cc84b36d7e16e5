/** For one tab: what was asked before, so that the request page begins with the same. */

import type { Lang } from './format.ts';
import { isKind, type KindId } from './protocol/kind.ts';

/** `lang` is the merchant's language. */
export type AskedBefore = { kinds: KindId[]; reference: string; lang: Lang };

const AGAIN = 'handover.ask-again';

export function askAgain(before: AskedBefore): void {
  try {
    sessionStorage.setItem(AGAIN, JSON.stringify(before));
  } catch {
    // The page then begins empty.
  }
}

/** Told once, then forgotten; null where there is nothing to begin with. */
export function takeAskAgain(): AskedBefore | null {
  try {
    const before: unknown = JSON.parse(sessionStorage.getItem(AGAIN) ?? 'null');
    sessionStorage.removeItem(AGAIN);
    return isAskedBefore(before) ? before : null;
  } catch {
    return null;
  }
}

function isAskedBefore(value: unknown): value is AskedBefore {
  const { kinds, reference, lang } = (value ?? {}) as Record<string, unknown>;
  return (
    Array.isArray(kinds) &&
    kinds.every((kind) => typeof kind === 'string' && isKind(kind)) &&
    typeof reference === 'string' &&
    (lang === 'en' || lang === 'fr')
  );
}
