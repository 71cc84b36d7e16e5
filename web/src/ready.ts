/** From a draft to a bundle: what stops the sealing, and what is sealed. Pure. */

import { missing } from './check.ts';
import type { Draft, DraftItem, Options } from './draft.ts';
import type { Bundle, Item, Lang } from './protocol/bundle.ts';
import { type Field, KINDS } from './protocol/kind.ts';

/** What stops the sealing; `item` and `field` lead to the place. */
export type Lack = { what: 'nothing' } | { what: 'required'; item: DraftItem; field: string };

export function lacks({ items, files }: Pick<Draft, 'items' | 'files'>): Lack[] {
  const required = items
    .filter(({ absent }) => !absent)
    .flatMap((item) =>
      missing(item.kind, item.fields).map((field): Lack => ({ what: 'required', item, field })),
    );
  return items.length + files.length === 0 ? [{ what: 'nothing' }] : required;
}

export function optionLacks(
  { expiresIn, passphrase }: Options,
  mostSeconds: number,
): Array<keyof Options> {
  const bounded = expiresIn !== null && expiresIn >= 60 && expiresIn <= mostSeconds;
  return [
    ...(bounded ? [] : (['expiresIn'] as const)),
    ...(passphrase?.normalize('NFKC') === '' ? (['passphrase'] as const) : []),
  ];
}

export function toBundle({ items, files }: Pick<Draft, 'items' | 'files'>, lang: Lang): Bundle {
  return {
    items: items.map(toItem),
    files: files.map(({ name, type, bytes }) => ({ name, type, bytes })),
    lang,
  };
}

function toItem({ kind, fields, note, absent }: DraftItem): Item {
  const filled = KINDS[kind].map(
    (field) => [field.id, cleaned(field, fields[field.id] ?? '')] as const,
  );
  const kept = filled.filter(([, value]) => value !== '' && !absent);
  return {
    kind,
    fields: Object.fromEntries(kept),
    ...(note.trim() === '' ? {} : { note }),
    ...(absent ? { absent } : {}),
  };
}

/** Secrets stay exactly as they are; around an address or a name blanks mean nothing. */
function cleaned(field: Field, value: string): string {
  return field.secret || field.multiline ? value : value.trim();
}
