/**
 * Sorts pasted text into items, on this device. Only what is certain becomes a typed item: values with
 * clear labels that stand together, an address with its sign-in inside, a configuration file. Every
 * line that was not understood to its end is kept as `other`, in its order, so that nothing is dropped.
 */

import type { KindId } from '../protocol/kind.ts';
import { groupsOf } from './gather.ts';
import type { Group } from './group.ts';
import { itemOf } from './item.ts';
import { keysIn, withKey } from './key.ts';
import { linesOf } from './line.ts';
import { rest } from './rest.ts';

/** `source`: the lines it was taken from, exactly. */
export type Pasted = { kind: KindId; fields: Record<string, string>; source: string };

/** An item with the numbers of its lines; those in `partly` hold more than the item. */
export type Typed = Omit<Pasted, 'source'> & { lines: number[]; partly: Set<number> };

/** Typed items in the order of the text, then at most one `other` with all the rest. */
export function sort(text: string): Pasted[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const keys = keysIn(lines);
  const open = [...lines];
  for (const { from, to } of keys) open.fill('', from, to);
  const typed = groupsOf(linesOf(open)).flatMap((group) => typedOf(group, keys.length) ?? []);
  const all = withKey(once(typed), keys, lines);
  const taken = new Set(all.flatMap(({ lines, partly }) => lines.filter((at) => !partly.has(at))));
  const items = all.map(({ kind, fields, lines: from }) => {
    const numbers = [...new Set(from)].sort((a, b) => a - b);
    return { kind, fields, source: numbers.map((at) => lines[at]).join('\n') };
  });
  const secret = rest(lines, taken);
  return secret === '' ? items : [...items, { kind: 'other', fields: { secret }, source: secret }];
}

function typedOf(group: Group, keys: number): Typed | null {
  const item = itemOf(group, keys);
  if (!item) return null;
  const { lines, marks, domains, values } = group;
  const partly = new Set(group.partly);
  // 'Recette' over an FTP access says something that no field of it holds.
  const isMarked = marks.includes('staging') || marks.includes('production');
  if (isMarked && item.kind !== 'backoffice') partly.add(lines[0] ?? 0);
  const domain = values.get('domain')?.text ?? '';
  const isSaid = Object.values(item.fields).some((value) => value.includes(domain));
  for (const at of isSaid ? [] : domains) partly.add(at);
  return { ...item, lines, partly };
}

/** A mail that is quoted in another says everything twice. */
function once(all: readonly Typed[]): Typed[] {
  const seen = new Map<string, Typed>();
  for (const item of all) {
    const id = JSON.stringify([item.kind, Object.entries(item.fields).sort()]);
    const first = seen.get(id);
    if (!first) seen.set(id, { ...item, lines: [...item.lines], partly: new Set(item.partly) });
    else {
      for (const line of item.lines) first.lines.push(line);
      for (const line of item.partly) first.partly.add(line);
    }
  }
  return [...seen.values()];
}
