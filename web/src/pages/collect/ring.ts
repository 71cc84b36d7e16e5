/** The team keys at hand: those that this browser keeps, and those that were read on this page. */

import { useState } from 'preact/hooks';
import { readTeamKey } from '../../protocol/teamkey.ts';
import { forgetTeamKey, type KeptTeamKey, keepTeamKey, keptTeamKeys } from '../../teamkeys.ts';

export type AtHand = KeptTeamKey & { kept: boolean };

export type Ring = {
  keys: readonly AtHand[];
  /** Throws `TeamKeyRefused`: `file`, `update`. */
  add: (text: string) => AtHand;
  /** False where the browser lets nothing be stored. */
  keep: (key: AtHand, on: boolean) => boolean;
};

export function useRing(): Ring {
  const [keys, set] = useState<readonly AtHand[]>(() =>
    keptTeamKeys().map((key) => ({ ...key, kept: true })),
  );
  const put = (key: AtHand) =>
    set((known) =>
      known.some((one) => isSame(one, key))
        ? known.map((one) => (isSame(one, key) ? key : one))
        : [key, ...known],
    );
  const add = (text: string) => {
    const read = { ...readTeamKey(text), file: text };
    const key = keys.find((one) => isSame(one, read)) ?? { ...read, kept: false };
    put(key);
    return key;
  };
  const keep = (key: AtHand, on: boolean) => {
    if (!on) forgetTeamKey(key.file);
    const kept = on && keepTeamKey(key.file);
    put({ ...key, kept });
    return kept === on;
  };
  return { keys, add, keep };
}

function isSame(one: Pick<AtHand, 'file'>, other: Pick<AtHand, 'file'>): boolean {
  return one.file === other.file;
}
