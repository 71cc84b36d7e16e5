// The Zendesk app without Zendesk and without a page: what it makes of settings, answers, requests and time.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clean, isPast, keep, recall } from '../../../deploy/integrations/zendesk/assets/kept.js';
import { Pulse, pause } from '../../../deploy/integrations/zendesk/assets/pulse.js';
import { Refusal, refused } from '../../../deploy/integrations/zendesk/assets/refusal.js';
import { richReply } from '../../../deploy/integrations/zendesk/assets/reply.js';
import {
  fresh,
  idempotencyKey,
  isOpen,
  isUnfinished,
  isWaiting,
  joined,
  type Listed,
  type Made,
  standing,
} from '../../../deploy/integrations/zendesk/assets/requests.js';
import { language, readSettings } from '../../../deploy/integrations/zendesk/assets/settings.js';

const NOW = Date.parse('2026-11-22T09:00:00.000Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

function listed(id: string, state: Listed['state'], more: Partial<Listed> = {}): Listed {
  return { id, state, created_at: at(-3600), expires_at: at(86_400), ...more };
}

function made(id: string, more: Partial<Made> = {}): Made {
  const links = { request: `https://h.example/answer#${id}`, collect: 'https://h.example/collect' };
  const times = { created: at(-1), expires: at(86_399) };
  return { id, ...links, code: '123456', kinds: ['ftp'], lang: 'fr', ...times, ...more };
}

describe('settings', () => {
  const server = 'https://handover.example.org';

  test.each([
    [server, server],
    [` ${server}/ `, server],
    [`${server}/sub/path//`, `${server}/sub/path`],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('the address %j is %j', (given, read) => {
    expect(readSettings({ server: given })?.server).toBe(read);
  });

  test.each([
    undefined,
    '',
    'handover.example.org',
    'javascript:alert(1)',
    `${server}?a=b`,
    `${server}/#`,
  ])('the address %j is none', (given) => {
    expect(readSettings({ server: given })).toBeNull();
  });

  test.each([
    [undefined, 7],
    ['3', 3],
    [14, 14],
    ['', 7],
    [0, 7],
    [-1, 7],
    [1.5, 7],
    ['soon', 7],
  ])('a lifetime of %j is %j days', (given, days) => {
    expect(readSettings({ server, days: given })?.days).toBe(days);
  });

  test('the kinds that are ticked, in the order of the page', () => {
    const raw = { server, ask_other: true, ask_ftp: true, ask_database: false, ask_panel: 'true' };
    expect(readSettings(raw)?.kinds).toEqual(['ftp', 'other']);
  });

  test.each([
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['FR', 'fr'],
    ['fry', 'en'],
    ['en-US', 'en'],
    ['de', 'en'],
    [undefined, 'en'],
  ])('the locale %j reads %s', (locale, lang) => {
    expect(language(locale)).toBe(lang);
  });
});

describe('refusals', () => {
  const problem = (status: number, code: string) => ({
    status,
    responseText: JSON.stringify({ code, detail: 'In words.' }),
  });

  test.each([
    [problem(401, 'token'), 'key'],
    [problem(403, 'scope'), 'scope'],
    [problem(404, 'nothing_here'), 'missing'],
    [problem(409, 'state'), 'state'],
    [problem(422, 'invalid'), 'invalid'],
    [problem(429, 'slow_down'), 'slow_down'],
    [problem(503, 'not_durable'), 'not_durable'],
    [problem(503, 'store_down'), 'store_down'],
    [problem(507, 'full'), 'full'],
    [problem(418, 'something new'), 'other'],
    [{ status: 403, responseText: '<h1>Forbidden</h1>' }, 'foreign'],
    [{ status: 200, responseJSON: { code: 7 } }, 'foreign'],
    [{ status: 502, responseText: 'Bad Gateway' }, 'unreachable'],
    [{ status: 504 }, 'unreachable'],
    [{ status: 0 }, 'unreachable'],
    [new Error('Invocation request timeout'), 'unreachable'],
    [undefined, 'unreachable'],
  ])('%j is %s', (cause, reason) => {
    expect(refused(cause, true).reason).toBe(reason);
  });

  test('nothing came back, and the browser is offline', () => {
    expect(refused({ status: 0 }, false).reason).toBe('offline');
    expect(refused(problem(401, 'token'), false).reason, 'but an answer is one').toBe('key');
  });

  test.each([
    [{ 'Retry-After': '17' }, 17],
    [{ 'retry-after': '2' }, 2],
    [{ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [undefined, 0],
  ])('with the headers %j it waits %i seconds', (headers, seconds) => {
    expect(refused({ ...problem(429, 'slow_down'), headers }, true).seconds).toBe(seconds);
  });

  test('the words of the server come along, parsed before or not', () => {
    const parsed = { status: 422, responseJSON: { code: 'invalid', detail: 'No team key.' } };
    expect(refused(parsed, true)).toMatchObject({ reason: 'invalid', detail: 'No team key.' });
    expect(refused(problem(422, 'invalid'), true).detail).toBe('In words.');
  });

  test('a refusal stays the one it is', () => {
    const refusal = new Refusal('note');
    expect(refused(refusal, true)).toBe(refusal);
  });
});

describe('requests', () => {
  test.each([
    ['pending', undefined, 'pending', { waiting: true, unfinished: false }],
    ['answered', undefined, 'answered', { waiting: true, unfinished: false }],
    ['claimed', undefined, 'claimed', { waiting: false, unfinished: true }],
    ['opened', undefined, 'opened', { waiting: false, unfinished: true }],
    ['opened', at(0), 'finished', { waiting: false, unfinished: false }],
    ['claimed', at(0), 'finished', { waiting: false, unfinished: false }],
    ['expired', undefined, 'expired', { waiting: false, unfinished: false }],
    ['revoked', undefined, 'revoked', { waiting: false, unfinished: false }],
    ['destroyed', undefined, 'destroyed', { waiting: false, unfinished: false }],
    ['lost', undefined, 'lost', { waiting: false, unfinished: false }],
  ] as const)('%s, finished %s', (state, finished_at, how, { waiting, unfinished }) => {
    const request = listed('a', state, finished_at === undefined ? {} : { finished_at });
    expect(standing(request)).toBe(how);
    expect(isWaiting(request)).toBe(waiting);
    expect(isUnfinished(request)).toBe(unfinished);
    expect(isOpen(request)).toBe(waiting || unfinished);
  });

  test('one of a moment ago comes before the list that does not have it yet', () => {
    const requests = joined([listed('b', 'expired')], [made('a')], [], NOW);
    expect(requests.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'pending'],
      ['b', 'expired'],
    ]);
    expect(requests[0]?.made?.code).toBe('123456');
    expect(requests[1]?.made).toBeUndefined();
  });

  test('once it is listed, the list says how it stands', () => {
    const requests = joined([listed('a', 'answered')], [made('a')], [fresh(made('a'))], NOW);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ state: 'answered', made: { code: '123456' } });
  });

  test('until then it is what was last known of it', () => {
    const revoked = { ...fresh(made('a')), state: 'revoked' as const };
    const requests = joined([listed('b', 'expired')], [], [revoked, listed('b', 'pending')], NOW);
    expect(requests.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'revoked'],
      ['b', 'expired'],
    ]);
  });

  test('one that the server does not list after a minute is not there', () => {
    const old = made('a', { created: at(-61) });
    expect(joined([], [old], [], NOW)).toEqual([]);
    expect(joined([], [old], [fresh(old)], NOW)).toEqual([]);
  });

  test('the key of a wish is its own, and the same when it is wished again', () => {
    const wish = { ask: ['ftp', 'panel'], reference: '47', lang: 'fr', expires_in: 60 } as const;
    const again = { ...wish, ask: [...wish.ask] };
    const key = idempotencyKey(again, undefined);
    expect(key).toBe('zendesk-47-none-ftp.panel-fr-60');
    const others = [
      idempotencyKey(again, 'an-id'),
      idempotencyKey({ ...again, reference: '48' }, undefined),
      idempotencyKey({ ...again, ask: ['ftp'] }, undefined),
      idempotencyKey({ ...again, lang: 'en' }, undefined),
      idempotencyKey({ ...again, expires_in: 61 }, undefined),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });
});

describe('the reply', () => {
  const link = 'https://h.example/answer#Hq_a_b*c*';

  test('paragraphs; the link is one, whole', () => {
    expect(richReply(`Hello,\n\n${link}\n\nBye.\n`, link)).toBe(
      `<p>Hello,</p><p><a href="${link}">${link}</a></p><p>Bye.</p>`,
    );
  });

  test('nothing in it becomes markup', () => {
    const hostile = 'https://h.example/"><img src=x onerror=alert(1)>';
    const html = richReply(`<b>&'"\n\n${hostile}`, hostile);
    expect(html).not.toMatch(/<(?!\/?(p|a)\b)/);
    expect(html).toContain('&lt;b&gt;&amp;&#39;&quot;');
    expect(html).toContain('href="https://h.example/&quot;&gt;&lt;img');
  });
});

describe('what this browser keeps', () => {
  let stored: Map<string, string>;
  beforeEach(() => {
    stored = new Map();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    };
    const keys = { ownKeys: () => [...stored.keys()], getOwnPropertyDescriptor: own };
    vi.stubGlobal('localStorage', new Proxy(storage, keys));
  });
  const own = () => ({ enumerable: true, configurable: true });

  test('comes back for its ticket alone', () => {
    expect(keep('1', [made('a')])).toBe(true);
    expect(recall('1')).toEqual([made('a')]);
    expect(recall('2')).toEqual([]);
  });

  test('nothing left to keep leaves nothing behind', () => {
    keep('1', [made('a')]);
    keep('1', []);
    expect(stored.size).toBe(0);
  });

  test.each(['', '{', '7', 'null', '[null, 1, {"id":"a"}]'])('%j is nothing', (text) => {
    stored.set('handover.ticket.1', text);
    expect(recall('1')).toEqual([]);
  });

  test('lives as long as an answer can wait, and no longer', () => {
    const entry = made('a', { created: at(0), expires: at(100) });
    expect(isPast(entry, NOW + 199_000)).toBe(false);
    expect(isPast(entry, NOW + 200_000)).toBe(true);
    expect(isPast({ ...entry, expires: 'never' }, NOW), 'no time at all').toBe(true);
  });

  test('is cleared of what is past, in every ticket, and of nothing else', () => {
    keep('1', [made('old', { created: at(-100), expires: at(-50) })]);
    keep('2', [made('old', { created: at(-100), expires: at(-50) }), made('young')]);
    stored.set('handover.ticket.0', 'no list');
    stored.set('another app', 'stays');
    clean(NOW);
    expect([...stored.keys()]).toEqual(['handover.ticket.2', 'another app']);
    expect(recall('2').map(({ id }) => id)).toEqual(['young']);
  });

  test('is nothing where the browser forbids it, and says so', () => {
    vi.stubGlobal('localStorage', undefined);
    expect(keep('1', [made('a')])).toBe(false);
    expect(recall('1')).toEqual([]);
    expect(() => clean(NOW)).not.toThrow();
  });
});

describe('looking by itself', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    [0, 0, 30],
    [1, 0, 30],
    [2, 0, 60],
    [3, 0, 120],
    [9, 0, 300],
    [0, 90, 90],
    [1, 5, 30],
    [1, 3600, 3600],
  ])('after %i failures and a Retry-After of %i s: %i s', (failures, wished, seconds) => {
    expect(pause(failures, wished)).toBe(seconds);
  });

  test('at once, then each half minute, until it sleeps', async () => {
    const look = vi.fn(async () => null);
    const pulse = new Pulse(look);
    await pulse.wake();
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(look).toHaveBeenCalledTimes(2);
    pulse.sleep();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(look).toHaveBeenCalledTimes(2);
  });

  test('a Retry-After is waited for', async () => {
    const look = vi.fn(async () => new Refusal('slow_down', { seconds: 100 }));
    await new Pulse(look).wake();
    await vi.advanceTimersByTimeAsync(99_000);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look).toHaveBeenCalledTimes(2);
  });

  test('woken twice, it looks once, and has one pulse', async () => {
    const look = vi.fn(async () => null);
    const pulse = new Pulse(look);
    await Promise.all([pulse.wake(), pulse.wake()]);
    expect(look).toHaveBeenCalledTimes(1);
    await pulse.wake();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(look, 'the earlier timer is gone').toHaveBeenCalledTimes(3);
  });
});
