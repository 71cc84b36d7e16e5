// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Unreachable } from '../src/client.ts';
import {
  Damaged,
  Mistyped,
  Opening,
  type Sealed,
  seal,
  tellSender,
  upload,
} from '../src/handover.ts';
import { type Bundle, envelopeSize } from '../src/protocol/bundle.ts';
import { parseReceiptLink, parseShareLink } from '../src/protocol/link.ts';
import { fromB64u, toB64u } from '../src/protocol/token.ts';
import { forgetOpening, openedHere, recallOpening, rememberOpening } from '../src/session.ts';

// In the browser a Worker does this; here the same function runs at once.
vi.mock('../src/passphrase.ts', async () => {
  const { argon2id } = await import('../src/protocol/argon2.ts');
  const { passphraseBytes } = await import('../src/protocol/key.ts');
  const stretch = async (text: string, salt: Uint8Array) => argon2id(passphraseBytes(text), salt);
  return { stretch };
});

const BASE = 'https://handover.example';
const BUNDLE: Bundle = {
  items: [{ kind: 'other', fields: { title: 'VPN', secret: ' exact bytes\u00a0' }, note: 'n' }],
  files: [{ name: 'key.pem', type: 'text/plain', bytes: Uint8Array.of(0, 1, 255) }],
  lang: 'fr',
};
const AT = '2030-01-01T00:00:00.000Z';

type Call = { method: string; url: string; body: Record<string, unknown> };
let calls: Call[] = [];

/** Answers the calls one after the other; an Error is a network that fails. */
function script(...replies: (Error | readonly [status: number, body: object | null])[]) {
  const left = [...replies];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ method: String(init.method), url, body: JSON.parse(String(init.body ?? null)) });
    const reply = left.shift() ?? new Error('nothing more is scripted');
    if (reply instanceof Error) throw reply;
    const [status, body] = reply;
    const { retry_after: wait, ...said } = { retry_after: undefined, ...body };
    const headers = wait === undefined ? {} : { 'retry-after': String(wait) };
    return new Response(body === null ? null : JSON.stringify(said), { status, headers });
  });
}

const opened = (sealed: Sealed) =>
  [200, { envelope: sealed.body.envelope, lease_expires_at: AT }] as const;
const view = (state: string) =>
  [200, { state, expires_at: AT, passphrase: false, tries_left: 5, size: 1104 }] as const;
const problem = (status: number, more: object = {}) =>
  [status, { code: 'c', detail: 'd', ...more }] as const;
const claims = () => calls.flatMap(({ body }) => (body?.claim === undefined ? [] : [body.claim]));

/** As if the link had just been followed in a fresh tab. */
function follow(sealed: Sealed): Promise<Opening> {
  const fragment = sealed.shareLink.slice(sealed.shareLink.indexOf('#'));
  if (recallOpening() === null) rememberOpening({ fragment, claim: null });
  return Opening.fromLink(parseShareLink(fragment));
}

beforeEach(() => {
  calls = [];
  forgetOpening();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('sealing', () => {
  test('the body holds hashes and envelope, and no key', async () => {
    const sealed = await seal(BUNDLE, null, 3600, BASE);
    const { key, passphrase } = parseShareLink(sealed.shareLink);
    expect(passphrase).toBe(false);
    expect(sealed.body.expires_in).toBe(3600);
    expect(fromB64u(sealed.body.envelope).length).toBe(envelopeSize(BUNDLE));
    expect(JSON.stringify(sealed.body)).not.toContain(toB64u(key).slice(0, 40));
    expect(parseReceiptLink(sealed.receiptLink).id).toEqual(sealed.id);
  });

  test('two seals of one bundle have nothing in common', async () => {
    const [a, b] = [await seal(BUNDLE, null, 60, BASE), await seal(BUNDLE, null, 60, BASE)];
    expect(a.shareLink).not.toBe(b.shareLink);
    expect(a.body.receipt_hash).not.toBe(b.body.receipt_hash);
    expect(a.body.envelope.slice(0, 60)).not.toBe(b.body.envelope.slice(0, 60));
  });

  test('an upload that fails goes again by itself, with the same bytes', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    script(new TypeError('lost'), problem(503), [201, { id: 'x', expires_at: AT }]);
    const uploaded = upload(sealed, null);
    await vi.runAllTimersAsync();
    expect(await uploaded).toEqual({ expires_at: AT });
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(3).fill(`PUT ./api/v1/bundles/${toB64u(sealed.id)}`),
    );
    expect(calls[1]).toEqual(calls[0]);
    expect(calls[2]).toEqual(calls[0]);
  });

  test.each(['', '\ud800x'])('%j is no passphrase', async (passphrase) => {
    await expect(seal(BUNDLE, passphrase, 60, BASE)).rejects.toThrow('passphrase refused');
  });
});

describe('opening', () => {
  test('gives back the bundle, then forgets the link at the confirm', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const opening = await follow(sealed);
    script(view('sealed'), opened(sealed), [204, null]);
    expect((await opening.peek()).state).toBe('sealed');
    const attempt = await opening.prepare(null);
    expect(await attempt.open()).toMatchObject({ bundle: BUNDLE, leaseExpiresAt: AT });
    expect(recallOpening()).not.toBeNull();
    expect(await attempt.confirm(true)).toBe(true);
    expect(recallOpening()).toBeNull();
    expect(calls[2]?.body).toEqual({ claim: claims()[0], readable: true });
  });

  test('the key is forgotten before the confirm is sent, and the confirm is retried', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const attempt = await (await follow(sealed)).prepare(null);
    script(opened(sealed), new TypeError('offline'), problem(429), [204, null]);
    await attempt.open();
    const confirmed = attempt.confirm(true);
    expect(recallOpening()).toBeNull();
    expect(openedHere()).toBe(true);
    await vi.runAllTimersAsync();
    expect(await confirmed).toBe(true);
    expect(new Set(claims()).size).toBe(1);
    expect(calls).toHaveLength(4);
  });

  test('a confirm that never gets through says so', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const attempt = await (await follow(sealed)).prepare(null);
    script(opened(sealed));
    await attempt.open();
    const confirmed = attempt.confirm(true);
    await vi.runAllTimersAsync();
    expect(await confirmed).toBe(false);
    expect(recallOpening()).toBeNull();
  });

  test('the lease ends what the tab remembers, also after a reload', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    script(opened(sealed), view('claimed'));
    await (await (await follow(sealed)).prepare(null)).open();
    vi.clearAllTimers();
    await (await follow(sealed)).peek();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(recallOpening()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(recallOpening()).toBeNull();
    expect(openedHere()).toBe(true);
  });

  test('what this browser cannot do shows before anything is sent, and is tried again', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const opening = await follow(sealed);
    script(opened(sealed));
    // A fresh page has tried nothing yet.
    vi.resetModules();
    const decode = vi.spyOn(TextDecoder.prototype, 'decode').mockImplementation(() => {
      throw new TypeError('not a function');
    });
    await expect(opening.prepare(null)).rejects.toThrow();
    expect(calls).toEqual([]);
    decode.mockRestore();
    await expect(opening.prepare(null)).resolves.toBeDefined();
  });

  test('no call carries the key or the passphrase', async () => {
    const sealed = await seal(BUNDLE, 'a secret phrase', 60, BASE);
    const opening = await follow(sealed);
    script(view('sealed'), opened(sealed), [204, null]);
    await opening.peek();
    const attempt = await opening.prepare('a secret phrase');
    await attempt.open();
    await attempt.confirm(true);
    const { key } = parseShareLink(sealed.shareLink);
    const said = JSON.stringify(calls);
    expect(calls).toHaveLength(3);
    expect(said).not.toContain(toB64u(key).slice(0, 40));
    expect(said).not.toContain('secret phrase');
  });

  test('no answer and 503 are retried with the same claim', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const attempt = await (await follow(sealed)).prepare(null);
    script(new TypeError('offline'), problem(503), opened(sealed));
    const result = attempt.open();
    await vi.runAllTimersAsync();
    expect((await result).bundle).toEqual(BUNDLE);
    expect(new Set(claims()).size).toBe(1);
    expect(calls).toHaveLength(3);
  });

  test('a 429 after a lost answer is retried with the same claim, as late as it asks', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const attempt = await (await follow(sealed)).prepare(null);
    script(new TypeError('lost'), problem(429, { retry_after: 9 }), opened(sealed));
    const started = Date.now();
    const result = attempt.open();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(calls).toHaveLength(2);
    await vi.runAllTimersAsync();
    expect((await result).bundle).toEqual(BUNDLE);
    expect(Date.now() - started).toBeGreaterThan(9_000);
    expect(new Set(claims()).size).toBe(1);
  });

  test('only ever a 429: nothing was claimed, and nothing is said to be', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const opening = await follow(sealed);
    script(problem(429, { retry_after: 60 }));
    await expect((await opening.prepare(null)).open()).rejects.toMatchObject({ status: 429 });
    expect(opening.begun).toBe(false);
  });

  test('a long wait says whether anything may be taken by then', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const attempt = await (await follow(sealed)).prepare(null);
    const waits: string[] = [];
    script(problem(429, { retry_after: 4 }), new TypeError('lost'), opened(sealed));
    const result = attempt.open((how) => waits.push(how));
    await vi.runAllTimersAsync();
    await result;
    expect(waits).toEqual(['unopened', 'perhaps']);
  });

  test('the patience ends within the lease, and the next press uses the same claim', async () => {
    vi.useFakeTimers();
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const opening = await follow(sealed);
    script();
    const started = Date.now();
    const failed = expect((await opening.prepare(null)).open()).rejects.toBeInstanceOf(Unreachable);
    await vi.runAllTimersAsync();
    await failed;
    expect(Date.now() - started).toBeLessThanOrEqual(45_000);
    expect(Date.now() - started).toBeGreaterThan(40_000);
    script(opened(sealed));
    await (await opening.prepare(null)).open();
    expect(new Set(claims()).size).toBe(1);
  });

  test('a refusal is not repeated, and the next passphrase has its own claim', async () => {
    const sealed = await seal(BUNDLE, 'right', 60, BASE);
    const opening = await follow(sealed);
    script(problem(403, { tries_left: 4 }), opened(sealed));
    const wrong = (await opening.prepare('wrong')).open();
    await expect(wrong).rejects.toMatchObject({ status: 403, triesLeft: 4 });
    expect((await (await opening.prepare('right')).open()).bundle).toEqual(BUNDLE);
    expect(new Set(claims()).size).toBe(2);
  });

  test('after a reload the same claim opens; a typing error then costs nothing', async () => {
    const sealed = await seal(BUNDLE, 'right', 60, BASE);
    script(opened(sealed), opened(sealed), opened(sealed));
    await (await (await follow(sealed)).prepare('right')).open();
    const reloaded = await follow(sealed);
    expect(reloaded.begun).toBe(true);
    await expect((await reloaded.prepare('wrong')).open()).rejects.toBeInstanceOf(Mistyped);
    expect((await (await reloaded.prepare('right')).open()).bundle).toEqual(BUNDLE);
    expect(new Set(claims()).size).toBe(1);
    expect(calls.every(({ url }) => url.endsWith('/open'))).toBe(true);
  });

  test('a passphrase that is needed is asked for before any call', async () => {
    const sealed = await seal(BUNDLE, 'right', 60, BASE);
    script();
    const opening = await follow(sealed);
    await expect(opening.prepare(null)).rejects.toThrow('passphrase refused: empty');
    await expect(opening.prepare('')).rejects.toThrow('passphrase refused: empty');
    expect(calls).toEqual([]);
  });

  test('the end of our own opening is the end of what the tab remembers', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const opening = await follow(sealed);
    script(opened(sealed), view('claimed'), view('opened'));
    await (await opening.prepare(null)).open();
    await opening.peek();
    expect(recallOpening()).not.toBeNull();
    await opening.peek();
    expect(recallOpening()).toBeNull();
  });
});

describe('a damaged envelope', () => {
  function damaged(sealed: Sealed) {
    const bytes = fromB64u(sealed.body.envelope);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    return [200, { envelope: toB64u(bytes) }] as const;
  }

  test('is reported as unreadable where the server knew the passphrase', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    script(damaged(sealed), [204, null]);
    const attempt = await (await follow(sealed)).prepare(null);
    await expect(attempt.open()).rejects.toMatchObject({ name: 'Damaged', reported: true });
    expect(calls[1]?.body).toEqual({ claim: claims()[0], readable: false });
    expect(recallOpening()).toBeNull();
  });

  test('is damaged also where the report gets no answer', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    script(damaged(sealed), new TypeError('offline'));
    const attempt = await (await follow(sealed)).prepare(null);
    await expect(attempt.open()).rejects.toMatchObject({ name: 'Damaged', reported: false });
    expect(calls).toHaveLength(2);
  });

  test('is not reported after a reload: the server did not check', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    script(opened(sealed), damaged(sealed));
    await (await (await follow(sealed)).prepare(null)).open();
    const again = await (await follow(sealed)).prepare(null);
    await expect(again.open()).rejects.toMatchObject({ name: 'Damaged', reported: false });
    expect(calls).toHaveLength(2);
  });

  test('may also be no envelope at all', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    script([200, { envelope: 'A' }], [204, null]);
    const attempt = await (await follow(sealed)).prepare(null);
    await expect(attempt.open()).rejects.toBeInstanceOf(Damaged);
  });
});

describe('that was not me', () => {
  test('is an open that cannot open', async () => {
    const sealed = await seal(BUNDLE, null, 60, BASE);
    const opening = await follow(sealed);
    script(view('opened'), problem(410, { state: 'opened', at: AT }));
    await opening.peek();
    await tellSender(opening);
    const attempt = await opening.prepare(null);
    script(opened(sealed));
    await attempt.open();
    expect(calls[1]?.url).toMatch(/\/open$/);
    expect(calls[1]?.body.open_token).not.toBe(calls[2]?.body.open_token);
    expect(new Set(claims()).size).toBe(2);
  });

  test('is not said of a sealed bundle', async () => {
    const opening = await follow(await seal(BUNDLE, null, 60, BASE));
    script(view('sealed'));
    await tellSender(opening);
    await opening.peek();
    await tellSender(opening);
    expect(calls.map(({ method }) => method)).toEqual(['GET']);
  });
});
