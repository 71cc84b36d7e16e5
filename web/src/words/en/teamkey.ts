/** Team keys on `/collect`: the wrapped files and their passphrase. */
export const words = {
  title: 'Team keys in this browser',
  needed: 'Which team key?',
  hint: 'A key file stays locked with its passphrase. Only what you tick is kept in this browser.',
  none: 'This answer is sealed to a key of your team. Choose its key file, or drop it here. Nothing is sent.',
  noneFits:
    'None of these keys opens this answer. It is sealed to the key with this fingerprint: choose its file.',
  choose: 'Choose a key file',
  keep: 'Keep in this browser',
  keepThing: (name: string) => `Keep in this browser: ${name}`,
  kept: (name: string) => `${name} is kept in this browser.`,
  dropped: (name: string) => `${name} is not kept in this browser.`,
  added: (name: string) => `Key read: ${name}`,
  notKept: 'This browser keeps nothing; the key stays until this page is closed.',
  fingerprint: 'Fingerprint',
  refused: {
    file: 'is not a team key file, or it is damaged. Nothing was sent; choose the file that “handover team-key” made.',
    update:
      'was made by a later version of Handover. Reload this page, or ask for it to be updated.',
  },
  which: 'Key',
  passphrase: (name: string) => `Passphrase of the key “${name}”`,
  passphraseHint: 'It is used on this device only.',
  empty: 'Please type the passphrase.',
  wrong:
    'That is not the passphrase of this key, or its file is damaged. It cost nothing and nothing was opened: try again.',
  lost: 'The key or its passphrase is lost?',
  lostText:
    'Nobody can recover either of them, and so nobody can read this answer. Withdraw the request and ask the merchant again, with a key that you have.',
  foreign: {
    title: 'Another key can read this answer',
    text: 'The request names a key that is not known here. If it is a key of your team, compare its fingerprint with a colleague and choose its file too. If not, do not collect: withdraw the request and ask again.',
    key: (fingerprint: string) => `Not known here: ${fingerprint}`,
  },
};

export type TeamKeyWords = typeof words;
