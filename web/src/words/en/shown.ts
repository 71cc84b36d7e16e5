import { choices, fields, kinds, note } from './kinds.ts';

/** The opened bundle. */
export const words = {
  kinds,
  fields,
  choices,
  note,
  badge: (time: string) => `Opened ${time} · nobody else can`,
  title: (host: string) => `Access to ${host}`,
  titlePlain: 'Here is the access',
  erase: 'I have it, erase',
  clear: 'Clear this page',
  held: (time: string) =>
    `The server erases its copy when you press the button, at the latest ${time} after opening.`,
  telling:
    'The server is being told to erase its copy. Do not reload this page: it is the only copy left.',
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
  allHidden: 'All values are hidden.',
  saved: (name: string) => `Saved: ${name}`,
  csvGuarded:
    "In the CSV file, values that a spreadsheet would take for a formula have a ' in front. Copy those from this page.",
  hidden: 'Hidden, because nothing moved for a while',
  hiddenText: 'It is still on this page, and only here.',
  showAgain: 'Show again',
  idle: 'This page is about to hide itself.',
  keepOpen: 'Keep it open',
  kept: 'This page stays open.',
  visit: 'Open the page',
  visitHttp: 'Open the page (not encrypted)',
  httpWarning: 'This address is plain http: what you type there can be read on the way.',
  command: (program: string) => `${program} command`,
  saveKey: 'Save the key as a file',
  absent: 'The sender does not have this.',
  files: 'Files',
  save: 'Save',
  saveThing: (name: string) => `Save: ${name}`,
  nothing: 'No entries, only files.',
  empty: 'This bundle is empty.',
};

export type ShownWords = typeof words;
