import { choices, fields, kinds, note } from './kinds.ts';

/** The opened bundle. */
export const words = {
  kinds,
  fields,
  choices,
  note,
  badge: (time: string) => `Opened ${time} · nobody else can`,
  title: 'Access to {host}',
  titlePlain: 'Here is the access',
  erase: 'I have it, erase',
  clear: 'Clear this page',
  held: (time: string) =>
    `The server erases its copy when you say so, at the latest ${time} after opening.`,
  telling: 'The server is erasing its copy. Do not reload this page: it has the only copy left.',
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
  keys: '{key} copies, {up} {down} change the row',
  allHidden: 'All secrets are hidden.',
  saved: (name: string) => `Saved: ${name}`,
  csvGuarded:
    "In the CSV file, values that a spreadsheet would read as a formula have a ' in front. Copy those from this page.",
  hidden: 'Hidden after some time without activity',
  hiddenText: 'It is still on this page, and only here.',
  showAgain: 'Show again',
  idle: 'The content is about to be hidden.',
  keepOpen: 'Keep it shown',
  kept: 'The content stays shown.',
  visit: 'Open the page',
  visitHttp: 'Open the page (not encrypted)',
  httpWarning: 'This address is not encrypted (http): what you type there can be intercepted.',
  command: (program: string) => `${program} command`,
  saveKey: 'Save the key as a file',
  absent: 'The merchant does not have this.',
  files: 'Files',
  save: 'Save',
  saveThing: (name: string) => `Save: ${name}`,
  nothing: 'No entries, only files.',
  empty: 'This link held nothing.',
};

export type ShownWords = typeof words;
