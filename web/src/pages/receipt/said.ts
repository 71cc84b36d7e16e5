/** Which of the page's sentences says how things stand. */

import type { Receipt } from '../../client.ts';
import type { ReceiptWords } from '../../words/en/receipt.ts';

export type Said = keyof ReceiptWords['state'];

/** `closed`: everything on the checklist is ticked off. */
export function saidOf(receipt: Receipt, closed: boolean): Said {
  if (!isTaken(receipt)) return receipt.state;
  if (closed) return 'closed';
  if (receipt.readable === false) return 'unreadable';
  return receipt.finished_at === undefined ? receipt.state : 'finished';
}

export function isTaken({ state }: Pick<Receipt, 'state'>): boolean {
  return state === 'claimed' || state === 'opened';
}

/** Whether the server may tell more, without the sender doing anything. */
export function isOpenEnded({ state, finished_at }: Receipt): boolean {
  return state === 'sealed' || (isTaken({ state }) && finished_at === undefined);
}

/** The time that the sentence is about. */
export function saidAt(said: Said, receipt: Receipt): string {
  const { expires_at, claimed_at, ended_at, finished_at } = receipt;
  if (said === 'sealed') return expires_at;
  if (said === 'finished') return finished_at ?? expires_at;
  return claimed_at ?? ended_at ?? expires_at;
}
