/** The receipt, which belongs to the sender. */
export const keep = {
  receipt: 'Keep for yourself: the receipt',
  receiptHint:
    'It says when the link was opened, and lets you take it back before. Do not send it to anybody.',
  receiptLink: 'Receipt link, to keep for yourself',
  receiptOpen: 'Open the receipt',
  remember: 'Remember this receipt on this device',
  rememberHint:
    'This browser will keep the receipt link, the kinds of access and the dates. Never a password.',
  rememberFailed: 'This browser cannot remember anything here. Copy the receipt link instead.',
};
