import { common } from './common.ts';
import { choices, fields, kinds, note } from './kinds.ts';

export const words = {
  ...common,
  kinds,
  fields,
  note,
  choices,
  pageTitle: 'Open what was handed over',
  title: 'Somebody handed you access',
  lead: 'It opens once. After you press the button nobody else can open it, and it is erased when you have what you need.',
  facts: {
    expires: (inTime: string) => `Expires ${inTime}`,
    size: (size: string) => `${size} sealed`,
    passphrase: 'Passphrase needed',
  },
  open: 'Open it now',
  lease: (time: string) =>
    `You can reload this page for ${time}. Have your password manager ready.`,
  passphrase: 'Passphrase',
  passphraseHint: 'The sender tells you by telephone. A wrong one counts as a try.',
  passphraseEmpty: 'Please type the passphrase.',
  tries: (n: number) => (n === 1 ? 'One try left; then it is destroyed.' : `${n} tries left.`),
  wrong: 'That is not the passphrase.',
  wrongFree: 'That is not the passphrase you typed before. It cost no try; please type it again.',
  checking: 'Checking the passphrase on this device…',
  opening: 'Opening…',
  resume: {
    title: 'You opened this a moment ago',
    lead: 'The copy for you is still there for a short time. Show it again and take what you need.',
    button: 'Show it again',
  },
  inApp: {
    title: 'This is the built-in browser of a mail or chat program',
    text: 'Such a window can close at any time, and it opens only once. Copy the link and open it in your own browser.',
    copy: 'Copy this link',
    thing: 'this link',
  },
  shown: {
    badge: (time: string) => `Opened ${time} · nobody else can`,
    title: (host: string) => `Access to ${host}`,
    titlePlain: 'Here is the access',
    count: (n: number) => (n === 1 ? '1 entry' : `${n} entries`),
    erase: 'I have it, erase',
    clear: 'Clear this page',
    held: (time: string) =>
      `The server erases its copy when you press the button, at the latest ${time} after opening.`,
    gone: 'Erased from the server. This page is the only copy left; clear it when you have everything.',
    eraseFailed: 'The server could not be told. It erases its copy by itself within a minute.',
    download: 'Save all as',
    text: 'Text',
    brief: {
      backoffice: { url: 'Address', email: 'E-mail' },
      ftp: { path: 'Path', key_passphrase: 'Key’s passphrase' },
      database: { admin_url: 'phpMyAdmin', prefix: 'Prefix' },
      domain: { url: 'Address', domain: 'Domain' },
      other: { title: 'Title', secret: 'Text' },
    },
    masked: 'hidden',
    hideAll: 'Hide all',
    keys: '{key} copies the row you are on.',
    csvGuarded:
      'In the CSV file, values that a spreadsheet would take for a formula have a ’ in front. Copy those from this page.',
    hidden: 'Hidden, because nothing moved for a while',
    hiddenText: 'It is still on this page, and only here.',
    showAgain: 'Show again',
    idle: 'This page is about to hide itself.',
    keepOpen: 'Keep it open',
    visit: 'Open the page',
    visitHttp: 'Open the page (not encrypted)',
    httpWarning: 'This address is plain http: what you type there can be read on the way.',
    command: (program: string) => `Copy ${program} command`,
    commandThing: (program: string) => `${program} command`,
    absent: 'The sender does not have this.',
    files: 'Files',
    save: 'Save',
    saveThing: (name: string) => `Save: ${name}`,
    nothing: 'No entries, only files.',
    empty: 'This bundle is empty.',
  },
  cleared: {
    title: 'Erased',
    lead: 'Nothing is left on the server or on this page.',
    away: 'Nothing is shown here any more',
    awayLead:
      'You left this page, so it was cleared. Within the short time after opening, reload it to see the access again.',
    reload: 'Reload',
    finishTitle: 'When your work is done',
    finishText: 'Say so, and the sender is reminded to close the access.',
    finish: 'Intervention finished',
    finished: 'The sender’s receipt now says: finished, close the access.',
  },
  ended: {
    claimed: {
      title: 'This has already been opened',
      text: 'It was opened on {at}. A link opens once, so it cannot be opened again.',
    },
    opened: {
      title: 'This has already been opened',
      text: 'It was opened on {at} and erased. A link opens once, so it cannot be opened again.',
    },
    expired: {
      title: 'This has expired, unread',
      text: 'Nobody opened it before {at}, so it was erased. Nobody has seen it. Ask the sender to seal it again.',
    },
    destroyed: {
      title: 'This was destroyed',
      text: 'Too many wrong passphrases were typed, so it was erased on {at}, unread. Ask the sender to seal it again.',
    },
    revoked: {
      title: 'The sender took this back',
      text: 'It was revoked on {at}, unread. If you still need it, ask the sender.',
    },
    lost: {
      title: 'This was lost',
      text: 'The server has the record but no longer the sealed bytes, through a fault of its store. Nobody can read it. Ask the sender to seal it again.',
    },
  },
  ask: {
    button: 'Copy a message to the sender',
    thing: 'a message to the sender',
    text: (page: string) =>
      `Hello,\n\nThe link you sent opens nothing any more, and nobody has read what was in it. Please share the access again here and send me the new link:\n\n${page}\n`,
  },
  notMe: {
    title: 'Was that not you or a colleague?',
    text: 'Then somebody else has this access. Tell the sender at once: the passwords must be changed.',
    button: 'That was not me: tell the sender',
    done: 'The sender’s receipt now shows a later try. Please call or write to them as well: they must change the passwords.',
  },
  nothing: {
    title: 'Nothing here',
    text: 'This link does not lead to anything: it may be too old, or belong to another server. If it was opened, its traces are gone too.',
    since: 'This server’s store started empty on {at}; what was sealed before is gone, unread.',
    next: 'Ask the sender for a new link.',
  },
  wrongKind: {
    receipt: {
      title: 'This is the receipt, not the link for support',
      text: 'The receipt opens nothing: it belongs to the sender. Ask for the other link. If you are the sender, you can open your receipt.',
      go: 'Open the receipt',
    },
    other: {
      title: 'This is another kind of link',
      text: 'It does not open a shared bundle. Nothing was opened and nothing is lost. Ask the sender for the share link.',
    },
  },
  damaged: {
    title: 'This cannot be read',
    text: 'It arrived, but its content is damaged; it was not sealed properly. It is erased, and the sender’s receipt says so. Ask the sender to seal it again.',
  },
  down: {
    title: 'The server cannot be reached',
    goneNot: 'Nothing was opened.',
  },
};

export type OpenWords = typeof words;
