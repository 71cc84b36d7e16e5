/** What every page says. The other languages have the type of this one: a missing key does not compile. */
export const common = {
  language: 'Language',
  home: (name: string) => `${name}, share access`,
  foot: 'Everything is sealed in your browser. This server cannot read it.',
  share: 'Share access',
  receipts: 'Your receipts',
  askAccess: 'Ask for access',
  yourRequests: 'Your requests',
  imprint: 'Legal notice',
  privacy: 'Privacy',
  how: 'How it works',
  loading: 'One moment…',
  slow: 'This takes longer than usual. Nothing is lost.',
  copy: 'Copy',
  copied: 'Copied',
  copyThing: (what: string) => `Copy: ${what}`,
  copiedThing: (what: string) => `Copied: ${what}`,
  copyFailed: 'Could not copy. It is selected: press Ctrl+C, or hold it with your finger.',
  show: 'Show',
  showThing: (what: string) => `Show: ${what}`,
  tryAgain: 'Try again',
  required: 'required',
  opensNewTab: 'opens in a new tab',
  pasteLink: 'Paste the whole link here',
  useLink: 'Use this link',
  down: {
    silent: 'The server cannot be reached',
    browser: 'This browser cannot do it',
    refused: 'The server refuses this for now',
  },
  problem: {
    offline: 'You are offline. Nothing was lost; try again when you are connected.',
    unreachable: 'The server did not answer. Nothing was lost; try again in a moment.',
    slow_down:
      'Too many calls came from your network. Nothing was erased; wait a minute and try again.',
    not_durable:
      'The server cannot store safely at this moment. Nothing was lost; try again in a moment.',
    store_down: 'The server’s store is not reachable. Nothing was lost; try again in a moment.',
    full: 'The server is full for now. Nothing was lost; try again later, or tell your support team.',
    too_large:
      'The server refused this bundle as too large. Nothing was lost; remove a file and try again.',
    token:
      'This server takes this only with a valid access key. Nothing was lost; check the key, or ask your support team for a link.',
    browser:
      'This browser could not do it. Nothing was lost; try again, or use another browser that is up to date.',
    other:
      'The server refused this. Nothing was lost; try again, and tell your support team if it happens twice.',
  },
};

export type CommonWords = typeof common;
