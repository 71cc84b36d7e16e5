/** An item made into one of another kind, where the sorting took it for something else. Nothing is dropped. */

import { type DraftItem, emptyItem } from './draft.ts';
import { type Field, KINDS, type KindId } from './protocol/kind.ts';

/**
 * The values stay in the fields that both kinds have. The others go into the note, each behind the
 * `label` of its field; secrets, which a note would show, into an item of their own.
 */
export function recast(
  item: DraftItem,
  kind: KindId,
  label: (field: string) => string,
): DraftItem[] {
  if (kind === item.kind) return [item];
  const values = KINDS[item.kind].flatMap((field): Value[] => {
    const value = item.fields[field.id] ?? '';
    return value === '' || value === field.fallback ? [] : [{ field, value }];
  });
  const { fields } = emptyItem(kind);
  const line = ({ field, value }: Value) =>
    field.multiline ? value : `${label(field.id)}: ${value}`;
  if (kind === 'other') {
    const secret = isAsPasted(item) ? item.source : values.map(line).join('\n');
    return [{ ...item, kind, fields: { ...fields, secret: secret ?? '' } }];
  }
  const kept = values.filter((value) => fits(kind, value));
  const left = values.filter((value) => !fits(kind, value));
  const open = left.filter(({ field }) => !field.secret).map(line);
  const secret = left.filter(({ field }) => field.secret).map(line);
  const changed: DraftItem = {
    ...item,
    kind,
    fields: { ...fields, ...Object.fromEntries(kept.map(({ field, value }) => [field.id, value])) },
    note: [item.note, ...open].filter((text) => text !== '').join('\n'),
  };
  return secret.length === 0 ? [changed] : [changed, textItem(secret.join('\n'))];
}

/** Whether nothing was changed since: then the pasted lines say it best. */
function isAsPasted({ kind, fields, pasted }: DraftItem): boolean {
  return KINDS[kind].every(({ id }) => (fields[id] ?? '') === (pasted?.[id] ?? ''));
}

type Value = { field: Field; value: string };

function fits(kind: KindId, { field, value }: Value): boolean {
  const same = KINDS[kind].find(({ id }) => id === field.id);
  return same !== undefined && (same.choices?.includes(value) ?? true);
}

function textItem(secret: string): DraftItem {
  return { ...emptyItem('other'), fields: { secret }, source: secret };
}
