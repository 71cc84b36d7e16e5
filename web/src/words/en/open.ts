import { common } from './common.ts';
import { refusals } from './refusals.ts';

/** `/open` before the press, and where there is nothing to press. */
export const words = {
  ...common,
  ...refusals,
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
  wrongKind: {
    receipt: {
      title: 'This is the receipt, not the link for support',
      text: 'The receipt opens nothing: it belongs to the sender. Ask for the other link. If you are the sender, you can open your receipt.',
      go: 'Open the receipt',
    },
    other: {
      title: 'This is another kind of link',
      text: 'It does not open a shared bundle. Nothing was opened and nothing is lost. Ask the sender for the share link.',
    },
  },
  damaged: {
    title: 'This cannot be read',
    text: 'It arrived, but its content is damaged; it was not sealed properly. It is erased, and the sender’s receipt says so. Ask the sender to seal it again.',
    unreported:
      'It arrived, but its content is damaged. The server erases it within a minute, and the sender does not know yet: tell them, and ask them to seal it again.',
  },
  down: {
    title: 'The server cannot be reached',
    browser: 'This browser cannot open it',
    refused: 'The server refuses this for now',
    goneNot: 'Nothing was opened.',
  },
  hurry: 'It did not get through. Your copy stays for less than a minute: try again now.',
  past: {
    title: 'The link of this tab was opened',
    text: 'What it held was shown once and is erased. If you still need it, ask the sender to seal it again. Another link can be opened here.',
  },
};

export type OpenWords = typeof words;
