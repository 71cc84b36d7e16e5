/**
 * The requests that were made in this browser: their links, to collect the answer later. A collect
 * link with a one-off key opens its answer, so the page says that it is kept here.
 */

import { isKind, type KindId } from './protocol/kind.ts';

const ENDS = ['finished', 'expired', 'revoked', 'destroyed', 'lost', 'gone'] as const;

/** Why nothing comes of a request any more. */
export type End = (typeof ENDS)[number];

/**
 * `link` is the request link, `lang` the merchant's language. `collect` is the collect link: null
 * once nothing comes of the request any more, and `ended` then says why.
 */
export type MadeHere = {
  link: string;
  collect: string | null;
  ended?: End;
  reference: string;
  kinds: KindId[];
  lang: 'en' | 'fr';
  created: string;
  expires: string;
  code: string;
};

const REQUESTS = 'handover.requests';
const MOST = 200;

/** Newest first. Unreadable storage, or what others wrote into it, counts as empty. */
export function requestsMadeHere(): MadeHere[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(REQUESTS) ?? 'null');
    return Array.isArray(list) ? list.filter(isMadeHere) : [];
  } catch {
    return [];
  }
}

/**
 * False where the browser lets nothing be stored, or where every place is taken by a link that may
 * still open something: then the links are only on the page.
 */
export function rememberRequest(request: MadeHere): boolean {
  const others = requestsMadeHere().filter((known) => known.link !== request.link);
  const excess = Math.max(0, others.length + 1 - MOST);
  const past = others.filter(isPast);
  const dropped = past.slice(past.length - Math.min(excess, past.length));
  if (dropped.length < excess) return false;
  return store([request, ...others.filter((known) => !dropped.includes(known))]);
}

/** The collect link goes, as nothing is left to open; the list still shows the rest. */
export function endRequest(link: string, ended: End): void {
  const requests = requestsMadeHere();
  const open = requests.some((known) => known.link === link && known.collect !== null);
  if (!open) return;
  store(
    requests.map((known) => (known.link === link ? { ...known, collect: null, ended } : known)),
  );
}

/** An answer that came in the last moment lives as long again as the request did. */
function isPast({ ended, created, expires }: MadeHere): boolean {
  const end = Date.parse(expires);
  return ended !== undefined || end + (end - Date.parse(created)) < Date.now();
}

export function forgetRequest(link: string): void {
  store(requestsMadeHere().filter((known) => known.link !== link));
}

function store(requests: readonly MadeHere[]): boolean {
  try {
    localStorage.setItem(REQUESTS, JSON.stringify(requests));
    return true;
  } catch {
    return false;
  }
}

function isMadeHere(entry: unknown): entry is MadeHere {
  const members = (entry ?? {}) as Record<string, unknown>;
  const { kinds, lang, created, expires, collect, ended } = members;
  const texts = [members.link, members.reference, members.code];
  return (
    (ended === undefined ? typeof collect === 'string' : isEnd(ended) && collect === null) &&
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(kinds) &&
    kinds.every((kind) => typeof kind === 'string' && isKind(kind)) &&
    (lang === 'en' || lang === 'fr') &&
    [created, expires].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
  );
}

function isEnd(ended: unknown): ended is End {
  return (ENDS as readonly unknown[]).includes(ended);
}
