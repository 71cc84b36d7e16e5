import { keep } from './keep.ts';

/** After sealing. */
export const words = {
  ...keep,
  title: 'Send this link to support',
  badge: 'Sealed',
  lead: 'Paste it into your reply to the ticket. It opens once, until {at}.',
  link: 'The link for support',
  copy: 'Copy the link',
  copied: 'The link is copied. Paste it into your reply to the ticket.',
  ticket: {
    title: 'Or a ready message',
    hint: 'To paste into the ticket. The link is already in it.',
    language: 'Language of the message',
    text: 'Message for the ticket',
    copy: 'Copy the message',
  },
  qr: 'QR code',
  qrLabel: 'QR code of the link for support',
  words: 'Tell support this passphrase by telephone',
  wordsHint:
    'Not in the ticket, not by e-mail. It is not stored anywhere: note it down before you leave this page.',
  after: 'Afterwards',
  afterHint: 'When support has finished, close what you opened. The receipt has the list.',
  next: 'Share something else',
  uncopied: {
    title: 'The link is not copied yet',
    text: 'It is shown only here. Without it nobody can open what you sealed.',
    leave: 'Continue without copying it',
  },
  passphrase: 'Passphrase',
};

export type SealedWords = typeof words;
