// The page `/api`: both languages show every sample, and the samples belong together.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keyFlaw } from '../src/apikey.ts';
import { deriveRequest } from '../src/protocol/request.ts';
import { parseCollectLink, parseRequestLink } from '../src/protocol/requestlink.ts';
import { fromB64u, toB64u } from '../src/protocol/token.ts';
import * as english from '../src/words/en/asking.ts';
import * as french from '../src/words/fr/asking.ts';

const WEB = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, WEB), 'utf8');
const sample = (name: string) => read(`samples/${name}`).trimEnd();
const files = (folder: string) =>
  readdirSync(new URL(folder, WEB), { recursive: true, encoding: 'utf8' });

/** What stands behind the empty line: of a call or of an answer. */
const body = (name: string) => sample(name).split('\n\n').slice(1).join('\n\n');
const header = (name: string, of: string) =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(sample(of))?.[1] ?? '';

const asked = JSON.parse(body('ask.http'));
const client = JSON.parse(sample('add.json'));
const events = files('samples/events').map(
  (file) => [file, JSON.parse(sample(`events/${file}`))] as const,
);

describe.each(['api.html', 'api.fr.html'])('%s', (page) => {
  const html = read(page);
  const shown = Array.from(html.matchAll(/<x-sample of="(.+?)">/g), ([, file]) => file);

  test('shows every sample, each once', () => {
    const all = files('samples').filter((file) => file.includes('.') && file !== 'events');
    expect(shown.toSorted()).toEqual(all.toSorted());
  });

  test('lists its sections in their order', () => {
    const listed = Array.from(html.matchAll(/<li><a href="#(\w+)">(.+?)<\/a>/g), ([, ...it]) => it);
    const title = /<section [^>]*id="(\w+)"[^>]*>\s*<h2 [^>]*>\d+\. (.+?)<\/h2>/g;
    expect(listed).toEqual(Array.from(html.matchAll(title), ([, ...it]) => it));
    expect(listed).toHaveLength(12);
  });
});

test('French punctuation stays with its word', () => {
  const text = read('api.fr.html')
    .split('<body>')[1]
    ?.replace(/<[^>]+>/g, '');
  expect(text?.match(/.{20} [;:!?»]/g)).toBeNull();
});

describe('the request of the samples', () => {
  test('its links, id and code are of one request', async () => {
    const { hash } = parseRequestLink(asked.request_link);
    const keys = await deriveRequest(hash);
    expect(asked).toMatchObject({ id: toB64u(keys.rid), code: keys.code });
    expect(parseCollectLink(asked.collect_link)).toMatchObject({ hash, key: 'team' });
  });

  test('is the one that the other samples are about', () => {
    for (const name of ['one.sh', 'finish.sh', 'withdraw.sh']) {
      expect(sample(name)).toContain(`/requests/${asked.id}`);
    }
    expect(JSON.parse(body('one.http')).id).toBe(asked.id);
    expect(JSON.parse(body('list.http')).requests[0].id).toBe(asked.id);
  });

  test.each([
    ['en', english, '28 Nov, 15:31 (CET)'],
    ['fr', french, '28 nov. à 15:31 (UTC+1)'],
  ] as const)('the reply is the one of /request: %s', (lang, { asking, asked: what }, until) => {
    const list = new Intl.ListFormat(lang).format([what.backoffice, what.ftp]);
    expect(sample(`reply.${lang}.txt`)).toBe(asking(asked.request_link, until, list).trimEnd());
  });
});

test('the API key of the samples is one, and the file has it', () => {
  expect(keyFlaw(client.key)).toBeNull();
  expect(client.key.slice(5, 13)).toBe(client.key_id);
  expect(sample('handover.auth')).toBe(`Authorization: Bearer ${client.key}`);
  expect(sample('key.sh')).toContain(`revoke ${client.key_id} `);
});

describe('the events of the samples', () => {
  test.each(events)('%s', (file, event) => {
    expect(file).toBe(`${event.type}.json`);
    const [kind, id] = Object.entries<string>(event.subject)[0] ?? ['', ''];
    const [partition, millis] = event.id.split('-');
    expect(Number.parseInt(partition, 16)).toBe((fromB64u(id)[0] ?? 0) & 63);
    expect(Number(millis)).toBe(Date.parse(event.time));
    if (event.type !== 'intervention.finished') expect(kind).toBe(event.type.split('.')[0]);
  });

  test('the log shows two of them', () => {
    const of = (type: string) => events.find(([file]) => file === `${type}.json`)?.[1];
    const page = JSON.parse(body('events.http'));
    expect(page.events).toEqual([of('request.created'), of('request.answered')]);
  });
});

describe('the webhook of the samples', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  test('is verified by the lines for Node, and only as it came', async () => {
    vi.stubEnv('HANDOVER_WEBHOOK_SECRET', client.webhook_secret);
    const { eventIn } = await import(new URL('samples/verify.mjs', WEB).href);
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    const headers = Object.fromEntries(names.map((name) => [name, header(name, 'webhook.http')]));
    const came = body('webhook.http');
    vi.useFakeTimers({ now: Number(headers['webhook-timestamp']) * 1000 });
    const event = eventIn(came, headers);
    expect(event).toEqual(JSON.parse(sample('events/request.answered.json')));
    expect(event.id).toBe(headers['webhook-id']);
    expect(() => eventIn(came.replace('4711', '4712'), headers)).toThrow(/signature/i);
  });
});
