/** What stands in the paste box, made into items. The code that sorts comes when there is something to sort. */

import { useRef } from 'preact/hooks';
import { type DraftItem, pastedItem } from '../draft.ts';
import type { Batch } from './draft.ts';

export type Sort = (text: string) => Promise<Batch>;

/** Two who ask for the same text at the same time get the same items. Rejects where the code does not come. */
export function useSorting(found: (item: DraftItem) => DraftItem): Sort {
  const running = useRef<{ text: string; batch: Promise<Batch> } | null>(null);
  return (text) => {
    if (running.current?.text === text) return running.current.batch;
    const batch = sorted(text, found).finally(() => {
      if (running.current?.batch === batch) running.current = null;
    });
    running.current = { text, batch };
    return batch;
  };
}

async function sorted(text: string, found: (item: DraftItem) => DraftItem): Promise<Batch> {
  const { sort } = await import('../paste/sort.ts');
  return { text, items: sort(text).map((item) => found(pastedItem(item))) };
}

/** Whether anything but plain text was found. */
export function isTyped({ items }: Batch): boolean {
  return items.some(({ kind }) => kind !== 'other');
}
