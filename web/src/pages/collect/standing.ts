/** Where the requests made here stand: asked of the server, newest first, one after the other. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { useOwnLooks } from '../../following/looking.ts';
import { parseCollectLink } from '../../protocol/requestlink.ts';
import type { MadeHere } from '../../requests.ts';
import type { RequestsWords } from '../../words/en/requests.ts';

export type Standing = keyof RequestsWords['mine']['standing'];

/** Nothing comes any more from these. */
const OVER: readonly Standing[] = ['finished', 'expired', 'revoked', 'destroyed', 'lost', 'gone'];

/** More would be a burden on a list that is seldom read to its end. */
const MOST = 20;

export type Standings = {
  /** By collect link. What is not known is not in it. */
  known: ReadonlyMap<string, Standing>;
  /** When the last round ended; null before. */
  looked: string | null;
  /** Why the round that the reader asked for broke off. */
  problem: Reason | null;
  again: () => void;
};

/** Asks again now and then, while the page is seen, after what may still change. */
export function useStandings(requests: readonly MadeHere[]): Standings {
  const [known, know] = useState<ReadonlyMap<string, Standing>>(new Map());
  const [looked, mark] = useState<string | null>(null);
  const [problem, complain] = useState<Reason | null>(null);
  const now = useRef({ running: false, left: false });
  const tell = (link: string, standing: Standing) =>
    know((before) => new Map(before).set(link, standing));
  const round = async (asked: boolean) => {
    if (now.current.running || requests.length === 0) return;
    now.current.running = true;
    const open = requests.filter(({ collect }) => asked || !isOver(known.get(collect)));
    const failed = await follow(open.slice(0, MOST), () => now.current.left, tell);
    now.current.running = false;
    if (now.current.left) return;
    complain(asked ? failed : null);
    if (failed === null) mark(new Date().toISOString());
  };
  useEffect(() => {
    void round(false);
    return () => {
      now.current.left = true;
    };
  }, []);
  const waiting = requests.some(({ collect }) => !isOver(known.get(collect)));
  useOwnLooks(waiting, waiting, () => void round(false));
  return { known, looked, problem, again: () => void round(true) };
}

function isOver(standing: Standing | undefined): boolean {
  return standing !== undefined && OVER.includes(standing);
}

/** The first failure ends the round, and is its answer. */
async function follow(
  requests: readonly MadeHere[],
  left: () => boolean,
  tell: (link: string, standing: Standing) => void,
): Promise<Reason | null> {
  for (const { collect } of requests) {
    try {
      const standing = await standingOf(collect);
      if (left()) return null;
      tell(collect, standing);
    } catch (error) {
      return reasonOf(error);
    }
  }
  return null;
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
