/** What a look at a collect link tells. */

import { about, Problem } from '../../client.ts';
import type { Collecting, Seen } from '../../collecting/request.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Opening, tidy } from '../../handover.ts';
import type { Facts } from '../../opening/press.tsx';
import { type RequestFlaw, RequestRefused } from '../../protocol/document.ts';
import { type LinkKind, LinkRefused, type Refusal } from '../../protocol/link.ts';
import { parseCollectLink } from '../../protocol/requestlink.ts';
import { restarted } from '../../restarted.ts';
import { openedHere, recallOpening, survivesReload } from '../../session.ts';
import { letGoIfOver } from './over.ts';

/** A collect link that this page holds, what was asked for, and whether F5 keeps it. */
export type Held = { collecting: Collecting; seen: Seen; survives: boolean };

/** `opening` is null where a team's key has to be unlocked first. `lease` in seconds. */
export type ReadyAnswer = { held: Held; opening: Opening | null; facts: Facts; lease: number };

export type Found =
  | { at: 'list' }
  | { at: 'past' }
  | { at: 'refused'; reason: Refusal; found: LinkKind | null; input: string }
  | { at: 'nothing'; since: string | null }
  | { at: 'down'; reason: Reason; begun: boolean }
  | { at: 'flawed'; flaw: RequestFlaw; collecting: Collecting; seen: Seen | null }
  | { at: 'pending'; held: Held }
  | ({ at: 'ready' } & ReadyAnswer)
  | { at: 'ended'; held: Held }
  | { at: 'damaged'; held: Held; reported: boolean };

/** Seconds of a lease where the server has not said otherwise. */
const LEASE = 60;

export async function looked(): Promise<Found> {
  if (openedHere()) return { at: 'past' };
  const tab = recallOpening();
  if (tab === null) return { at: 'list' };
  try {
    const link = parseCollectLink(tab.fragment);
    // Who comes for the list, or with another link, needs no cipher.
    const [{ Collecting }] = await Promise.all([
      import('../../collecting/request.ts'),
      // Of nearly every request, next: with the first it comes beside, and not behind what the server says.
      import('../../collecting/answer.ts'),
    ]);
    return await followed(await Collecting.fromLink(link));
  } catch (error) {
    if (error instanceof LinkRefused) {
      const { reason, found = null } = error;
      return { at: 'refused', reason, found, input: tab.fragment };
    }
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    return { at: 'down', reason: reasonOf(error), begun: tab.claim !== null };
  }
}

async function followed(collecting: Collecting): Promise<Found> {
  let seen: Seen | null = null;
  try {
    const [looked, server] = await Promise.all([collecting.look(), about().catch(() => null)]);
    seen = looked;
    const held = { collecting, seen, survives: survivesReload() };
    return await standing(held, server?.lease ?? LEASE);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    return { at: 'flawed', flaw: error.reason, collecting, seen };
  }
}

async function standing(held: Held, lease: number): Promise<Found> {
  const { state } = held.seen.view;
  const begun = (recallOpening()?.claim ?? null) !== null;
  if (begun && state !== 'pending') tidy(state);
  if (state === 'pending') {
    await checkOwnKey(held);
    return { at: 'pending', held };
  }
  if (state !== 'answered' && !(state === 'claimed' && begun)) {
    letGoIfOver(held.collecting, held.seen.view);
    return { at: 'ended', held };
  }
  const opening = await openable(held);
  const facts = opening === null ? held.seen.view : await opening.peek();
  return { at: 'ready', held, opening, facts, lease };
}

/** A one-off link knows the one key that may stand in the request. A team's key ring is asked on the page. */
async function checkOwnKey({ collecting: { link }, seen }: Held): Promise<void> {
  if (link.key === 'team') return;
  const { checkKeys, oneOffKey } = await import('../../collecting/answer.ts');
  checkKeys(seen.asked, [(await oneOffKey(link.secret)).publicKey]);
}

async function openable({ collecting, seen }: Held): Promise<Opening | null> {
  const { oneOffKey, unwrap, unwrapped } = await import('../../collecting/answer.ts');
  const opening = await unwrapped(collecting);
  if (opening !== null || collecting.link.key === 'team') return opening;
  return unwrap(collecting, seen, await oneOffKey(collecting.link.secret));
}
