/**
 * What this device remembers if the merchant wants it: receipt links, names of kinds, dates. Never a
 * value, never a share link. And, for one tab, which kinds to seal again.
 */

import { isKind, type KindId } from './protocol/kind.ts';

/** `closed`: the kinds that the merchant has ticked off. */
export type Remembered = {
  link: string;
  kinds: KindId[];
  created: string;
  expires: string;
  closed?: KindId[];
};

const RECEIPTS = 'handover.receipts';
const AGAIN = 'handover.again';
const MOST = 50;

/** Asked each time: a browser that forbids storage throws at the mere name of it. */
type Store = () => Storage;
const kept: Store = () => localStorage;
const ofTab: Store = () => sessionStorage;

/** Newest first. Unreadable storage, or what others wrote into it, counts as empty. */
export function remembered(store = kept): Remembered[] {
  const list = parsed(read(store, RECEIPTS));
  return Array.isArray(list) ? list.filter(isRemembered) : [];
}

/** False where the browser lets nothing be stored. */
export function remember(receipt: Remembered, store = kept): boolean {
  const others = remembered(store).filter((known) => known.link !== receipt.link);
  return rememberAll([receipt, ...others].slice(0, MOST), store);
}

/** In place of all that was remembered. False as for {@link remember}. */
export function rememberAll(receipts: readonly Remembered[], store = kept): boolean {
  return write(store, RECEIPTS, JSON.stringify(receipts));
}

export function forget(link: string, store = kept): void {
  rememberAll(
    remembered(store).filter((known) => known.link !== link),
    store,
  );
}

/** Lets the share page of this tab start with the same kinds. */
export function sealAgain(kinds: readonly KindId[], store = ofTab): void {
  write(store, AGAIN, JSON.stringify(kinds));
}

/** The kinds to start with: told once, then forgotten. */
export function takeAgain(store = ofTab): KindId[] {
  const kinds = parsed(read(store, AGAIN));
  write(store, AGAIN, null);
  return areKinds(kinds) ? kinds : [];
}

function isRemembered(entry: unknown): entry is Remembered {
  const { link, kinds, created, expires, closed = [] } = (entry ?? {}) as Record<string, unknown>;
  return (
    typeof link === 'string' &&
    areKinds(kinds) &&
    areKinds(closed) &&
    [created, expires].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
  );
}

function areKinds(value: unknown): value is KindId[] {
  return Array.isArray(value) && value.every((kind) => typeof kind === 'string' && isKind(kind));
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

// Both throw in a browser that forbids storage.
function read(store: Store, key: string): string | null {
  try {
    return store().getItem(key);
  } catch {
    return null;
  }
}

function write(store: Store, key: string, text: string | null): boolean {
  try {
    if (text === null) store().removeItem(key);
    else store().setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
