/** What a look at a share link tells. */

import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { Opening, type View } from '../../handover.ts';
import { type LinkKind, LinkRefused, parseShareLink, type Refusal } from '../../protocol/link.ts';
import { restarted } from '../../restarted.ts';
import { openedHere, recallOpening, survivesReload } from '../../session.ts';

export type ShareKey = ReturnType<typeof parseShareLink>;

/** A share link that this page holds: its key, the way to the server, and whether F5 keeps it. */
export type Held = { link: ShareKey; opening: Opening; survives: boolean };

export type Found =
  | { at: 'refused'; reason: Refusal; found: LinkKind | null; input: string }
  | { at: 'nothing'; since: string | null }
  | { at: 'past' }
  | { at: 'down'; reason: Reason; begun: boolean }
  | { at: 'ready'; held: Held; view: View; lease: number }
  | { at: 'ended'; held: Held; view: View }
  | { at: 'damaged'; reported: boolean }
  | { at: 'unheard'; since: string };

/** Seconds of a lease where the server has not said otherwise. */
const LEASE = 60;

export async function looked(): Promise<Found> {
  if (openedHere()) return { at: 'past' };
  const input = recallOpening()?.fragment ?? '';
  try {
    const link = parseShareLink(input);
    const opening = await Opening.fromLink(link);
    const held = { link, opening, survives: survivesReload() };
    const [view, server] = await Promise.all([held.opening.peek(), about().catch(() => null)]);
    const open = view.state === 'sealed' || (view.state === 'claimed' && held.opening.begun);
    return open
      ? { at: 'ready', held, view, lease: server?.lease ?? LEASE }
      : { at: 'ended', held, view };
  } catch (error) {
    if (error instanceof LinkRefused)
      return { at: 'refused', reason: error.reason, found: error.found ?? null, input };
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    const begun = (recallOpening()?.claim ?? null) !== null;
    return { at: 'down', reason: reasonOf(error), begun };
  }
}
