import { accessKey } from './accesskey.ts';
import { fields, kinds } from './kinds.ts';

/** What must be mended before the sealing. */
export const words = {
  kinds,
  fields,
  summary: 'Please check before sealing',
  /** Beside the list, if only empty fields are in it. */
  anyway: 'Seal without these',
  required: 'Please fill this in',
  empty: (kind: string) => `Still empty in “${kind}”: `,
  nothing: 'Nothing to seal yet: paste what you have, or choose what to share.',
  accessKey: accessKey.flaw,
  passphrase: 'Please type a passphrase, or switch it off.',
  expiry: (most: string) => `Choose a time of at most ${most}.`,
  size: (have: string, most: string) =>
    `Together this is ${have}; this server takes ${most} at most. Please remove a file.`,
  sizeOfText: (have: string, most: string) =>
    `Together this is ${have}; this server takes ${most} at most. Please shorten the text.`,
  count:
    'At most 64 entries and 64 files fit into one link. Please make a second one for the rest.',
  long: 'The text is over 256 KB. Please attach it as a file.',
  text: 'One value holds a broken character that cannot be sealed. Please type it again.',
};

export type CheckWords = typeof words;
