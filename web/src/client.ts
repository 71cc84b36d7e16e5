/** Speaks the API, relative to the page: a sub-path behind a proxy needs no configuration. */

import { toB64u } from './protocol/token.ts';
import {
  type About,
  type AnyState,
  type ConfirmBundle,
  type Created,
  Misunderstood,
  type OpenBundle,
  type OpenedBundle,
  type ProblemBody,
  type PutBundle,
  type Receipt,
  readAbout,
  readCreated,
  readOpened,
  readProblem,
  readReceipt,
  readView,
  type View,
} from './protocol/wire.ts';

export type { About, PutBundle, Receipt, State, View } from './protocol/wire.ts';

/** The server refused, and says why (RFC 9457). `code` is stable. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly state?: AnyState;
  readonly at?: string;
  readonly triesLeft?: number;
  /** Seconds. */
  readonly retryAfter?: number;

  constructor(status: number, body: ProblemBody, retryAfter: number | null) {
    super(`${status} ${body.code}`);
    this.status = status;
    this.code = body.code;
    if (body.state !== undefined) this.state = body.state;
    if (body.at !== undefined) this.at = body.at;
    if (body.tries_left !== undefined) this.triesLeft = body.tries_left;
    if (retryAfter !== null) this.retryAfter = retryAfter;
  }
}

/**
 * No answer, or none of this API: offline, timed out, a proxy's error page. Nothing is lost: every
 * call may be repeated.
 */
export class Unreachable extends Error {
  override name = 'Unreachable';
  constructor(cause: unknown) {
    super('the server could not be reached', { cause });
  }
}

/** Milliseconds to the answer: long enough for the largest envelope on a slow line. */
export const SENDING = 60_000;
/** Where little is sent: a line that has died must show while it can be repeated. */
const ASKING = 10_000;
/** Milliseconds without a byte after which an answer that has begun will not end. */
const STALLED = 10_000;
/** Milliseconds without an answer after which whoever waits should hear of it: few begin to wonder before. */
export const LONG = 2_000;

export function about(): Promise<About> {
  return call('GET', 'about', {}, readAbout);
}

/** `apiKey`: where only holders of one may create. */
export function putBundle(id: Uint8Array, body: PutBundle, apiKey?: string): Promise<Created> {
  return call(
    'PUT',
    `bundles/${toB64u(id)}`,
    { token: apiKey, body, within: SENDING },
    readCreated,
  );
}

export function getView(id: Uint8Array, linkToken: Uint8Array): Promise<View> {
  return call('GET', `bundles/${toB64u(id)}`, { token: linkToken }, readView);
}

export function getReceipt(id: Uint8Array, receiptToken: Uint8Array): Promise<Receipt> {
  return call('GET', `bundles/${toB64u(id)}`, { token: receiptToken }, readReceipt);
}

export function openBundle(
  id: Uint8Array,
  linkToken: Uint8Array,
  body: OpenBundle,
): Promise<OpenedBundle> {
  return call('POST', `bundles/${toB64u(id)}/open`, { token: linkToken, body }, readOpened);
}

export function confirmBundle(id: Uint8Array, body: ConfirmBundle): Promise<void> {
  const content = { body, keepalive: true } as const;
  return call('POST', `bundles/${toB64u(id)}/confirm`, content, nothing);
}

export function finishBundle(id: Uint8Array, linkToken: Uint8Array): Promise<void> {
  return call('POST', `bundles/${toB64u(id)}/finish`, { token: linkToken }, nothing);
}

export function deleteBundle(id: Uint8Array, receiptToken: Uint8Array): Promise<void> {
  return call('DELETE', `bundles/${toB64u(id)}`, { token: receiptToken }, nothing);
}

/** `token`: an API key is text. `within`: milliseconds to the head of the answer. */
type Content = {
  token?: Uint8Array | string | undefined;
  body?: object;
  keepalive?: true;
  within?: number;
};

export async function call<T>(
  method: string,
  path: string,
  { token, body, keepalive = undefined, within = ASKING }: Content,
  read: (json: unknown) => T,
): Promise<T> {
  const headers = new Headers();
  if (token !== undefined) {
    headers.set('authorization', `Bearer ${typeof token === 'string' ? token : toB64u(token)}`);
  }
  if (body !== undefined) headers.set('content-type', 'application/json');
  const deadline = new Deadline(within);
  let response: Response | undefined;
  try {
    response = await fetch(`./api/v1/${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // A confirm that is under way outlives the page.
      keepalive: keepalive === true,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: deadline.signal,
    });
    const json: unknown = response.status === 204 ? null : await readJson(response, deadline);
    if (response.ok) return read(json);
    throw new Problem(response.status, readProblem(json), retryAfter(response));
  } catch (error) {
    throw error instanceof Problem ? error : (ofProxy(response) ?? new Unreachable(error));
  } finally {
    deadline.lift();
  }
}

/** A proxy's own page where no try at once can do better: it takes less than the server, or fewer calls. */
function ofProxy(response: Response | undefined): Problem | null {
  const code = response && { 413: 'too_large', 429: 'slow_down' }[response.status];
  return code ? new Problem(response.status, { code, detail: '' }, retryAfter(response)) : null;
}

/** Ends a call that waits too long. */
class Deadline {
  readonly #end = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number) {
    this.extend(ms);
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** `ms` from now, whatever was said before. */
  extend(ms: number): void {
    this.lift();
    this.#timer = setTimeout(() => this.#end.abort(), ms);
  }

  lift(): void {
    clearTimeout(this.#timer);
  }
}

/** However large and slow an answer is: while bytes come, it is waited for. */
async function readJson(response: Response, deadline: Deadline): Promise<unknown> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    deadline.extend(STALLED);
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return JSON.parse(text + decoder.decode());
    text += decoder.decode(value, { stream: true });
  }
}

export function nothing(json: unknown): void {
  if (json !== null) throw new Misunderstood();
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isSafeInteger(seconds) && seconds >= 0 ? seconds : null;
}
