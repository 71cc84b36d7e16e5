import { afterEach, expect, test, vi } from 'vitest';
import {
  about,
  getReceipt,
  getView,
  openBundle,
  Problem,
  putBundle,
  Unreachable,
} from '../src/client.ts';

const ID = new Uint8Array(16).fill(1);
const TOKEN = new Uint8Array(32).fill(2);
afterEach(() => {
  vi.useRealTimers();
});

const VIEW = {
  state: 'sealed',
  expires_at: '2030-01-01T00:00:00.000Z',
  passphrase: false,
  tries_left: 5,
  size: 1104,
};

function answers(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const send = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(text, { status, headers }),
  );
  vi.stubGlobal('fetch', send);
  return send;
}

test('a call is relative, carries its token, and nothing of the browser', async () => {
  const send = answers(200, VIEW);
  await getView(ID, TOKEN);
  const [url, init] = send.mock.calls[0] ?? [];
  expect(url).toBe('./api/v1/bundles/AQEBAQEBAQEBAQEBAQEBAQ');
  expect(new Headers(init?.headers).get('authorization')).toBe(`Bearer ${'AgIC'.repeat(10)}AgI`);
  expect(init).toMatchObject({
    method: 'GET',
    body: null,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
  });
});

test('a view has the members that the API names, and no others', async () => {
  answers(200, { ...VIEW, claimed_at: '2029-12-31T00:00:00.000Z', opened_at: null, more: 1 });
  expect(await getView(ID, TOKEN)).toEqual({ ...VIEW, claimed_at: '2029-12-31T00:00:00.000Z' });
});

test('a refusal says what the server said', async () => {
  const body = { type: 'x', title: 'x', code: 'wrong_passphrase', detail: 'why', tries_left: 4 };
  answers(403, body);
  const refused = openBundle(ID, TOKEN, { open_token: 'x', claim: 'y' });
  await expect(refused).rejects.toBeInstanceOf(Problem);
  await expect(refused).rejects.toMatchObject({
    status: 403,
    code: 'wrong_passphrase',
    triesLeft: 4,
  });
});

test('a refusal says state, time and when to come back', async () => {
  const at = '2029-12-31T00:00:00.000Z';
  answers(410, { code: 'gone', detail: 'd', state: 'opened', at }, { 'retry-after': '7' });
  await expect(about()).rejects.toMatchObject({ status: 410, state: 'opened', at, retryAfter: 7 });
});

test.each([
  [413, 'too_large'],
  [429, 'slow_down'],
])('a proxy that refuses with %i is understood without its page', async (status, code) => {
  answers(status, '<html>No</html>', { 'retry-after': '60' });
  await expect(about()).rejects.toMatchObject({ name: 'Problem', status, code, retryAfter: 60 });
});

const NOT_OURS: readonly [string, number, unknown][] = [
  ['an error page of a proxy', 502, '<html>Bad Gateway</html>'],
  ['an error without a code', 500, { error: 'oops' }],
  ['a page where JSON should be', 200, '<html>Log in to the hotel</html>'],
  ['JSON of another API', 200, { hello: 'world' }],
  ['a view without tries', 200, { ...VIEW, tries_left: undefined }],
  ['an unknown state', 200, { ...VIEW, state: 'eaten' }],
  ['a time that is none', 200, { ...VIEW, expires_at: 'tomorrow' }],
];

test.each(NOT_OURS)('%s counts as no answer', async (_name, status, body) => {
  answers(status, body);
  await expect(getView(ID, TOKEN)).rejects.toBeInstanceOf(Unreachable);
});

test('no network counts as no answer', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const body = { link_hash: '', open_hash: '', receipt_hash: '', envelope: '', expires_in: 60 };
  await expect(putBundle(ID, body)).rejects.toBeInstanceOf(Unreachable);
});

const BODY = { open_token: 'x', claim: 'y' };

/** A server that sends what it is told to, when it is told to; `hang` sends no head. */
function slow(hang: boolean) {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    const ended = new Promise<never>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
    if (hang) return ended;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        body = controller;
        ended.catch((reason) => controller.error(reason));
      },
    });
    return Promise.resolve(new Response(stream));
  });
  return {
    send: (text: string) => body?.enqueue(new TextEncoder().encode(text)),
    end: () => body?.close(),
  };
}

test('an open without a head of an answer is given up well within the lease', async () => {
  vi.useFakeTimers();
  slow(true);
  const refused = expect(openBundle(ID, TOKEN, BODY)).rejects.toBeInstanceOf(Unreachable);
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
});

test('a slow answer is waited for while bytes come, and not when they stop', async () => {
  vi.useFakeTimers();
  const first = slow(false);
  const opened = openBundle(ID, TOKEN, BODY);
  for (const piece of ['{"envel', 'ope":', '"é"}']) {
    await vi.advanceTimersByTimeAsync(9_000);
    first.send(piece);
  }
  await vi.advanceTimersByTimeAsync(9_000);
  first.end();
  expect(await opened).toEqual({ envelope: 'é' });
  const second = slow(false);
  const stalled = expect(openBundle(ID, TOKEN, BODY)).rejects.toBeInstanceOf(Unreachable);
  second.send('{');
  await vi.advanceTimersByTimeAsync(10_000);
  await stalled;
});

test('a receipt needs more than a view', async () => {
  answers(200, VIEW);
  await expect(getReceipt(ID, TOKEN)).rejects.toBeInstanceOf(Unreachable);
});
