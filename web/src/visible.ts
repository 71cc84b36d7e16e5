/** Text from strangers, made safe to look at: what cannot be seen, or turns the reading direction, is written as an escape. */

// Controls (tabs, too), format characters such as zero-width and bidi marks, line and paragraph
// separators, unpaired surrogates.
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** For display only: copies and downloads take the exact text. Line feeds stay. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The same for one line: line feeds become escapes, too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n');
}
