/** What the receipt page is at. It looks again when it comes back into view. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Receipt } from '../../client.ts';
import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import {
  type LinkKind,
  LinkRefused,
  parseReceiptLink,
  type Refusal,
  receiptLink,
} from '../../protocol/link.ts';
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

/** `turn` counts what the reader did: when it grows, the heading of what came takes the focus. */
export function useReceipt() {
  const [{ state, turn }, set] = useState<{ state: State; turn: number }>({
    state: { at: 'looking' },
    turn: 0,
  });
  const turns = useRef(0);
  const show = (state: State) => set({ state, turn: turns.current });
  const look = async (tooLate = false) => {
    const found = await looked();
    show(found.at === 'shown' ? { ...found, tooLate } : found);
  };
  const press = (tooLate?: boolean) => {
    turns.current += 1;
    void look(tooLate);
  };
  const paste = (text: string) => {
    const refused = follow(text);
    if (refused === null) return;
    turns.current += 1;
    show(refused);
  };
  useEffect(() => {
    const again = () => press();
    // Without a link there is nothing to look at again.
    const seen = () =>
      document.visibilityState === 'visible' && location.hash !== '' && void look();
    void look();
    addEventListener('hashchange', again);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('hashchange', again);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  return { state, turn, look: () => void look(), press, paste };
}

/** Puts a receipt link into the address bar, to be bookmarked there. No other text gets there: it may hold a share key. */
function follow(text: string): State | null {
  try {
    const { id, secret } = parseReceiptLink(text);
    location.hash = receiptLink('', id, secret).replace(/^.*#/, '');
    return null;
  } catch (error) {
    if (error instanceof LinkRefused) return refusal(error);
    throw error;
  }
}

function refusal({ reason, found }: LinkRefused): State {
  return { at: 'refused', reason, found: found ?? null };
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
    if (error instanceof LinkRefused) {
      // What it holds instead may open something, and the history would keep it.
      history.replaceState(null, '', location.pathname + location.search);
      return refusal(error);
    }
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    return { at: 'down', reason: reasonOf(error) };
  }
}
