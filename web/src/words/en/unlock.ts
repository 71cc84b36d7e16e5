/** The passphrase: how it is usually written, and what each try means. */
export const words = {
  passphrase: 'Passphrase',
  passphraseHint:
    'The sender tells you by telephone. Usually it is four words in lower case, with one space between them.',
  passphraseEmpty: 'Please type the passphrase.',
  tries: (n: number) =>
    n === 1
      ? 'This is the last try. If it is wrong, too, everything is erased unread: better ask the sender for the words again.'
      : `You have ${n} tries. A wrong one opens nothing and erases nothing.`,
  wrong: 'That is not the passphrase. Compare it with what the sender said, word by word.',
  wrongFree: 'That is not the passphrase you typed before. It cost no try; please type it again.',
  doubt: {
    spaces: { text: 'There is a space too many.', fix: 'Take it out' },
    quotes: {
      text: 'There are curly quotes, as some keyboards set them.',
      fix: 'Make them straight',
    },
    plain: {
      text: 'If these are four generated words: they have no capitals, accents or punctuation.',
      fix: 'Write them so',
    },
  },
  asIs: 'No try was used yet. If it is right as you typed it, press the button again.',
};

export type UnlockWords = typeof words;
