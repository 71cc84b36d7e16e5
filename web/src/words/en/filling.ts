import { kinds } from './kinds.ts';

/** A form that is filled and sealed. */
export const filling = {
  kinds,
  paste: {
    title: 'Paste what you have',
    hint: 'An e-mail from your host, a list, a configuration file. It is sorted on this device only.',
    label: 'What you have',
    placeholder: 'Host: ftp.my-shop.com\nUser: …',
    sort: 'Sort it into forms',
    plain: 'Nothing here was recognised for certain. It will be sealed as text, exactly as it is.',
  },
  files: {
    title: 'Files',
    hint: 'A key file, a screenshot, an export. Sealed with the rest.',
    add: 'Add files',
  },
  sealing: 'Your device is sealing it…',
  sending: 'Sending the sealed content…',
  failed: 'Not sent yet',
  resend: 'Send again',
  remove: {
    button: 'Remove',
    thing: (what: string) => `Remove: ${what}`,
    done: (what: string) => `Removed: ${what}.`,
  },
};
