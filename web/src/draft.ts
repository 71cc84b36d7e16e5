/** What a form is filling. Pure; nothing here is ever stored. */

import type { Pasted } from './paste/sort.ts';
import type { BundleFile } from './protocol/bundle.ts';
import { KINDS, type KindId } from './protocol/kind.ts';

export type DraftItem = {
  key: number;
  kind: KindId;
  fields: Record<string, string>;
  note: string;
  /** The pasted lines that it was made of, and the fields as they were then. */
  source?: string;
  pasted?: Readonly<Record<string, string>>;
  /** 'I do not have this': its fields stay here, and are not sealed. */
  absent?: boolean;
  /** Found in a pasted text and not asked for: not sealed. */
  spare?: boolean;
};
export type DraftFile = BundleFile & { key: number };
export type Draft = { paste: string; items: DraftItem[]; files: DraftFile[] };

/** What the sender of a link chooses besides. */
export type Options = {
  /** Seconds; null while 'other' holds no number. */
  expiresIn: number | null;
  /** Null while switched off. */
  passphrase: string | null;
};

let lastKey = 0;

/** Keys of this page load: they name fields and keep components apart. */
export function nextKey(): number {
  lastKey += 1;
  return lastKey;
}

export function emptyItem(kind: KindId): DraftItem {
  const filled = KINDS[kind].flatMap(({ id, fallback }) => (fallback ? [[id, fallback]] : []));
  return { key: nextKey(), kind, fields: Object.fromEntries(filled), note: '' };
}

/** An item made from pasted text: the values found, over the defaults. */
export function pastedItem({ kind, fields, source }: Pasted): DraftItem {
  const item = emptyItem(kind);
  const pasted = { ...item.fields, ...fields };
  return { ...item, fields: pasted, source, pasted };
}

export function fieldId(item: Pick<DraftItem, 'key'>, field: string): string {
  return `item-${item.key}-${field}`;
}

/** Whether leaving the page would lose something typed. */
export function isTouched({ paste, items, files }: Draft): boolean {
  return paste.trim() !== '' || files.length > 0 || items.some(isFilled);
}

/** Whether it says anything: a value, a note, or that there is none. */
export function isFilled(item: DraftItem): boolean {
  const fallbacks = new Map(KINDS[item.kind].map(({ id, fallback }) => [id, fallback ?? '']));
  return (
    item.absent === true ||
    item.note !== '' ||
    Object.entries(item.fields).some(([id, value]) => value !== fallbacks.get(id))
  );
}
