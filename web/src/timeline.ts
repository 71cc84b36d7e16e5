/** A receipt, or an answered request, as steps in time: what happened, and what is still ahead. */

import type { Receipt } from './client.ts';
import type { AnswererView } from './protocol/wire/requests.ts';
import type { following } from './words/en/following.ts';

/**
 * `at` is null for what is ahead, and for what has no time of its own. `after`: seconds since the
 * step before. `count`: how many times. `tries`: of a passphrase, left.
 */
export type Step = {
  name: keyof (typeof following)['step'];
  at: string | null;
  ahead?: true;
  bad?: true;
  after?: number;
  count?: number;
  note?: keyof (typeof following)['note'];
  tries?: number;
};

export function timeline(receipt: Receipt): Step[] {
  const steps: Step[] = [{ name: 'sealed', at: receipt.created_at }, ...after(receipt)];
  const past = steps.filter(({ ahead }) => !ahead);
  return [...past, ...late(receipt), ...steps.filter(({ ahead }) => ahead)];
}

/** Of a request that was answered: before, there is nothing to follow. */
export function answerTimeline(view: AnswererView): Step[] {
  const { created_at, answered_at } = view;
  return [
    { name: 'asked', at: created_at },
    { name: 'answered', at: answered_at ?? null },
    ...after(storyOf(view)),
  ];
}

/** An answered request, as the bundle that answers it. */
export function storyOf(view: AnswererView): Story {
  const { state } = view;
  return { ...view, state: state === 'answered' || state === 'pending' ? 'sealed' : state };
}

/** What a receipt and the view of who answered have in common. */
type Story = Pick<
  Receipt,
  | 'state'
  | 'expires_at'
  | 'claimed_at'
  | 'opened_at'
  | 'confirmed_at'
  | 'ended_at'
  | 'finished_at'
  | 'readable'
> &
  Partial<Pick<Receipt, 'passphrase' | 'tries_left'>>;

function after(receipt: Story): Step[] {
  const ended = receipt.ended_at ?? receipt.expires_at;
  switch (receipt.state) {
    case 'sealed':
      return [waiting(receipt)];
    case 'claimed':
      return [claimed(receipt), { name: 'willErase', at: null, ahead: true }, finished(receipt)];
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

function waiting({ passphrase, tries_left }: Story): Step {
  const step = { name: 'waiting', at: null, ahead: true } as const;
  return passphrase && tries_left !== undefined ? { ...step, tries: tries_left } : step;
}

function claimed(receipt: Story): Step {
  return { name: 'claimed', at: claimedAt(receipt) };
}

function claimedAt({ claimed_at, opened_at, expires_at }: Story): string {
  return claimed_at ?? opened_at ?? expires_at;
}

function erased(receipt: Story): Step {
  const { opened_at, expires_at, confirmed_at, readable } = receipt;
  const at = opened_at ?? expires_at;
  const step = { name: 'erased', at, after: erasedAfter(receipt) } as const;
  if (readable === false) return { ...step, note: 'notReadable', bad: true };
  // Erased before it was given out, there is nothing to confirm.
  const awaited = confirmed_at === undefined && step.after > 0;
  return awaited ? { ...step, note: 'notConfirmed' } : step;
}

/** Seconds from the opening to the erasure. */
export function erasedAfter(receipt: Story): number {
  const [from, to] = [claimedAt(receipt), receipt.opened_at ?? receipt.expires_at];
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}

function finished({ finished_at }: Story): Step {
  return finished_at === undefined
    ? { name: 'willFinish', at: null, ahead: true }
    : { name: 'finished', at: finished_at };
}

function late({ late_attempts: count }: Receipt): Step[] {
  return count === 0 ? [] : [{ name: 'late', at: null, count, bad: true }];
}
