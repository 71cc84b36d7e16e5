/** The passphrase: how it is usually written, and what each try means. */
export const words = {
  passphrase: 'Passphrase',
  passphraseHint:
    'The sender tells you by telephone. Usually it is four words in lower case, with one space between them.',
  passphraseEmpty: 'Please type the passphrase.',
  tries: (n: number) =>
    n === 1
      ? 'This is the last try. If it is wrong, everything is erased, unread: it is better to ask the sender for the words again.'
      : `You have ${n} tries left. Only the last one, if it is wrong, erases everything.`,
  wrong: 'That is not the passphrase. Compare it with what the sender said, word by word.',
  wrongFree: 'That is not the passphrase you typed before. It cost no try; please type it again.',
  doubt: {
    spaces: { text: 'There is one space too many.', fix: 'Remove it' },
    quotes: {
      text: 'There are curly quotes or apostrophes, which some keyboards add.',
      fix: 'Make them straight',
    },
    plain: {
      text: 'The four words that Handover offers have no capitals, accents or punctuation.',
      fix: 'Write them that way',
    },
  },
  asIs: 'This passphrase has not been tried yet. If it is right as you typed it, press the button again.',
};

export type UnlockWords = typeof words;
