/** A receipt as steps in time: what happened, and what is still ahead. */

import type { Receipt } from './client.ts';
import type { ReceiptWords } from './words/en/receipt.ts';

export type StepName = keyof ReceiptWords['step'];
/** `at` is null for what has not happened yet. */
export type Step = { name: StepName; at: string | null; note?: StepName; bad?: true };

export function timeline(receipt: Receipt): Step[] {
  return [{ name: 'sealed', at: receipt.created_at }, ...after(receipt)];
}

function after(receipt: Receipt): Step[] {
  const ended = receipt.ended_at ?? receipt.expires_at;
  switch (receipt.state) {
    case 'sealed':
      return [{ name: 'waiting', at: null }];
    case 'claimed':
      return [claimed(receipt), { name: 'willErase', at: null }, finished(receipt)];
    case 'opened':
      return [claimed(receipt), erased(receipt), finished(receipt)];
    case 'expired':
      return [{ name: 'expired', at: ended }];
    case 'revoked':
      return [{ name: 'revoked', at: ended }];
    case 'destroyed':
      return [{ name: 'destroyed', at: ended, bad: true }];
    case 'lost':
      return [{ name: 'lost', at: ended, bad: true }];
  }
}

function claimed({ claimed_at, opened_at, expires_at }: Receipt): Step {
  return { name: 'claimed', at: claimed_at ?? opened_at ?? expires_at };
}

function erased({ opened_at, expires_at, confirmed_at, readable }: Receipt): Step {
  const step = { name: 'erased', at: opened_at ?? expires_at } as const;
  if (readable === false) return { ...step, note: 'notReadable', bad: true };
  return confirmed_at === undefined ? { ...step, note: 'notConfirmed' } : step;
}

function finished({ finished_at }: Receipt): Step {
  return finished_at === undefined
    ? { name: 'willFinish', at: null }
    : { name: 'finished', at: finished_at };
}
