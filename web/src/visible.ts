/** Text from strangers, made safe to look at: what cannot be seen, or turns the reading direction, is written as an escape. */

/**
 * Controls (tabs, too), format characters such as zero-width and bidi marks, line and paragraph
 * separators, unpaired surrogates, fillers that look like nothing. Not line feeds, nor what chooses
 * between two looks of an emoji. The command line has the same list.
 */
export const HIDDEN = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}\u2800]/gu;

/** For display only: copies and downloads take the exact text. Line feeds stay. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** The same for one line: line feeds become escapes, too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n');
}
