/**
 * The requests that were made in this browser: their links, to collect the answer later. A collect
 * link with a one-off key opens its answer, so the page says that it is kept here.
 */

import { isKind, type KindId } from './protocol/kind.ts';

/** `link` is the request link, `collect` the collect link, `lang` the merchant's language. */
export type MadeHere = {
  link: string;
  collect: string;
  reference: string;
  kinds: KindId[];
  lang: 'en' | 'fr';
  created: string;
  expires: string;
  code: string;
};

const REQUESTS = 'handover.requests';
const MOST = 50;

/** Newest first. Unreadable storage, or what others wrote into it, counts as empty. */
export function requestsMadeHere(): MadeHere[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(REQUESTS) ?? 'null');
    return Array.isArray(list) ? list.filter(isMadeHere) : [];
  } catch {
    return [];
  }
}

/** False where the browser lets nothing be stored: then the links are only on the page. */
export function rememberRequest(request: MadeHere): boolean {
  const others = requestsMadeHere().filter((known) => known.link !== request.link);
  return store([request, ...others].slice(0, MOST));
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
  const { kinds, lang, created, expires } = members;
  const texts = [members.link, members.collect, members.reference, members.code];
  return (
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(kinds) &&
    kinds.every((kind) => typeof kind === 'string' && isKind(kind)) &&
    (lang === 'en' || lang === 'fr') &&
    [created, expires].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
  );
}
