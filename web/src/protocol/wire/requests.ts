/** The JSON of `requests/{id}` (API). */

import { reader, requestState, type State, type Test, text, texts, time } from '../wire.ts';

/** From the answer on, that of the bundle that answers, whose `sealed` is `answered` here. */
export type RequestState = 'pending' | 'answered' | Exclude<State, 'sealed'>;

/**
 * Body of `PUT requests/{id}`, binary values in `b64u`, `expires_in` in seconds. `reference`: at
 * most 128 characters, with an API key only.
 */
export type PutRequest = {
  document: string;
  answer_hash: string;
  collect_hash: string;
  expires_in: number;
  reference?: string;
};

/** Body of `POST requests/{id}/answer`, `b64u`; `wraps` in the order of the document's keys. */
export type AnswerRequest = {
  link_hash: string;
  open_hash: string;
  receipt_hash: string;
  envelope: string;
  wraps: string[];
};

/** When what happened: `expires_at` unanswered while pending, then of the answer, uncollected. */
export type RequestTimes = {
  created_at: string;
  expires_at: string;
  answered_at?: string;
  claimed_at?: string;
  opened_at?: string;
  confirmed_at?: string;
  ended_at?: string;
  finished_at?: string;
};

/** What who answers may know. Without `requester` anybody could have made the request. */
export type AnswererView = RequestTimes & {
  state: RequestState;
  document: string;
  requester?: string;
};

/** What who collects may know: no `wraps` before the answer and once erased. */
export type CollectorView = RequestTimes & {
  state: RequestState;
  document: string;
  wraps: string[];
  envelope_sha256?: string;
};

const NEEDS = { state: requestState, document: text, created_at: time, expires_at: time };
const MAY: Record<string, Test> = {
  answered_at: time,
  claimed_at: time,
  opened_at: time,
  confirmed_at: time,
  ended_at: time,
  finished_at: time,
};

export const readAnswererView = reader<AnswererView>(NEEDS, { ...MAY, requester: text });
export const readCollectorView = reader<CollectorView>(
  { ...NEEDS, wraps: texts },
  { ...MAY, envelope_sha256: text },
);
