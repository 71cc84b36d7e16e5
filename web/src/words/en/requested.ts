/** `/request` once the link is made. */
export const words = {
  badge: 'Ready to send',
  title: 'Send this link to the merchant',
  lead: 'Paste it into the ticket. It can be answered once, until {at}.',
  link: 'The link for the merchant',
  copy: 'Copy the link',
  copied: 'The link is copied. Paste it into the ticket.',
  qr: 'QR code',
  qrLabel: 'QR code of the link for the merchant',
  message: {
    title: 'Or a ready message',
    hint: 'To paste into the ticket. The link is already in it.',
    language: 'Language of the message',
    text: 'Message for the ticket',
    copy: 'Copy the message',
  },
  code: 'Code to compare by telephone',
  codeHint:
    'The merchant’s page shows the same six digits. If they differ, the merchant has another request before them: nothing should be filled in there.',
  collect: {
    title: 'For you: the link to collect the answer',
    kept: 'This browser keeps it: you find it under “Your requests”.',
    unkept: 'This browser cannot keep anything: copy this link now, it is shown only here.',
    oneOff: 'Whoever has this link can read the answer. Put it nowhere but in a private note.',
    team: 'It opens nothing without the team’s key, so it can go in the private note.',
    link: 'Collect link, not for the merchant',
    copy: 'Copy for the private note',
    open: 'Open the page',
  },
  next: 'Make another request',
  after: 'Afterwards',
  afterHint: 'When the merchant has answered, collect the answer with your link. It opens once.',
  uncopied: {
    title: 'The collect link is not copied yet',
    text: 'It is shown only here. Without it nobody can open the answer.',
    leave: 'Continue without copying it',
  },
};

export type RequestedWords = typeof words;
