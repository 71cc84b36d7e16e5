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
  lead: 'You get one link for your support team. It opens once, then everything is erased. Never send passwords in the ticket itself.',
  paste: {
    title: 'Paste what you have',
    hint: 'An e-mail from your host, a list, a configuration file. It is sorted on this device only.',
    label: 'What you have',
    placeholder: pairs,
    sort: 'Sort it into forms',
    plain: 'Nothing here was recognised for certain. It will be sealed as text, exactly as it is.',
  },
  pick: {
    title: 'Or fill in what was asked for',
    hint: 'Choose one or more.',
    hosted: 'Shop hosted by PrestaShop (Hosted)',
    hostedHint: 'Then the back office and the domain name are all that support needs.',
    added: (count: number) => (count === 1 ? 'added' : `${count} added`),
    about: {
      backoffice: 'a temporary employee account',
      ftp: 'the shop’s files',
      database: 'MySQL, phpMyAdmin',
      panel: 'hosting panel',
      domain: 'registrar account',
      other: 'any text',
    },
  },
  files: {
    title: 'Files',
    hint: 'A key file, a screenshot, an export. Sealed with the rest.',
    add: 'Add files',
  },
  expiry: {
    title: 'How long is the link valid?',
    hint: 'After that, everything is erased, unread.',
    other: 'Other',
    until: 'Valid until {at}.',
  },
  passphrase: {
    on: 'Protect it with a passphrase, too',
    hint: 'Support then needs the link and a few words, which you tell by telephone.',
  },
  seal: 'Seal and get the link',
  sealing: 'Your device is sealing it…',
  sending: 'Sending the sealed content…',
  failed: 'Not sent yet',
  resend: 'Send again',
  remove: {
    button: 'Remove',
    thing: (what: string) => `Remove: ${what}`,
    done: (what: string) => `Removed: ${what}.`,
  },
};

export type ShareWords = typeof words;
