/** What no item was made of. */

/** The lines that were not taken, without the gaps that the others leave; empty where no word is left. */
export function rest(lines: readonly string[], taken: ReadonlySet<number>): string {
  const kept: string[] = [];
  for (const [at, line] of lines.entries()) {
    const isGap =
      line.trim() === '' && isBlank(kept.at(-1)) && (kept.length === 0 || taken.has(at - 1));
    if (!taken.has(at) && !isGap) kept.push(line);
  }
  return taken.size > 0 && kept.every(isPunctuation) ? '' : kept.join('\n').trimEnd();
}

const isBlank = (line = ''): boolean => line.trim() === '';

/** Braces and brackets, alone on their line. */
const isPunctuation = (line: string): boolean => /^[\s[\]{}(),;]*$/.test(line);
