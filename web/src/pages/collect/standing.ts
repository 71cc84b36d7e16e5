/** Where the requests made here stand: asked of the server one after the other, the least recently asked first. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { useOwnLooks } from '../../following/looking.ts';
import { parseCollectLink } from '../../protocol/requestlink.ts';
import { type End, endRequest, type MadeHere } from '../../requests.ts';
import type { RequestsWords } from '../../words/en/requests.ts';

export type Standing = keyof RequestsWords['mine']['standing'];

/** Nothing comes any more from these. */
const OVER: readonly Standing[] = ['finished', 'expired', 'revoked', 'destroyed', 'lost', 'gone'];

// The server lets one address ask 60 times a minute, and a whole team may have one address.
/** Requests asked about when the list comes up. */
const FIRST = 20;
/** Requests asked about in a round that nobody pressed for, and milliseconds between two rounds. */
const MOST = 5;
const PAUSE = 60_000;
/** Milliseconds in which what was told counts as known, however often the page comes into view. */
const FRESH = 30_000;
/** Seconds to wait where the server asks for a pause and does not say how long. */
const PATIENCE = 60;

export type Standings = {
  /** What is not known is not in it. */
  of: (request: MadeHere) => Standing | undefined;
  /** When the last round ended; null before. */
  looked: string | null;
  /** Why the last round broke off. */
  problem: Reason | null;
  /** Asks about all of these. */
  again: (requests: readonly MadeHere[]) => void;
  /** Asks about this one. */
  ask: (request: MadeHere) => void;
  /** It is known already. */
  tell: (request: MadeHere, standing: Standing) => void;
};

/** Asks again now and then, while the page is seen, after what may still change. */
export function useStandings(requests: readonly MadeHere[]): Standings {
  const [known, know] = useState<ReadonlyMap<string, Standing>>(new Map());
  const [looked, mark] = useState<string | null>(null);
  const [problem, complain] = useState<Reason | null>(null);
  const { current } = useRef({
    running: false,
    left: false,
    /** Not to be asked before then. */
    pause: 0,
    asked: new Map<string, number>(),
  });
  const of = ({ link, ended }: MadeHere) => ended ?? known.get(link);
  const tell = (request: MadeHere, standing: Standing) => {
    know((before) => new Map(before).set(request.link, standing));
    const end = endOf(standing, request.expires);
    if (end !== null) endRequest(request.link, end);
  };
  /** The first failure ends the round, and is its answer. */
  const follow = async (some: readonly MadeHere[]): Promise<Reason | null> => {
    for (const request of some) {
      current.asked.set(request.link, Date.now());
      try {
        const standing = await standingOf(request.collect ?? '');
        if (current.left) return null;
        tell(request, standing);
      } catch (error) {
        if (error instanceof Problem && error.code === 'slow_down')
          current.pause = Date.now() + (error.retryAfter ?? PATIENCE) * 1000;
        return reasonOf(error);
      }
    }
    return null;
  };
  const round = async (some: readonly MadeHere[], asked: boolean) => {
    if (current.running || some.length === 0) return;
    if (Date.now() < current.pause) return asked ? complain('slow_down') : undefined;
    current.running = true;
    const failed = await follow(some);
    current.running = false;
    if (current.left) return;
    // A round of its own that fails takes nothing away; the first one has to say why nothing is there.
    if (asked || failed === null || looked === null) complain(failed);
    if (failed === null) mark(new Date().toISOString());
  };
  const open = (some: readonly MadeHere[]) =>
    leastRecent(
      some.filter((request) => request.collect !== null && !isOver(of(request))),
      current.asked,
    );
  const own = (most: number) =>
    void round(open(requests).filter(isStale(current.asked)).slice(0, most), false);
  useEffect(() => own(FIRST), [requests.length]);
  useEffect(
    () => () => {
      current.left = true;
    },
    [],
  );
  const waiting = requests.some((request) => !isOver(of(request)));
  useOwnLooks(waiting, waiting, () => own(MOST), PAUSE);
  return {
    of,
    looked,
    problem,
    again: (some) => void round(open(some), true),
    ask: (request) => void round([request], true),
    tell,
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
      return Date.parse(expires) < Date.now() ? 'gone' : null;
    default:
      return standing;
  }
}

async function standingOf(link: string): Promise<Standing> {
  try {
    const view = await (await collectingOf(link)).where();
    return view.finished_at === undefined ? view.state : 'finished';
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return 'gone';
    throw error;
  }
}

export async function collectingOf(link: string) {
  const { Collecting } = await import('../../collecting/request.ts');
  return Collecting.fromLink(parseCollectLink(link));
}
