/** The calls of requests, made patiently; only their pages load it. */

import { call, nothing, SENDING } from '../client.ts';
import { patiently } from '../patience.ts';
import { toB64u } from '../protocol/token.ts';
import {
  type AnswererView,
  type AnswerRequest,
  type CollectorView,
  type PutRequest,
  readAnswererView,
  readCollectorView,
} from '../protocol/wire/requests.ts';
import { type Created, readCreated } from '../protocol/wire.ts';

export type {
  AnswererView,
  AnswerRequest,
  CollectorView,
  PutRequest,
  RequestState,
} from '../protocol/wire/requests.ts';

/** `apiKey`: null where requests are open to all. */
export function putRequest(
  rid: Uint8Array,
  body: PutRequest,
  apiKey: string | null,
): Promise<Created> {
  const content = { token: apiKey ?? undefined, body, within: SENDING };
  return patiently(() => call('PUT', path(rid), content, readCreated));
}

export function getAsAnswerer(rid: Uint8Array, answerToken: Uint8Array): Promise<AnswererView> {
  return patiently(() => call('GET', path(rid), { token: answerToken }, readAnswererView));
}

export function getAsCollector(rid: Uint8Array, collectToken: Uint8Array): Promise<CollectorView> {
  return patiently(() => call('GET', path(rid), { token: collectToken }, readCollectorView));
}

/** `expires_at` is then that of the bundle which answers. */
export function postAnswer(
  rid: Uint8Array,
  answerToken: Uint8Array,
  body: AnswerRequest,
): Promise<Created> {
  const content = { token: answerToken, body, within: SENDING };
  return patiently(() => call('POST', `${path(rid)}/answer`, content, readCreated));
}

/** Says that the intervention is over, so that the merchant closes the access. */
export function finishRequest(rid: Uint8Array, collectToken: Uint8Array): Promise<void> {
  return patiently(() => call('POST', `${path(rid)}/finish`, { token: collectToken }, nothing));
}

/** Withdraws the request, or its answer while nobody has collected it. */
export function deleteRequest(rid: Uint8Array, collectToken: Uint8Array): Promise<void> {
  return patiently(() => call('DELETE', path(rid), { token: collectToken }, nothing));
}

function path(rid: Uint8Array): string {
  return `requests/${toB64u(rid)}`;
}
