/** After sealing. */
export const words = {
  title: 'Send this link to support',
  badge: 'Sealed',
  lead: 'Paste it into your reply to the ticket. It opens once, until {at}.',
  link: 'The link for support',
  copy: 'Copy the link',
  message: 'Copy with a short message',
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
  ticket: (link: string, until: string, passphrase: boolean) =>
    `Hello,\n\nHere is the access. The link opens once, until ${until}; please copy what you need when you open it.\n\n${link}\n${
      passphrase ? '\nIt asks for a passphrase: I will tell you by telephone.\n' : ''
    }\nPlease say when you have finished, so that I can close the access.\n`,
  passphrase: 'Passphrase',
};

export type SealedWords = typeof words;
