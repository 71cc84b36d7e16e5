/**
 * What this device remembers if the merchant wants it: receipt links, names of kinds, dates. Never a
 * value, never a share link. And, for one tab, which kinds to seal again.
 */

import { isKind, type KindId } from './protocol/kind.ts';

export type Remembered = { link: string; kinds: KindId[]; created: string; expires: string };

const RECEIPTS = 'handover.receipts';
const AGAIN = 'handover.again';
const MOST = 50;

/** Newest first. Unreadable storage, or what others wrote into it, counts as empty. */
export function remembered(storage: Storage = localStorage): Remembered[] {
  const list = parsed(read(storage, RECEIPTS));
  return Array.isArray(list) ? list.filter(isRemembered) : [];
}

/** False where the browser lets nothing be stored. */
export function remember(receipt: Remembered, storage: Storage = localStorage): boolean {
  const others = remembered(storage).filter((known) => known.link !== receipt.link);
  return write(storage, RECEIPTS, JSON.stringify([receipt, ...others].slice(0, MOST)));
}

export function forget(link: string, storage: Storage = localStorage): void {
  write(
    storage,
    RECEIPTS,
    JSON.stringify(remembered(storage).filter((known) => known.link !== link)),
  );
}

/** Lets the share page of this tab start with the same kinds. */
export function sealAgain(kinds: readonly KindId[], storage: Storage = sessionStorage): void {
  write(storage, AGAIN, JSON.stringify(kinds));
}

/** The kinds to start with: told once, then forgotten. */
export function takeAgain(storage: Storage = sessionStorage): KindId[] {
  const kinds = parsed(read(storage, AGAIN));
  write(storage, AGAIN, null);
  return Array.isArray(kinds)
    ? kinds.filter((kind) => typeof kind === 'string' && isKind(kind))
    : [];
}

function isRemembered(entry: unknown): entry is Remembered {
  const { link, kinds, created, expires } = (entry ?? {}) as Partial<Record<string, unknown>>;
  return (
    typeof link === 'string' &&
    Array.isArray(kinds) &&
    kinds.every((kind) => typeof kind === 'string' && isKind(kind)) &&
    [created, expires].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
  );
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

// Both throw in a browser that forbids storage.
function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function write(storage: Storage, key: string, text: string | null): boolean {
  try {
    if (text === null) storage.removeItem(key);
    else storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
