/** A draft that is sealed to the keys of a request and sent. Loaded when there is something to seal. */

import { type Given, rememberGiven, rememberTry } from '../../answering.ts';
import { answerOf } from '../../asked.ts';
import { baseUrl } from '../../base.ts';
import { type AnswerRequest, postAnswer } from '../../client/requests.ts';
import { Problem } from '../../client.ts';
import type { Draft } from '../../draft.ts';
import { kindsOf } from '../../filling/kinds.ts';
import { sealAnswer } from '../../protocol/answer.ts';
import type { Lang } from '../../protocol/bundle.ts';
import type { KindId } from '../../protocol/kind.ts';
import { receiptLink } from '../../protocol/link.ts';
import { toB64u } from '../../protocol/token.ts';
import { toBundle } from '../../ready.ts';
import { arrived } from './arrived.ts';
import type { Request } from './state.ts';

export { complaintsOf } from '../../filling/complaints.ts';
export { Summary } from '../../parts/summary.tsx';

/** An answer on its way: the same bytes on each try. */
export type Parcel = { body: AnswerRequest; receipt: string; kinds: KindId[] };

/** Why an answer came too late; what was typed is kept. */
export type Late = 'answered' | 'expired' | 'revoked' | 'nothing';

/** The answer is at the server, or will never be. */
export type Done = { given: Given } | { late: Late };

/** Seals a checked draft. Throws what `sealAnswer` throws. */
export async function sealDraft(
  draft: Draft,
  { keys, asked }: Request,
  lang: Lang,
): Promise<Parcel> {
  const answer = answerOf(draft);
  const sealed = await sealAnswer(keys, asked, toBundle(answer, lang));
  return {
    receipt: receiptLink(baseUrl(), keys.rid, sealed.receiptSecret),
    // Files alone may hold a key.
    kinds: answer.items.length === 0 ? ['other'] : kindsOf(answer),
    body: {
      link_hash: toB64u(sealed.linkHash),
      open_hash: toB64u(sealed.openHash),
      receipt_hash: toB64u(sealed.receiptHash),
      envelope: toB64u(sealed.envelope),
      wraps: sealed.wraps.map(toB64u),
    },
  };
}

/** Sends it. Throws what may be tried again. */
export async function sendParcel(
  { body, receipt, kinds }: Parcel,
  { keys }: Request,
): Promise<Done> {
  const tried = { receipt, kinds, created: new Date().toISOString() };
  rememberTry(tried);
  try {
    const { expires_at: expires } = await postAnswer(keys.rid, keys.answerToken, body);
    const given = { ...tried, expires };
    rememberGiven(given);
    return { given };
  } catch (error) {
    const late = lateness(error);
    if (late === null) throw error;
    // An earlier try may have arrived, and only the word of it be lost.
    const given = late === 'answered' ? await arrived() : null;
    return given ? { given } : { late };
  }
}

function lateness(error: unknown): Late | null {
  if (!(error instanceof Problem)) return null;
  if (error.status === 404) return 'nothing';
  if (error.status === 409) return 'answered';
  if (error.status === 410) return error.state === 'revoked' ? 'revoked' : 'expired';
  return null;
}
