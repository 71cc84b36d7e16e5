/** What became of what was sealed. */
export const following = {
  refresh: 'Refresh',
  looked: (time: string) => `As of ${time}`,
  step: {
    sealed: 'Sealed',
    asked: 'Access was asked for',
    answered: 'Sealed and sent',
    claimed: 'Opened',
    erased: 'Erased from the server',
    waiting: 'Waiting to be opened',
    willErase: 'Will be erased from the server',
    expired: 'Expired and erased, unread',
    revoked: 'Taken back and erased',
    destroyed: 'Destroyed unread',
    lost: 'Found missing',
    finished: 'Support said it is finished',
    willFinish: 'Support will say when it is finished',
    late: 'Tried again afterwards',
  },
  note: {
    notConfirmed: 'when the time was up, not confirmed by the reader',
    notReadable: 'it could not be decrypted when opened',
  },
  times: (n: number) => (n === 1 ? 'once, in vain' : `${n} times, in vain`),
  after: (time: string) => `${time} later`,
  atOnce: 'at once',
  tries: (n: number) =>
    n === 1 ? 'with a passphrase; one try is left' : `with a passphrase; ${n} tries are left`,
  print: 'Print',
  printed: (at: string) => `Printed ${at}`,
};
