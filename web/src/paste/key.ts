/** Private keys in PEM form. */

import { isForKey } from './item.ts';
import type { Typed } from './sort.ts';

const BEGIN = /^-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*$/;
const END = /^-----END (?:[A-Z]+ )*PRIVATE KEY-----\s*$/;

/** The number of its first line, and of the one after its last. */
export type Key = { from: number; to: number };

export function keysIn(lines: readonly string[]): Key[] {
  const keys: Key[] = [];
  let from = -1;
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('-----')) continue;
    if (BEGIN.test(line)) from = at;
    else if (from >= 0 && END.test(line)) {
      keys.push({ from, to: at + 1 });
      from = -1;
    }
  }
  return keys;
}

/** One key and one access that can use it belong together. */
export function withKey(all: Typed[], keys: readonly Key[], lines: readonly string[]): Typed[] {
  const [key] = keys;
  const [owner, second] = all.filter(({ kind, fields }) => kind === 'ftp' && isForKey(fields));
  if (!key || !owner || keys.length > 1 || second) return all;
  const private_key = `${lines.slice(key.from, key.to).join('\n')}\n`;
  const numbers = Array.from({ length: key.to - key.from }, (_, index) => key.from + index);
  const whole = {
    ...owner,
    fields: { ...owner.fields, private_key },
    lines: [...owner.lines, ...numbers],
  };
  return all.map((item) => (item === owner ? whole : item));
}
