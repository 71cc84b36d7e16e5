import type { Draft } from '../draft.ts';
import type { KindId } from '../protocol/kind.ts';

/** The kinds of access in a sealed draft, to be closed afterwards. */
export function kindsOf({ items, files }: Draft): KindId[] {
  const kinds = new Set(items.filter(({ absent }) => !absent).map(({ kind }) => kind));
  // Files beside accesses: they may hold a key, so they are to be closed as well.
  if (kinds.size > 0 && files.length > 0) kinds.add('other');
  return [...kinds];
}
