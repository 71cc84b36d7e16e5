/** Private keys in PEM form. */

const BEGIN = /^-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*$/;
const END = /^-----END (?:[A-Z]+ )*PRIVATE KEY-----\s*$/;

export type Key = { from: number; to: number };

/** Where whole private keys stand: the first line and the one after the last. */
export function keysIn(lines: readonly string[]): Key[] {
  const keys: Key[] = [];
  let from = -1;
  for (const [at, line] of lines.entries()) {
    if (BEGIN.test(line)) from = at;
    else if (from >= 0 && END.test(line)) {
      keys.push({ from, to: at + 1 });
      from = -1;
    }
  }
  return keys;
}
