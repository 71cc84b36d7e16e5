/** The draft as state, with what can be done to it. */

import { useState } from 'preact/hooks';
import { type Draft, type DraftItem, emptyItem } from '../draft.ts';
import type { KindId } from '../protocol/kind.ts';
import { type Reading, useReading } from './reading.ts';
import { type Sort, useSorting } from './sorting.ts';

export type DraftState = {
  now: Draft;
  /** Key of the item that was just added by a press: its first field takes the focus. */
  fresh: number | null;
  change: (part: Partial<Draft>) => void;
  add: (kind: KindId) => void;
  edit: (key: number, part: Partial<DraftItem>) => void;
  /** Seals what was found without being asked for, too. */
  include: (key: number) => void;
  remove: (key: number) => void;
  /** What was sorted last, as long as it can be taken back. */
  batch: Batch | null;
  /** Makes items of a text; takes nothing yet. */
  sort: Sort;
  /** Takes what was made of the text in the paste box; not if that was changed meanwhile. */
  takeSorted: (batch: Batch) => void;
  /** Takes the last batch back into the paste box. */
  unsort: () => void;
  /** Puts other items in the place of one. */
  replace: (key: number, by: readonly DraftItem[]) => void;
  reading: Reading;
  /** With what still stands in the paste box and what is still being read: nothing is dropped. Null where a file was refused. */
  whole: () => Promise<Draft | null>;
  clear: () => void;
};

/** A pasted text and the items that were made of it. */
export type Batch = { text: string; items: DraftItem[] };

/** Which items a form begins with, and what it makes of those that come and go. */
export type Plan = {
  first: () => DraftItem[];
  /** One that was found in a pasted text. */
  found: (item: DraftItem) => DraftItem;
  arranged: (items: DraftItem[]) => DraftItem[];
};

type Filled = { draft: Draft; batch: Batch | null };
type How = (draft: Draft) => Partial<Draft>;

const BLANK: Draft = { paste: '', items: [], files: [] };

export function useDraft({ first, found, arranged }: Plan): DraftState {
  const [{ draft: now, batch }, set] = useState<Filled>(() => ({
    draft: { ...BLANK, items: first() },
    batch: null,
  }));
  const sort = useSorting(found);
  const [fresh, refresh] = useState<number | null>(null);
  const update = (how: How) =>
    set(({ draft, ...rest }) => ({ ...rest, draft: { ...draft, ...how(draft) } }));
  const rearrange = (how: (filled: Filled) => Filled) =>
    set((filled) => {
      const { draft, batch } = how(filled);
      return { draft: { ...draft, items: arranged(draft.items) }, batch };
    });
  const reading = useReading((file) => update(({ files }) => ({ files: [...files, file] })));
  const edit = (key: number, part: Partial<DraftItem>) =>
    update(({ items }) => ({
      items: items.map((item) => (item.key === key ? { ...item, ...part } : item)),
    }));
  const takeSorted = (sorted: Batch) => rearrange((filled) => withSorted(filled, sorted));
  const whole = async (): Promise<Draft | null> => {
    const late = await reading.settled();
    if (late === null) return null;
    const taken = new Set(now.files.map(({ key }) => key));
    const files = [...now.files, ...late.filter(({ key }) => !taken.has(key))];
    if (now.paste.trim() === '') return { ...now, files };
    const { text, items } = await sort(now.paste);
    // Whoever seals what stands in the box wants all of it sealed.
    const batch = { text, items: items.map((item) => ({ ...item, spare: false })) };
    takeSorted(batch);
    return { paste: '', files, items: arranged([...now.items, ...batch.items]) };
  };
  return {
    now,
    fresh,
    change: (part) => update(() => part),
    add: (kind) => {
      const item = emptyItem(kind);
      refresh(item.key);
      update(({ items }) => ({ items: [...items, item] }));
    },
    edit,
    include: (key) => {
      refresh(key);
      edit(key, { spare: false });
    },
    remove: (key) => rearrange((filled) => without(filled, key)),
    // What was changed since is not thrown away with it.
    batch: batch?.items.every((item) => now.items.includes(item)) ? batch : null,
    sort,
    takeSorted,
    unsort: () => rearrange(withoutSorted),
    replace: (key, by) => rearrange((filled) => replaced(filled, key, by)),
    reading,
    whole,
    clear: () => set({ draft: BLANK, batch: null }),
  };
}

function without({ draft, batch }: Filled, key: number): Filled {
  const others = <T extends { key: number }>(all: T[]) => all.filter((one) => one.key !== key);
  return {
    draft: { ...draft, items: others(draft.items), files: others(draft.files) },
    batch,
  };
}

function replaced({ draft, batch }: Filled, key: number, by: readonly DraftItem[]): Filled {
  const items = draft.items.flatMap((item) => (item.key === key ? by : [item]));
  return { draft: { ...draft, items }, batch };
}

function withSorted(filled: Filled, batch: Batch): Filled {
  const { draft } = filled;
  if (draft.paste !== batch.text) return filled;
  return { draft: { ...draft, items: [...draft.items, ...batch.items], paste: '' }, batch };
}

function withoutSorted({ draft, batch }: Filled): Filled {
  const isSorted = ({ key }: DraftItem) => batch?.items.some((item) => item.key === key);
  const items = draft.items.filter((item) => !isSorted(item));
  const paste = [batch?.text ?? '', draft.paste].filter((text) => text !== '').join('\n\n');
  return { draft: { ...draft, items, paste }, batch: null };
}
