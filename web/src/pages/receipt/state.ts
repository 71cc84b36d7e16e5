/** What the receipt page is at. It looks again when it comes back into view. */

import { useEffect, useState } from 'preact/hooks';
import type { Receipt } from '../../client.ts';
import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type LinkKind, LinkRefused, parseReceiptLink, type Refusal } from '../../protocol/link.ts';
import { receipt } from '../../receipt.ts';
import { restarted } from '../../restarted.ts';

export type ReceiptKey = ReturnType<typeof parseReceiptLink>;

export type State =
  | { at: 'none' }
  | { at: 'looking' }
  | { at: 'refused'; reason: Refusal; found: LinkKind | null }
  | { at: 'nothing'; since: string | null }
  | { at: 'down'; reason: Reason }
  | { at: 'shown'; link: ReceiptKey; receipt: Receipt; looked: string; tooLate: boolean };

export function useReceipt() {
  const [state, set] = useState<State>({ at: 'looking' });
  const look = async (tooLate = false) => {
    const found = await looked();
    set(found.at === 'shown' ? { ...found, tooLate } : found);
  };
  useEffect(() => {
    const again = () => void look();
    const seen = () => document.visibilityState === 'visible' && again();
    again();
    addEventListener('hashchange', again);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('hashchange', again);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  return { state, look: () => void look(), changed: (tooLate: boolean) => void look(tooLate) };
}

async function looked(): Promise<State> {
  const input = location.hash;
  if (input === '') return { at: 'none' };
  try {
    const link = parseReceiptLink(input);
    return {
      at: 'shown',
      link,
      receipt: await receipt(link),
      looked: new Date().toISOString(),
      tooLate: false,
    };
  } catch (error) {
    if (error instanceof LinkRefused)
      return { at: 'refused', reason: error.reason, found: error.found ?? null };
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    return { at: 'down', reason: reasonOf(error) };
  }
}
