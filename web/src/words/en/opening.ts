/** What every page that opens says of its one press. */
export const opening = {
  facts: {
    expires: (inTime: string) => `Expires ${inTime}`,
    size: (size: string) => `${size} sealed`,
  },
  lease: (time: string) =>
    `You can reload this page for ${time}. Have your password manager ready.`,
  noReload:
    'Do not reload this page: what it shows would be gone. Have your password manager ready.',
  checking: 'Checking the passphrase on this device…',
  opening: 'Opening…',
  waits: {
    asking: 'The server has not answered yet. Asking it opens nothing.',
    unopened: 'The server asks for a short wait. Nothing was opened yet; trying again…',
    perhaps:
      'No answer yet; trying again. If it was opened, the copy is kept for this tab alone: leave it open.',
  },
  resume: {
    title: 'You opened this a moment ago',
    lead: 'Your copy is still there for a short time. Show it again and take what you need.',
    button: 'Show it again',
  },
  notOpened: 'Nothing was opened.',
  noCopy:
    'No answer came. It may be open already, and this server keeps no copy: try again to find out.',
  hurry:
    'No answer came. It may be open already, and then your copy is erased in less than a minute: try again now.',
};

export type OpeningWords = typeof opening;
