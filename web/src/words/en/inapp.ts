/** The warning in the built-in browser of a mail or chat program. */
export const words = {
  title: 'This is the built-in browser of a mail or chat program',
  text: 'Such a window can close at any time, and the link opens only once. Copy it and open it in your own browser.',
  copy: 'Copy this link',
  thing: 'this link',
};

export type InAppWords = typeof words;
