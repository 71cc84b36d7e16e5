// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { oneOffKey, unwrap, unwrapped } from '../src/collecting/answer.ts';
import { Collecting } from '../src/collecting/request.ts';
import { Damaged } from '../src/handover.ts';
import { type SealedAnswer, sealAnswer } from '../src/protocol/answer.ts';
import { type MadeRequest, makeRequest } from '../src/protocol/ask.ts';
import type { Bundle } from '../src/protocol/bundle.ts';
import { sha256 } from '../src/protocol/key.ts';
import { openDocument } from '../src/protocol/request.ts';
import { parseCollectLink } from '../src/protocol/requestlink.ts';
import { toB64u } from '../src/protocol/token.ts';
import type { CollectorView } from '../src/protocol/wire/requests.ts';
import { openedHere, recallOpening, rememberOpening } from '../src/session.ts';

const AT = '2030-01-01T00:00:00.000Z';
const BUNDLE: Bundle = {
  items: [{ kind: 'ftp', fields: { host: 'shop.example', password: ' exact\u00a0' } }],
  files: [],
  lang: 'fr',
};
const WISH = {
  ask: ['ftp'],
  reference: 'T-1',
  from: 'Camille',
  lang: 'fr',
  expiresAt: AT,
} as const;

type Call = { method: string; path: string; body: Record<string, unknown> | null };
let calls: Call[] = [];
let made: MadeRequest;
let answer: SealedAnswer;

/** A server that tells `view` and gives out `envelope`. */
function serve(view: Partial<CollectorView> = {}, envelope: Uint8Array = answer.envelope): void {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = url.replace('./api/v1/', '');
    calls.push({ method: String(init.method), path, body: JSON.parse(String(init.body ?? null)) });
    const json = path.endsWith('/open')
      ? { envelope: toB64u(envelope), lease_expires_at: AT }
      : { ...answered, ...view };
    return new Response(path.endsWith('/confirm') ? null : JSON.stringify(json), {
      status: path.endsWith('/confirm') ? 204 : 200,
    });
  });
}

let answered: CollectorView;

beforeEach(async () => {
  calls = [];
  made = await makeRequest({ ...WISH, ask: [...WISH.ask] }, 'https://h.example');
  answer = await sealAnswer(made.keys, await openDocument(made.keys, made.sealedDocument), BUNDLE);
  answered = {
    state: 'answered',
    document: toB64u(made.sealedDocument),
    wraps: answer.wraps.map(toB64u),
    envelope_sha256: toB64u(await sha256(answer.envelope)),
    created_at: AT,
    expires_at: AT,
    answered_at: AT,
  };
  const fragment = made.collectLink.slice(made.collectLink.indexOf('#'));
  rememberOpening({ fragment, claim: null });
});

const follow = () => Collecting.fromLink(parseCollectLink(made.collectLink));

/** As far as the key of the answer. */
async function reach() {
  const collecting = await follow();
  const own = await oneOffKey(parseCollectLink(made.collectLink).secret);
  return { collecting, opening: await unwrap(collecting, await collecting.look(), own) };
}

test('an answer opens, and nothing is taken before that', async () => {
  serve();
  const { opening } = await reach();
  const attempt = await opening.prepare(null);
  expect(calls.map(({ method }) => method)).toEqual(['GET']);
  expect((await attempt.open()).bundle).toEqual(BUNDLE);
  expect(await attempt.confirm(true)).toBe(true);
  const rid = toB64u(made.keys.rid);
  expect(calls.slice(1).map(({ path }) => path)).toEqual([
    `bundles/${rid}/open`,
    `bundles/${rid}/confirm`,
  ]);
  expect(openedHere()).toBe(true);
});

test('after a reload the wrap is not needed again, and the claim is the same', async () => {
  serve();
  const { collecting, opening } = await reach();
  await (await opening.prepare(null)).open();
  const again = await (await unwrapped(collecting))?.prepare(null);
  expect((await again?.open())?.bundle).toEqual(BUNDLE);
  const [first, second] = calls.flatMap(({ body }) => (body ? [body.claim] : []));
  expect(second).toBe(first);
  await again?.confirm(true);
  expect(await unwrapped(collecting)).toBeNull();
  expect(recallOpening()).toBeNull();
});

test('another envelope than the wrap was made for is not read, and the server hears of it', async () => {
  const other = answer.envelope.slice();
  other.set([0xff ^ (other.at(-1) ?? 0)], other.length - 1);
  serve({}, other);
  const { collecting, opening } = await reach();
  const attempt = await opening.prepare(null);
  await expect(attempt.open()).rejects.toMatchObject({ name: 'Damaged', reported: true });
  expect(calls.at(-1)?.body).toMatchObject({ readable: false });
  // Also where the claim was drawn before a reload.
  rememberOpening({ fragment: '#1c', claim: new Uint8Array(32), answer: new Uint8Array(64) });
  const again = await (await unwrapped(collecting))?.prepare(null);
  await expect(again?.open()).rejects.toThrow(Damaged);
  expect(calls.at(-1)?.body).toMatchObject({ readable: false });
});

test.each([
  ['a document of another request', 'sealed', () => ({ document: toB64u(new Uint8Array(80)) })],
  ['no base64url', 'sealed', () => ({ document: '=' })],
  ['a wrap too many', 'wraps', () => ({ wraps: [...answered.wraps, ...answered.wraps] })],
  ['no wrap', 'wraps', () => ({ wraps: [] })],
])('before the key is used: %s', async (_name, reason, change) => {
  serve(change());
  await expect((await follow()).look()).rejects.toMatchObject({ reason });
});

test.each([
  ['a wrap of another length', () => ({ wraps: [toB64u(new Uint8Array(1167))] })],
  ['a wrap of zeros', () => ({ wraps: [toB64u(new Uint8Array(1168))] })],
  ['a wrap for another envelope', () => ({ envelope_sha256: toB64u(new Uint8Array(32)) })],
  ['no hash of the envelope', () => ({ envelope_sha256: undefined })],
])('the wrap does not open: %s', async (_name, change) => {
  serve(change() as Partial<CollectorView>);
  await expect(reach()).rejects.toMatchObject({ reason: 'wrap' });
  expect(calls.map(({ method }) => method)).toEqual(['GET']);
  expect(recallOpening()?.answer).toBeNull();
});

test('a key that is not known stops it, even with a wrap that opens', async () => {
  serve();
  const collecting = await follow();
  const seen = await collecting.look();
  const own = await oneOffKey(parseCollectLink(made.collectLink).secret);
  const other = { ...seen.asked, keys: [...seen.asked.keys, new Uint8Array(1216)] };
  const view = { ...seen.view, wraps: [...seen.view.wraps, ...seen.view.wraps] };
  await expect(unwrap(collecting, { view, asked: other }, own)).rejects.toMatchObject({
    reason: 'unknown-key',
  });
});
