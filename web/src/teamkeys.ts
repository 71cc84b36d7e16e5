/** The team key files that this browser keeps: wrapped under their passphrase, never a seed (SPEC section 5). */

import { readTeamKey, type TeamKey } from './protocol/teamkey.ts';
import { equal } from './protocol/token.ts';

/** `file`: the text as it was imported. */
export type KeptTeamKey = TeamKey & { file: string };

const KEPT = 'handover.team-keys';

/** The last imported first. Unreadable storage, or what others wrote into it, counts as empty. */
export function keptTeamKeys(): KeptTeamKey[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    return Array.isArray(list) ? list.flatMap(readable) : [];
  } catch {
    return [];
  }
}

/** False where the browser lets nothing be stored. Throws `TeamKeyRefused`: `file`, `update`. */
export function keepTeamKey(file: string): boolean {
  const { publicKey } = readTeamKey(file);
  const others = keptTeamKeys().filter((known) => !equal(known.publicKey, publicKey));
  return store([file, ...others.map((known) => known.file)]);
}

export function forgetTeamKey(publicKey: Uint8Array): void {
  const others = keptTeamKeys().filter((known) => !equal(known.publicKey, publicKey));
  store(others.map(({ file }) => file));
}

function readable(file: unknown): KeptTeamKey[] {
  try {
    return typeof file === 'string' ? [{ ...readTeamKey(file), file }] : [];
  } catch {
    return [];
  }
}

function store(files: readonly string[]): boolean {
  try {
    localStorage.setItem(KEPT, JSON.stringify(files));
    return true;
  } catch {
    return false;
  }
}
