/** Rounds of questions to the server, one at a time: where each of some requests stands. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { about, Problem } from '../../client.ts';
import { emptied } from '../../emptied.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { parseCollectLink } from '../../protocol/requestlink.ts';
import type { MadeHere } from '../../requests.ts';
import type { Standing, Standings } from './standing.ts';

/** Seconds to wait where the server asks for a pause and does not say how long. */
const PATIENCE = 60;

type Rounds = Pick<Standings, 'looked' | 'problem' | 'busy'> & {
  /** When each was asked about last, by its link, in milliseconds. */
  asked: ReadonlyMap<string, number>;
  /** Asks about all of these. `pressed`: somebody wants to know now. */
  begin: (some: readonly MadeHere[], pressed: boolean) => Promise<void>;
};

type Asking = {
  running: boolean;
  /** Somebody waits for what it tells. */
  pressed: boolean;
  /** Nobody sees the page any more. */
  left: boolean;
  /** Not to be asked before then. */
  pause: number;
  asked: Map<string, number>;
};

export function useRounds(tell: Standings['tell']): Rounds {
  const [looked, mark] = useState<string | null>(null);
  const [problem, complain] = useState<Reason | null>(null);
  const [busy, work] = useState(false);
  const { current } = useRef<Asking>({
    running: false,
    pressed: false,
    left: false,
    pause: 0,
    asked: new Map(),
  });
  useEffect(
    () => () => {
      current.left = true;
    },
    [],
  );
  const begin = async (some: readonly MadeHere[], pressed: boolean) => {
    if (some.length === 0) return;
    if (Date.now() < current.pause) return pressed ? complain('slow_down') : undefined;
    current.pressed ||= pressed;
    work(current.pressed);
    if (current.running) return;
    current.running = true;
    const failed = await round(some, current, tell);
    const wanted = current.pressed;
    current.running = current.pressed = false;
    if (current.left) return;
    work(false);
    // A round of its own that fails takes nothing away; the first one has to say why nothing is there.
    if (wanted || failed === null || looked === null) complain(failed);
    if (failed === null) mark(new Date().toISOString());
  };
  return { asked: current.asked, looked, problem, busy, begin };
}

/** The first failure ends the round, and is its answer. */
async function round(
  some: readonly MadeHere[],
  asking: Asking,
  tell: Standings['tell'],
): Promise<Reason | null> {
  for (const request of some) {
    asking.asked.set(request.link, Date.now());
    try {
      const standing = await standingOf(request);
      if (asking.left) return null;
      tell(request, standing);
    } catch (error) {
      if (error instanceof Problem && error.code === 'slow_down')
        asking.pause = Date.now() + (error.retryAfter ?? PATIENCE) * 1000;
      return reasonOf(error);
    }
  }
  return null;
}

async function standingOf(request: MadeHere): Promise<Standing> {
  try {
    const view = await (await collectingOf(request.collect ?? '')).where();
    return view.finished_at === undefined ? view.state : 'finished';
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) throw error;
    const server = await about().catch(() => null);
    return emptied(server?.store_since, request) === null ? 'gone' : 'emptied';
  }
}

export async function collectingOf(link: string) {
  const { Collecting } = await import('../../collecting/request.ts');
  return Collecting.fromLink(parseCollectLink(link));
}
