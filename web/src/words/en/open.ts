import { common } from './common.ts';

/** `/open` before the press, and where there is nothing to press. */
export const words = {
  ...common,
  pageTitle: 'Open what was handed over',
  title: 'Somebody handed you access',
  lead: 'It opens once. After you press the button nobody else can open it, and it is erased when you have what you need.',
  facts: {
    expires: (inTime: string) => `Expires ${inTime}`,
    size: (size: string) => `${size} sealed`,
    passphrase: 'Passphrase needed',
  },
  open: 'Open it now',
  lease: (time: string) =>
    `You can reload this page for ${time}. Have your password manager ready.`,
  noReload:
    'Do not reload this page: what it shows would be gone. Have your password manager ready.',
  passphrase: 'Passphrase',
  passphraseHint: 'The sender tells you by telephone. A wrong one counts as a try.',
  passphraseEmpty: 'Please type the passphrase.',
  tries: (n: number) => (n === 1 ? 'One try left; then it is destroyed.' : `${n} tries left.`),
  wrong: 'That is not the passphrase.',
  wrongFree: 'That is not the passphrase you typed before. It cost no try; please type it again.',
  checking: 'Checking the passphrase on this device…',
  opening: 'Opening…',
  resume: {
    title: 'You opened this a moment ago',
    lead: 'The copy for you is still there for a short time. Show it again and take what you need.',
    button: 'Show it again',
  },
  nothing: {
    title: 'Nothing here',
    text: 'This link does not lead to anything: it may be too old, or belong to another server. If it was opened, its traces are gone too.',
    since: 'This server’s store started empty on {at}; what was sealed before is gone, unread.',
    next: 'Ask the sender for a new link.',
  },
  down: {
    title: 'The server cannot be reached',
    browser: 'This browser cannot open it',
    refused: 'The server refuses this for now',
    goneNot: 'Nothing was opened.',
  },
  hurry: 'It did not get through. Your copy stays for less than a minute: try again now.',
};

export type OpenWords = typeof words;
