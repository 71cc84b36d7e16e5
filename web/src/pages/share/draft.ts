/** The draft as state, with what can be done to it. */

import { useEffect, useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { type Draft, type DraftItem, emptyItem } from '../../draft.ts';
import { takeAgain } from '../../memory.ts';
import type { KindId } from '../../protocol/kind.ts';
import { type Reading, useReading } from './reading.ts';
import { type Sort, useSorting } from './sorting.ts';

export const DAY = 86_400;
const WEEK = 7 * DAY;
/** Where the server has not said otherwise yet. */
export const DEFAULT_MOST = 14 * DAY;

export type DraftState = {
  now: Draft;
  /** Key of the item that was just added by a press: its first field takes the focus. */
  fresh: number | null;
  /** A function is given the draft of the moment it is applied. */
  change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  add: (kind: KindId) => void;
  edit: (key: number, part: Partial<DraftItem>) => void;
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
  clear: () => void;
};

/** A pasted text and the items that were made of it. */
export type Batch = { text: string; items: DraftItem[] };

type Filled = { draft: Draft; batch: Batch | null };

/** `most` seconds are what the server takes. */
function blank(most: number): Draft {
  const expiresIn = Math.min(WEEK, most);
  return { paste: '', items: [], files: [], expiresIn, passphrase: null };
}

export function useDraft(server: About | null): DraftState {
  const most = server?.max_lifetime ?? DEFAULT_MOST;
  const [{ draft: now, batch }, set] = useState<Filled>(() => ({
    draft: { ...blank(most), items: takeAgain().map(emptyItem) },
    batch: null,
  }));
  const sort = useSorting();
  const [fresh, refresh] = useState<number | null>(null);
  const update = (how: (draft: Draft) => Partial<Draft>) =>
    set(({ draft, ...rest }) => ({ ...rest, draft: { ...draft, ...how(draft) } }));
  useEffect(() => {
    update(({ expiresIn }) => ({
      expiresIn: expiresIn === WEEK ? Math.min(WEEK, most) : expiresIn,
    }));
  }, [most]);
  const reading = useReading((file) => update(({ files }) => ({ files: [...files, file] })));
  return {
    now,
    fresh,
    change: (part) => update(typeof part === 'function' ? part : () => part),
    add: (kind) => {
      const item = emptyItem(kind);
      refresh(item.key);
      update(({ items }) => ({ items: [...items, item] }));
    },
    edit: (key, part) =>
      update(({ items }) => ({
        items: items.map((item) => (item.key === key ? { ...item, ...part } : item)),
      })),
    remove: (key) =>
      update(({ items, files }) => ({
        items: items.filter((item) => item.key !== key),
        files: files.filter((file) => file.key !== key),
      })),
    // What was changed since is not thrown away with it.
    batch: batch?.items.every((item) => now.items.includes(item)) ? batch : null,
    sort,
    takeSorted: (sorted) => set((filled) => withSorted(filled, sorted)),
    unsort: () => set(withoutSorted),
    replace: (key, by) =>
      update(({ items }) => ({ items: items.flatMap((item) => (item.key === key ? by : [item])) })),
    reading,
    clear: () => set({ draft: blank(most), batch: null }),
  };
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
