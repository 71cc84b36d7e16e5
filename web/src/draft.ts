/** What the share page is filling, and its way into a bundle. Pure; nothing here is ever stored. */

import { check, type Doubt, missing } from './check.ts';
import type { Pasted } from './paste/sort.ts';
import type { Bundle, BundleFile, Item, Lang } from './protocol/bundle.ts';
import { type Field, KINDS, type KindId } from './protocol/kind.ts';

export type DraftItem = { key: number; kind: KindId; fields: Record<string, string>; note: string };
export type DraftFile = BundleFile & { key: number };
export type Draft = {
  paste: string;
  items: DraftItem[];
  files: DraftFile[];
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
export function pastedItem({ kind, fields }: Pick<Pasted, 'kind' | 'fields'>): DraftItem {
  const item = emptyItem(kind);
  return { ...item, fields: { ...item.fields, ...fields } };
}

export function fieldId(item: Pick<DraftItem, 'key'>, field: string): string {
  return `item-${item.key}-${field}`;
}

/** What stops the sealing; `item` and `field` lead to the place. */
export type Lack =
  | { what: 'nothing' | 'passphrase' | 'expiry' }
  | { what: 'required'; item: DraftItem; field: string };

export function lacks(draft: Draft, mostSeconds: number): Lack[] {
  const empty = draft.items.length === 0 && draft.files.length === 0;
  const required = draft.items.flatMap((item) =>
    missing(item.kind, item.fields).map((field): Lack => ({ what: 'required', item, field })),
  );
  const { expiresIn, passphrase } = draft;
  return [
    ...(empty ? [{ what: 'nothing' } as const] : []),
    ...required,
    ...(expiresIn === null || expiresIn < 60 || expiresIn > mostSeconds
      ? [{ what: 'expiry' } as const]
      : []),
    ...(passphrase?.normalize('NFKC') === '' ? [{ what: 'passphrase' } as const] : []),
  ];
}

/** Whether leaving the page would lose something typed. */
export function isTouched({ paste, items, files }: Draft): boolean {
  return paste.trim() !== '' || files.length > 0 || items.some(isFilled);
}

function isFilled(item: DraftItem): boolean {
  const fallbacks = new Map(KINDS[item.kind].map(({ id, fallback }) => [id, fallback ?? '']));
  return (
    item.note !== '' ||
    Object.entries(item.fields).some(([id, value]) => value !== fallbacks.get(id))
  );
}

export function toBundle({ items, files }: Pick<Draft, 'items' | 'files'>, lang: Lang): Bundle {
  return {
    items: items.map(toItem),
    files: files.map(({ name, type, bytes }) => ({ name, type, bytes })),
    lang,
  };
}

function toItem({ kind, fields, note }: DraftItem): Item {
  const filled = KINDS[kind].map(
    (field) => [field.id, cleaned(field, fields[field.id] ?? '')] as const,
  );
  const kept = Object.fromEntries(filled.filter(([, value]) => value !== ''));
  return { kind, fields: kept, ...(note.trim() === '' ? {} : { note }) };
}

/** Secrets stay exactly as they are; around an address or a name blanks mean nothing. */
function cleaned(field: Field, value: string): string {
  return field.secret || field.multiline ? value : value.trim();
}

/** Doubts about one field of an item, each with what one press would make of the value. */
export function doubts(item: DraftItem, field: string): Array<{ doubt: Doubt; fixed?: string }> {
  return check(item.kind, field, item.fields[field] ?? '');
}
