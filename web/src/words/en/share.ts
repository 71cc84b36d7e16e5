import { about } from './about.ts';
import { common } from './common.ts';
import { filling } from './filling.ts';

/** The first look of `/`. */
export const words = {
  ...common,
  ...filling,
  pageTitle: 'Hand over access, once',
  title: 'Hand over access, once',
  lead: 'You get one link for your support team. It opens once, then everything is erased. Never send passwords in the ticket itself.',
  pick: {
    title: 'Or fill in what was asked for',
    hint: 'Choose one or more.',
    hosted: 'Shop hosted by PrestaShop (Hosted)',
    hostedHint: 'Then the back office and the domain name are all that support needs.',
    added: (count: number) => (count === 1 ? 'added' : `${count} added`),
    about,
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
};

export type ShareWords = typeof words;
