/**
 * Sorts pasted text into items, on this device. Only what is certain becomes a typed item: values with
 * clear labels that stand together, an address with its sign-in inside, a configuration file. Every
 * line that was not understood to its end is kept as `other`, in its order, so that nothing is dropped.
 */

import type { KindId } from '../protocol/kind.ts';
import { isPunctuation } from './code.ts';
import { type Group, groupsOf } from './groups.ts';
import { isForKey, itemOf } from './item.ts';
import { type Key, keysIn } from './key.ts';

/** `source`: the lines it was taken from, exactly. */
export type Pasted = { kind: KindId; fields: Record<string, string>; source: string };

type Typed = { kind: KindId; fields: Record<string, string>; lines: number[]; partly: Set<number> };

/** Typed items in the order of the text, then at most one `other` with all the rest. */
export function sort(text: string): Pasted[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const keys = keysIn(lines);
  const open = [...lines];
  for (const { from, to } of keys) open.fill('', from, to);
  const typed = groupsOf(open).flatMap((group) => typedOf(group, keys.length));
  const all = withKey(once(typed), keys, lines);
  const taken = new Set(all.flatMap(({ lines, partly }) => lines.filter((at) => !partly.has(at))));
  const items = all.map(({ kind, fields, lines: from }) => ({
    kind,
    fields,
    source: [...new Set(from)]
      .sort((a, b) => a - b)
      .map((at) => lines[at])
      .join('\n'),
  }));
  return [...items, ...other(lines, taken)];
}

function typedOf(group: Group, keys: number): Typed[] {
  const item = itemOf(group, keys);
  if (!item) return [];
  const { lines, marks, domains } = group;
  const partly = new Set(group.partly);
  // 'Recette' over an FTP access says something that no field of it holds.
  const isMarked = marks.some((mark) => mark === 'staging' || mark === 'production');
  if (isMarked && item.kind !== 'backoffice') partly.add(lines[0] ?? 0);
  const domain = group.values.get('domain')?.text ?? '';
  const isSaid = Object.values(item.fields).some((value) => value.includes(domain));
  for (const at of isSaid ? [] : domains) partly.add(at);
  return [{ ...item, lines, partly }];
}

/** A mail that is quoted in another says everything twice. */
function once(all: readonly Typed[]): Typed[] {
  const seen = new Map<string, Typed>();
  for (const item of all) {
    const id = JSON.stringify([item.kind, Object.entries(item.fields).sort()]);
    const first = seen.get(id);
    if (!first) seen.set(id, { ...item });
    else {
      first.lines = [...first.lines, ...item.lines];
      first.partly = new Set([...first.partly, ...item.partly]);
    }
  }
  return [...seen.values()];
}

/** One key and one access that can use it belong together. */
function withKey(all: Typed[], keys: readonly Key[], lines: readonly string[]): Typed[] {
  const [key] = keys;
  const [owner, second] = all.filter(({ kind, fields }) => kind === 'ftp' && isForKey(fields));
  if (!key || !owner || keys.length > 1 || second) return all;
  const private_key = `${lines.slice(key.from, key.to).join('\n')}\n`;
  const more = Array.from({ length: key.to - key.from }, (_, index) => key.from + index);
  const whole = {
    ...owner,
    fields: { ...owner.fields, private_key },
    lines: [...owner.lines, ...more],
  };
  return all.map((item) => (item === owner ? whole : item));
}

function other(lines: readonly string[], taken: ReadonlySet<number>): Pasted[] {
  const kept: string[] = [];
  for (const [at, line] of lines.entries()) {
    const isBlank = line.trim() === '';
    const follows = taken.has(at - 1) || at === 0;
    if (
      taken.has(at) ||
      (isBlank && (kept.at(-1)?.trim() ?? '') === '' && (follows || kept.length === 0))
    )
      continue;
    kept.push(line);
  }
  while (kept.at(-1)?.trim() === '') kept.pop();
  if (taken.size > 0 && kept.every(isPunctuation)) return [];
  const secret = kept.join('\n').trimEnd();
  return secret === '' ? [] : [{ kind: 'other', fields: { secret }, source: secret }];
}
