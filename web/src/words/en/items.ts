import { choices, fields, kinds, note } from './kinds.ts';

/** The forms of the items. */
export const words = {
  kinds,
  fields,
  choices,
  note,
  lead: {
    backoffice: 'A dedicated employee account, never your own.',
    ftp: 'An account for the files, best limited to the shop’s folder.',
    database: 'A user of the shop’s database, best made for support.',
    panel: 'Where your hosting is managed. A sub-account if your host offers one.',
    domain: 'Where the domain name was bought.',
    other: 'A key, a code, a configuration: anything that must stay out of the ticket.',
  },
  absent:
    'Support will read that you do not have this; the fields of this card are not sent. A note can help: who might have it, for example.',
  more: 'More fields',
  numbered: (what: string, n: number) => `${what} ${n}`,
  addNote: 'Add a note',
  noteHint: 'What support should know, a second address, working hours…',
  strong: 'Make a strong password',
  strongDone:
    'The field holds a new password. Enter the same one for the employee, in the back office.',
  choose: 'Choose…',
  guide: {
    backoffice: {
      title: 'How to create this account',
      why: 'Support must see the problem where it happens. A separate account shows who did what, and you can close it afterwards. If you have a staging shop, prefer it.',
      steps: [
        'Advanced Parameters → Team → Profiles: add a profile, for example “Support”.',
        'Permissions: allow only what is needed, for example modules but not customers.',
        'Employees: add an employee with this profile and a dedicated e-mail address.',
        'Copy here the address of the back office, then the e-mail and the password of the employee.',
        'When support has finished, deactivate or delete the employee.',
      ],
    },
    ftp: {
      title: 'Where to find it',
      why: 'Support may need to read or repair the shop’s files.',
      steps: [
        'In your hosting panel, look for “FTP accounts” or “SFTP / SSH access”.',
        'Create an account for support if you can, limited to the shop’s folder.',
        'When support has finished, delete this account or change its password.',
      ],
    },
    database: {
      title: 'Where to find it',
      why: 'Some problems can only be seen in the shop’s tables.',
      steps: [
        'In your hosting panel, look for “Databases” or “phpMyAdmin”.',
        'The shop’s own values are in app/config/parameters.php (database_host, database_name, …).',
        'When support has finished, change the password, in that file as well.',
      ],
    },
    panel: {
      title: 'Where to find it',
      why: 'Needed for what FTP cannot do: PHP settings, certificates, backups.',
      steps: [
        'The welcome e-mail of your host has the address, often with port 2083 (cPanel) or 8443 (Plesk).',
        'If your host offers sub-accounts, create one for support.',
        'When support has finished, delete this sub-account or change the password.',
      ],
    },
    domain: {
      title: 'Where to find it',
      why: 'Only needed when the domain must point to another server.',
      steps: [
        'The registrar is the company that you pay for the domain each year.',
        'Many registrars let you delegate one domain without sharing your password: prefer that.',
        'When support has finished, withdraw this delegation or change the password.',
      ],
    },
  },
  hint: {
    backoffice: { url: 'With the folder’s real name, for example https://my-shop.com/admin834xk' },
    ftp: { path: 'For example /www or /public_html' },
    database: { admin_url: 'If there is one' },
    domain: { domain: 'For example my-shop.com' },
    other: { secret: 'Sent exactly as it is, line by line' },
  },
  found: {
    title: 'Recognised in your text',
    said: (names: string) => `Recognised: ${names}. Please check the forms below.`,
    what: (name: string) => `Kind of access: ${name}`,
    lines: (count: number) => (count === 1 ? 'one line of text' : `${count} lines of text`),
    changed: (kind: string) => `Changed to: ${kind}. No value was dropped.`,
    rest: 'Nothing was left out: what was not recognised stays as text.',
    spare: 'Not asked for: left out.',
    include: 'Add',
    includeThing: (name: string) => `Add: ${name}`,
    undo: 'Undo',
    source: 'The lines this was taken from',
  },
  files: {
    added: (name: string) => `Added: ${name}.`,
    size: (have: string, most: string) => `${have} of ${most} used`,
    large: (name: string, have: string, most: string) =>
      `${name} is ${have}; this server takes ${most} at most. It was not added, everything else is still here.`,
    busy: (name: string) =>
      `${name} was not added: everything was just being sealed. Share it again with another link.`,
    unread: (name: string) =>
      `${name} could not be read, so it was not added. Everything else is still here.`,
  },
  amount: { label: 'How long', unit: 'Unit', hours: 'hours', days: 'days' },
  passphrase: {
    tell: 'Tell these words by telephone, never in the same ticket.',
    label: 'Passphrase',
    own: 'Lower case, with one space between the words. You may also choose your own.',
    again: 'Suggest other words',
    doubt: {
      spaces: 'There are spaces before or after it. Support must type them, too.',
      short: 'This is short. Four words are easier to say and harder to guess.',
    },
    fix: { spaces: 'Remove the spaces', short: 'Use four words' },
  },
  doubt: {
    spaces: 'There are spaces before or after this password.',
    quotes:
      'This password contains curly quotes or apostrophes. A word processor may have added them.',
    host: 'Only the host’s name belongs here.',
    port: 'A port is a number from 1 to 65535.',
    https: 'https:// is missing in front.',
    http: 'With http:// the password can be intercepted.',
    admin: 'PrestaShop renames this folder: the real address ends in something like /admin834xk.',
    email: 'This does not look like an e-mail address.',
    publicKey: 'This is a public key: it opens nothing. Support needs the private one.',
    cutKey: 'The last line of the key is missing.',
    root: 'root can do everything on the server. If you can, make a user for support.',
    fix: {
      spaces: 'Remove the spaces',
      quotes: 'Make them straight',
      host: 'Put each part in its place',
      port: 'Use the usual port',
      https: 'Add https://',
      http: 'Use https://',
      email: 'Keep only the address',
    },
  },
};

export type ItemWords = typeof words;
