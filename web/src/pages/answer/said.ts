/** Which of the page's sentences says what became of an answer. */

import type { AnswererView, RequestState } from '../../client/requests.ts';
import type { GivenWords } from '../../words/en/answergiven.ts';

export type Said = keyof GivenWords['state'];

/** `open`: what was given is to be closed; not where all of it was said not to be there. */
export function saidOf({ state, finished_at }: AnswererView, closed: boolean, open: boolean): Said {
  if (state === 'pending') return 'answered';
  if (!isTaken(state)) return state;
  if (!open) return state;
  if (closed) return 'closed';
  return finished_at === undefined ? state : 'finished';
}

export function isTaken(state: RequestState): state is 'claimed' | 'opened' {
  return state === 'claimed' || state === 'opened';
}

/** Whether the server may tell more, without anybody here doing anything. */
export function isOpenEnded({ state, finished_at }: AnswererView): boolean {
  return state === 'answered' || (isTaken(state) && finished_at === undefined);
}

/** The time that the sentence is about. */
export function saidAt(said: Said, view: AnswererView): string {
  const { expires_at, claimed_at, ended_at, finished_at } = view;
  if (said === 'answered') return expires_at;
  if (said === 'finished') return finished_at ?? expires_at;
  return claimed_at ?? ended_at ?? expires_at;
}
