/** What is sealed and opened. */

import { isKind, KINDS, type KindId } from '../src/protocol/kind.ts';

export type Case = {
  name: string;
  /** Milliseconds each for sealing and opening, or null. */
  goal: number | null;
  kinds: readonly KindId[];
  /** Bytes of the one file. */
  file: number;
  passphrase: boolean;
  /** Fewer where a round is slow on purpose. */
  rounds?: number;
};

export const CASES: readonly Case[] = [
  {
    name: 'an item of each kind',
    goal: 50,
    kinds: Object.keys(KINDS).filter(isKind),
    file: 0,
    passphrase: false,
  },
  { name: 'a file of 1 MiB', goal: 300, kinds: [], file: 1_048_000, passphrase: false },
  { name: 'with a passphrase', goal: null, kinds: ['other'], file: 0, passphrase: true, rounds: 3 },
];
