import { common } from './common.ts';
import { fields, kinds } from './kinds.ts';

const pairs = 'Host: ftp.my-shop.com\nUser: …';

/** The first look of `/`. */
export const words = {
  ...common,
  kinds,
  fields,
  pageTitle: 'Hand over access, once',
  title: 'Hand over access, once',
  lead: 'Your support team gets one link. It opens once, then everything is erased. Never send passwords in the ticket itself.',
  paste: {
    title: 'Paste what you have',
    hint: 'An e-mail from your host, a list, a configuration file. It is sorted on this device only.',
    label: 'What you have',
    placeholder: pairs,
    sort: 'Sort it into forms',
    sorted: (names: string) => `Sorted into: ${names}. Please check below; nothing was left out.`,
    undo: 'Undo',
  },
  pick: {
    title: 'Or fill in what was asked for',
    hint: 'Choose one or more.',
    hosted: 'My shop is hosted by PrestaShop (Hosted offer)',
    hostedHint: 'Then the back office and the domain name are all that support needs.',
    added: (count: number) => (count === 1 ? 'added' : `${count} added`),
    about: {
      backoffice: 'a temporary employee',
      ftp: 'files of the shop',
      database: 'MySQL, phpMyAdmin',
      panel: 'hosting panel',
      domain: 'registrar account',
      other: 'any text',
    },
  },
  summary: 'Please check before sealing',
  files: {
    title: 'Files',
    hint: 'A key file, a screenshot, an export. Sealed with the rest.',
    add: 'Add files',
    size: (have: string, most: string) => `${have} of ${most} used`,
    unread: (name: string) => `This file could not be read: ${name}. Nothing else was lost.`,
  },
  expiry: {
    title: 'How long may it wait?',
    hint: 'Unopened by then, it is erased.',
    other: 'Other',
    amount: 'How many',
    unit: 'Unit',
    hours: 'hours',
    days: 'days',
  },
  passphrase: {
    on: 'Protect it with a passphrase, too',
    hint: 'Support then needs the link and these words. Tell them by telephone, never in the same ticket.',
    label: 'Passphrase',
    again: 'Other words',
    own: 'You may type your own instead.',
  },
  seal: 'Seal and get the link',
  sealing: 'Sealing on this device…',
  sending: 'Sending the sealed bytes…',
  failed: 'Not sent yet',
  resend: 'Send again',
  remove: {
    button: 'Remove',
    thing: (what: string) => `Remove: ${what}`,
    done: (what: string) => `Removed: ${what}.`,
  },
  check: {
    required: (label: string) => `Please fill in: ${label}`,
    nothing: 'Nothing to seal yet: paste what you have, or choose what to share.',
    passphrase: 'Please type a passphrase, or switch it off.',
    expiry: (most: string) => `Choose a time from 1 hour to ${most}.`,
    size: (have: string, most: string) =>
      `Together this is ${have}; this server takes ${most} at most. Please remove a file.`,
    count: 'At most 64 entries and 64 files fit into one link. Please make a second one.',
    long: 'The text is over 256 KB. Please attach it as a file.',
    text: 'One value holds a broken character that cannot be sealed. Please type it again.',
  },
};

export type ShareWords = typeof words;
