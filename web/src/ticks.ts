/** What the merchant has closed so far: kept with the receipt where this device remembers it. Names of kinds alone. */

import { type Remembered, rememberAll, remembered } from './memory.ts';
import { KINDS, type KindId } from './protocol/kind.ts';

/** What this device remembers of a receipt; null if nothing. */
export function recall(id: string): Remembered | null {
  return remembered().find(({ link }) => link.includes(`#${prefix(id)}`)) ?? null;
}

/** A receipt link begins with its kind and the id: 16 bytes are 21 whole characters and a part of one. */
function prefix(id: string): string {
  return `1m${id.slice(0, 21)}`;
}

/** False where nothing of the receipt is remembered, so that the ticks last for the page only. */
export function keepClosed(id: string, closed: readonly KindId[]): boolean {
  const known = recall(id);
  if (known === null) return false;
  return rememberAll(
    remembered().map((one) => (one.link === known.link ? { ...one, closed: [...closed] } : one)),
  );
}

/** The steps of the checklist, in the order of {@link KINDS}: everything where nothing is remembered. */
export function toClose(known: Pick<Remembered, 'kinds'> | null): KindId[] {
  const all = Object.keys(KINDS) as KindId[];
  if (known === null) return all;
  // Files alone have no kind of their own.
  return known.kinds.length === 0 ? ['other'] : all.filter((kind) => known.kinds.includes(kind));
}

export function isAllClosed(steps: readonly KindId[], closed: readonly KindId[]): boolean {
  return steps.every((kind) => closed.includes(kind));
}
