/**
 * The team key files that this browser keeps: wrapped under their passphrase, never a seed (SPEC
 * section 5). Two files of one key stand side by side: only their passphrases tell which is good.
 */

import { readTeamKey, type TeamKey } from './protocol/teamkey.ts';

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
  readTeamKey(file);
  return store([file, ...othersThan(file)]);
}

export function forgetTeamKey(file: string): void {
  store(othersThan(file));
}

function othersThan(file: string): string[] {
  return keptTeamKeys().flatMap((known) => (known.file === file ? [] : [known.file]));
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
