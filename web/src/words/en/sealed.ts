/** After sealing. */
export const words = {
  title: 'Send this link to support',
  badge: 'Sealed',
  lead: 'Paste it into your reply to the ticket. It opens once, until {at}.',
  link: 'The link for support',
  copy: 'Copy the link',
  copied: 'The link is copied. Paste it into your reply to the ticket.',
  ticket: {
    title: 'Or the whole message',
    hint: 'Ready to paste into the ticket. The link is in it.',
    language: 'Language of the message',
    text: 'Message for the ticket',
    copy: 'Copy the message',
  },
  qr: 'QR code',
  qrLabel: 'QR code of the link for support',
  words: 'Tell support this passphrase by telephone',
  wordsHint:
    'Not in the ticket, not by e-mail. It is not stored anywhere: note it down before you leave.',
  receipt: 'Keep for yourself: the receipt',
  receiptHint: 'Shows when it was opened, and lets you take it back. Do not send this one.',
  receiptLink: 'The receipt link, for you alone',
  receiptOpen: 'Open the receipt',
  remember: 'Remember this receipt on this device',
  rememberHint:
    'Keeps the receipt link, the names of what you shared and the dates in this browser. Never a password.',
  rememberFailed:
    'This browser does not let the page remember anything. Copy the receipt link instead.',
  after: 'Afterwards',
  afterHint: 'When support has finished, close what you opened. The receipt has the list.',
  next: 'Share something else',
  uncopied: {
    title: 'The link is not copied yet',
    text: 'It is shown only here. Without it nobody can open what you sealed.',
    leave: 'Go on without it',
  },
  passphrase: 'Passphrase',
};

export type SealedWords = typeof words;
