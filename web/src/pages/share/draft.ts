/** The draft as state, with what can be done to it. */

import { useEffect, useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { type Draft, type DraftFile, type DraftItem, emptyItem, pastedItem } from '../../draft.ts';
import { takeAgain } from '../../memory.ts';
import type { Pasted } from '../../paste/sort.ts';
import type { KindId } from '../../protocol/kind.ts';

export const DAY = 86_400;
const WEEK = 7 * DAY;
/** Where the server has not said otherwise yet. */
export const DEFAULT_MOST = 14 * DAY;

export type DraftState = {
  now: Draft;
  /** Key of the item that was just added by a press: its first field takes the focus. */
  fresh: number | null;
  change: (part: Partial<Draft>) => void;
  add: (kind: KindId) => void;
  edit: (key: number, part: Partial<DraftItem>) => void;
  remove: (key: number) => void;
  /** Sorts the paste box into items and answers them. */
  sortPaste: () => Promise<DraftItem[]>;
  /** Takes sorted items back into the paste box. */
  unsort: (items: readonly DraftItem[], paste: string) => void;
  addFile: (file: DraftFile) => void;
  clear: () => void;
};

/** What sorts is loaded when something was pasted; where that fails the text is kept as it is. */
async function sorter(): Promise<(text: string) => Array<Pick<Pasted, 'kind' | 'fields'>>> {
  try {
    return (await import('../../paste/sort.ts')).sort;
  } catch {
    return (secret) => [{ kind: 'other', fields: { secret } }];
  }
}

/** `most` seconds are what the server takes. */
function blank(most: number): Draft {
  const expiresIn = Math.min(WEEK, most);
  return { paste: '', items: [], files: [], expiresIn, passphrase: null };
}

export function useDraft(server: About | null): DraftState {
  const most = server?.max_lifetime ?? DEFAULT_MOST;
  const [now, set] = useState<Draft>(() => ({
    ...blank(most),
    items: takeAgain().map(emptyItem),
  }));
  const [fresh, refresh] = useState<number | null>(null);
  const update = (how: (draft: Draft) => Partial<Draft>) =>
    set((draft) => ({ ...draft, ...how(draft) }));
  useEffect(() => {
    update(({ expiresIn }) => ({
      expiresIn: expiresIn === WEEK ? Math.min(WEEK, most) : expiresIn,
    }));
  }, [most]);
  return {
    now,
    fresh,
    change: (part) => update(() => part),
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
    sortPaste: async () => {
      const sorted = (await sorter())(now.paste).map(pastedItem);
      update(({ items }) => ({ items: [...items, ...sorted], paste: '' }));
      return sorted;
    },
    unsort: (sorted, paste) =>
      update(({ items }) => ({
        items: items.filter((item) => !sorted.some(({ key }) => key === item.key)),
        paste,
      })),
    addFile: (file) => update(({ files }) => ({ files: [...files, file] })),
    clear: () => set(blank(most)),
  };
}
