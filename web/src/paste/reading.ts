/** What a line can turn out to be. */

import type { Value } from './value.ts';
import type { Context } from './vocabulary.ts';

export type Reading =
  | { is: 'blank' | 'aside' | 'break' }
  | { is: 'heading'; context: Context; marks: readonly string[]; whole: boolean }
  | Found;

/** Values, and what the line itself says about where they belong. */
export type Found = {
  is: 'values';
  context: Context | null;
  marks: readonly string[];
  values: Value[];
  /** Whether the lines hold nothing else. */
  whole: boolean;
  /** From a file rather than from a letter. */
  code: boolean;
  /** Label above, value below; how many lines they take. */
  height: number;
};

/** Something else: what stood together ends here. */
export const BREAK: Reading = { is: 'break' };
/** Part of the same access, with no field here. */
export const ASIDE: Reading = { is: 'aside' };

export function found(part: Partial<Found>): Found {
  return {
    is: 'values',
    context: null,
    marks: [],
    values: [],
    whole: true,
    code: false,
    height: 1,
    ...part,
  };
}

/** Several readings of one line as one; null where a field comes twice, or two contexts do. */
export function joined(all: ReadonlyArray<Reading | null>, whole: boolean): Found | null {
  const known = all.filter((reading) => reading?.is === 'values');
  const contexts = new Set(known.flatMap(({ context }) => context ?? []));
  const values = known.flatMap((reading) => reading.values);
  const fields = new Set(values.map(({ field }) => field));
  if (values.length === 0 || contexts.size > 1 || fields.size < values.length) return null;
  return found({
    context: [...contexts][0] ?? null,
    marks: known.flatMap(({ marks }) => marks),
    values,
    whole: whole && known.length === all.length,
  });
}
