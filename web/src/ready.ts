/** From a draft to a bundle: what stops the sealing, and what is sealed. Pure. */

import { missing } from './check.ts';
import type { Draft, DraftItem } from './draft.ts';
import type { Bundle, Item, Lang } from './protocol/bundle.ts';
import { type Field, KINDS } from './protocol/kind.ts';

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
