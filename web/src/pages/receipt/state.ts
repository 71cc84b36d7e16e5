/** What the receipt page is at. It looks again by itself while it is seen and there may be more to tell. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { ahead } from '../../ahead.ts';
import { baseUrl } from '../../base.ts';
import type { Receipt } from '../../client.ts';
import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Followed, useLooking } from '../../following/looking.ts';
import type { ReceiptKey } from '../../following/revoke.tsx';
import type { Lang } from '../../format.ts';
import { useTongue } from '../../parts/words.tsx';
import {
  type LinkKind,
  LinkRefused,
  parseReceiptLink,
  parseShareLink,
  type Refusal,
  receiptLink,
  shareLink,
} from '../../protocol/link.ts';
import { receipt } from '../../receipt.ts';
import { restarted } from '../../restarted.ts';
import { Elsewhere, loadAfter } from './later.ts';
import { isOpenEnded } from './said.ts';

export type Shown = {
  at: 'shown';
  link: ReceiptKey;
  receipt: Receipt;
  looked: string;
  tooLate: boolean;
  /** Why the last look that the reader asked for told nothing. */
  problem: Reason | null;
};

/** No receipt to show, though the server may be well. */
export type Absent =
  | { at: 'none' }
  | {
      at: 'refused';
      reason: Refusal;
      found: LinkKind | null;
      /** The link for support, where it was that. */
      share: string | null;
    }
  | { at: 'nothing'; since: string | null };

export type State = Shown | Absent | { at: 'looking' } | { at: 'down'; reason: Reason };

export type Looking = {
  /** At what may be something else now. */
  anew: (tooLate?: boolean) => void;
  /** True where the server told something. */
  again: () => Promise<boolean>;
  /** Looks no more by itself until let go. */
  hold: (on: boolean) => void;
};

const FOLLOWED: Omit<Followed<State>, 'look'> = {
  first: { at: 'looking' },
  kept,
  told: ({ at }) => at === 'shown',
  hopeful: ({ at }) => at === 'down' || at === 'shown',
  waiting: (state) => state.at === 'shown' && isOpenEnded(state.receipt),
};

const firstLook = ahead(looked);

/** `turn` counts what the reader did: when it grows, the heading of what came takes the focus. */
export function useReceipt() {
  const { lang } = useTongue();
  const spoken = useRef(lang);
  spoken.current = lang;
  const look = async () => {
    const found = await firstLook();
    await partsFor(found, spoken.current);
    return found;
  };
  const { state, turn, show, anew: lookAnew, again, hold } = useLooking({ ...FOLLOWED, look });
  const anew = (tooLate = false) =>
    lookAnew((found) => (found.at === 'shown' ? { ...found, tooLate } : found));
  const paste = (text: string) => {
    const refused = follow(text);
    if (refused !== null) show(refused);
  };
  useLayoutEffect(() => {
    const changed = () => {
      // What is shown belongs to another link.
      show(FOLLOWED.first);
      anew();
    };
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const looking: Looking = { anew, again, hold };
  return { state, turn, looking, paste };
}

/** A look that fails takes nothing away; only one that was asked for complains. */
function kept(before: State, found: State, asked: boolean): State {
  if (before.at !== 'shown') return found;
  if (found.at === 'down') return asked ? { ...before, problem: found.reason } : before;
  return found.at === 'shown' ? { ...found, tooLate: before.tooLate } : found;
}

/** All that the page is going to show comes at once: nothing jumps. A part that fails offers another try. */
async function partsFor(found: State, lang: Lang): Promise<void> {
  const nothing = () => {};
  if (found.at === 'shown') {
    if (found.receipt.state !== 'sealed') await loadAfter(lang).catch(nothing);
  } else if (found.at !== 'down') await Elsewhere.preload(lang).catch(nothing);
}

/** Puts a receipt link into the address bar, to be bookmarked there. No other text gets there: it may hold a share key. */
function follow(text: string): State | null {
  try {
    const { id, secret } = parseReceiptLink(text);
    location.hash = receiptLink('', id, secret).replace(/^.*#/, '');
    return null;
  } catch (error) {
    if (error instanceof LinkRefused) return refusal(error, text);
    throw error;
  }
}

function refusal({ reason, found }: LinkRefused, text: string): State {
  const share = found === 'share' ? shareIn(text) : null;
  return { at: 'refused', reason, found: found ?? null, share };
}

function shareIn(text: string): string | null {
  try {
    const { key, passphrase } = parseShareLink(text);
    return shareLink(baseUrl(), key, passphrase);
  } catch {
    return null;
  }
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
      problem: null,
    };
  } catch (error) {
    if (error instanceof LinkRefused) {
      // What it holds instead may open something, and the history would keep it.
      history.replaceState(null, '', location.pathname + location.search);
      return refusal(error, input);
    }
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    return { at: 'down', reason: reasonOf(error) };
  }
}
