/** Where the requests made here stand: asked of the server one after the other, the least recently asked first. */

import { useEffect, useState } from 'preact/hooks';
import type { Reason } from '../../explain.ts';
import { useOwnLooks } from '../../following/looking.ts';
import { type End, endRequest, type MadeHere } from '../../requests.ts';
import type { RequestsWords } from '../../words/en/requests.ts';
import { useRounds } from './rounds.ts';

export type Standing = keyof RequestsWords['mine']['standing'];

/** Nothing comes any more from these. */
const OVER: readonly Standing[] = [
  'finished',
  'expired',
  'revoked',
  'destroyed',
  'lost',
  'gone',
  'emptied',
];

// The server lets one address ask 60 times a minute, and a whole team may have one address.
/** Requests asked about when the list comes up. */
const FIRST = 20;
/** Requests asked about in a round that nobody pressed for, and milliseconds between two rounds. */
const MOST = 5;
const PAUSE = 60_000;
/** Milliseconds in which what was told counts as known, however often the page comes into view. */
const FRESH = 30_000;

export type Standings = {
  /** What is not known is not in it. */
  of: (request: MadeHere) => Standing | undefined;
  /** When the last round ended; null before. */
  looked: string | null;
  /** Why the last round broke off. */
  problem: Reason | null;
  /** A round that was pressed for is under way. */
  busy: boolean;
  /** Asks about all of these. */
  again: (requests: readonly MadeHere[]) => void;
  /** Asks about this one. */
  ask: (request: MadeHere) => void;
  /** It is known already. */
  tell: (request: MadeHere, standing: Standing) => void;
};

/** Asks again now and then, while the page is seen, after what may still change. */
export function useStandings(requests: readonly MadeHere[]): Standings {
  const { of, tell } = useKnown();
  const { asked, looked, problem, busy, begin } = useRounds(tell);
  const open = (some: readonly MadeHere[]) =>
    leastRecent(
      some.filter((request) => request.collect !== null && !isOver(of(request))),
      asked,
    );
  const own = (most: number) =>
    void begin(open(requests).filter(isStale(asked)).slice(0, most), false);
  useEffect(() => own(FIRST), [requests.length]);
  const waiting = requests.some((request) => !isOver(of(request)));
  useOwnLooks(waiting, waiting, () => own(MOST), PAUSE);
  return {
    of,
    looked,
    problem,
    busy,
    again: (some) => void begin(open(some), true),
    ask: (request) => void begin([request], true),
    tell,
  };
}

/** What the list says by itself, or the server has said. */
function useKnown(): Pick<Standings, 'of' | 'tell'> {
  const [known, know] = useState<ReadonlyMap<string, Standing>>(new Map());
  return {
    of: ({ link, ended }) => ended ?? known.get(link),
    tell: (request, standing) => {
      know((before) => new Map(before).set(request.link, standing));
      const end = endOf(standing, request.expires);
      if (end !== null) endRequest(request.link, end);
    },
  };
}

function isOver(standing: Standing | undefined): boolean {
  return standing !== undefined && OVER.includes(standing);
}

function isStale(asked: ReadonlyMap<string, number>) {
  return ({ link }: MadeHere) => Date.now() - (asked.get(link) ?? 0) >= FRESH;
}

function leastRecent(requests: readonly MadeHere[], asked: ReadonlyMap<string, number>) {
  const at = ({ link }: MadeHere) => asked.get(link) ?? 0;
  return [...requests].sort((one, other) => at(one) - at(other));
}

/** How it ended; null while its collect link may still be needed: a store that lost it may find it again. */
export function endOf(standing: Standing, expires: string): End | null {
  switch (standing) {
    case 'pending':
    case 'answered':
    case 'claimed':
    case 'opened':
      return null;
    case 'gone':
    case 'emptied':
      return Date.parse(expires) < Date.now() ? 'gone' : null;
    default:
      return standing;
  }
}
