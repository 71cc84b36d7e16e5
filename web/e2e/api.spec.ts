// The calls on `/api` run as they stand there, but for host, key and ids, and are answered as it shows.
import { readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Answer, answerIn, expectLike, shape } from './answered.ts';
import { type Desk, type Instead, startDesk, test } from './desk.ts';
import { startReceiver } from './receiver.ts';
import { ITEM } from './sealed.ts';
import { expect } from './test.ts';

const sampleOf = async (desk: Desk, name: string) => answerIn(await desk.sample(`${name}.http`));
const eventOf = async (desk: Desk, type: string) =>
  JSON.parse(await desk.sample(`events/${type}.json`));

async function call(desk: Desk, name: string, instead: Instead = {}): Promise<Answer> {
  const host = { 'https://handover.example': desk.url };
  return answerIn(await desk.run(await desk.sample(`${name}.sh`), { ...host, ...instead }));
}

/** Makes the call, whose answer must look like the one beside it. */
async function shown(desk: Desk, name: string, instead: Instead = {}) {
  const answer = await call(desk, name, instead);
  expectLike(answer, await sampleOf(desk, name));
  return answer.body as Record<string, string>;
}

/** Asks as the page does. `instead`: so that its other calls are about this request. */
async function ask(desk: Desk, idempotencyKey: string) {
  const made = await shown(desk, 'ask', { 'zendesk-4711-1': idempotencyKey });
  const { id } = (await sampleOf(desk, 'ask')).body as { id: string };
  return { ...made, instead: { [id]: made.id } } as Record<string, string> & { instead: Instead };
}

/** As the merchant. */
const give = (desk: Desk, { request_link }: Record<string, string>) => {
  const items = JSON.stringify({ items: [ITEM] });
  return desk.run(`handover answer '${request_link}' --json - --absent ftp <<< '${items}'`);
};

/** Where the client's log ends. */
async function end(desk: Desk): Promise<string> {
  const { body } = await call(desk, 'events', {
    ' -d after=AAABof6EhRgAAAAAAAAAAI56OtJFTOznVw': '',
  });
  return (body as { next: string }).next;
}

const since = (next: string): Instead => ({ AAABof6EhRgAAAAAAAAAAI56OtJFTOznVw: next });

test('from the key to the end of the work', async ({ desk }) => {
  await shown(desk, 'client');
  const before = await end(desk);
  const made = await ask(desk, 'whole-1');
  const again = await call(desk, 'ask', { 'zendesk-4711-1': 'whole-1' });
  expect([again.status, again.body]).toMatchObject(['200 OK', { request_link: made.request_link }]);
  expectLike(await call(desk, 'finish', made.instead), await sampleOf(desk, 'early'));

  await give(desk, made);
  await shown(desk, 'events', since(before));
  await shown(desk, 'list');
  const collected = await desk.run(`handover collect '${made.collect_link}' --yes -o json`);
  expect(JSON.parse(collected).items).toMatchObject([ITEM, { absent: true }]);
  await shown(desk, 'finish', made.instead);
  await shown(desk, 'one', made.instead);
});

test('withdrawn before the answer, and after it', async ({ desk }) => {
  const before = await end(desk);
  const pending = await ask(desk, 'withdrawn-1');
  await shown(desk, 'withdraw', pending.instead);
  const answered = await ask(desk, 'withdrawn-2');
  await give(desk, answered);
  await shown(desk, 'withdraw', answered.instead);
  await shown(desk, 'withdraw', answered.instead);
  const { body } = await call(desk, 'events', since(before));
  const types = (body as { events: { type: string }[] }).events.map(({ type }) => type);
  expect(types).toEqual([
    ...['request.created', 'request.revoked'],
    ...['request.created', 'request.answered', 'bundle.revoked'],
  ]);
});

test('every event that comes of it looks like its sample', async ({ desk }) => {
  const before = await end(desk);
  const made = await ask(desk, 'events-1');
  await give(desk, made);
  await desk.run(`handover collect '${made.collect_link}' --yes`);
  await shown(desk, 'finish', made.instead);
  const { body } = await call(desk, 'events', since(before));
  const { events } = body as { events: { type: string }[] };
  expect(events.map(({ type }) => type)).toEqual([
    ...['request.created', 'request.answered', 'bundle.claimed', 'bundle.opened'],
    'intervention.finished',
  ]);
  for (const event of events) expect(shape(event)).toEqual(shape(await eventOf(desk, event.type)));
});

test('too many calls', async () => {
  const desk = await startDesk({ HANDOVER_RATE_CLIENT: '1/min' });
  await shown(desk, 'client');
  expectLike(await call(desk, 'client'), await sampleOf(desk, 'slow'));
  await desk.stop();
});

test('a webhook that comes is verified by the lines for Node', async () => {
  const receiver = await startReceiver();
  const desk = await startDesk({}, `${receiver.url}/handover`);
  expect(Object.keys(desk.added)).toEqual(Object.keys(JSON.parse(await desk.sample('add.json'))));
  process.env.HANDOVER_WEBHOOK_SECRET = desk.added.webhook_secret;
  const { eventIn } = await import(new URL('../samples/verify.mjs', import.meta.url).href);
  await ask(desk, 'webhook-1');
  const { head, body, headers } = await receiver.first;
  const event = eventIn(body, headers);
  expect(shape(event)).toEqual(shape(await eventOf(desk, 'request.created')));
  const [shownHead, ...lines] =
    (await desk.sample('webhook.http')).split('\n\n')[0]?.split('\n') ?? [];
  expect(head).toBe(shownHead);
  const names = lines.map((line) => line.replace(/:.*/, '').toLowerCase());
  expect(Object.keys(headers)).toEqual(expect.arrayContaining(names));
  expect(() => eventIn(`${body} `, headers)).toThrow();
  await desk.stop();
  await receiver.stop();
});

/** What `openapi.json` says, as a check that gives what is wrong. */
async function described(desk: Desk) {
  const openapi = await (await fetch(`${desk.url}/openapi.json`)).json();
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(openapi, 'openapi');
  const flaws = (path: string[], value: unknown) => {
    const pointer = path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
    const check = ajv.compile({ $ref: `openapi#/${pointer.join('/')}` });
    return check(value) ? [] : check.errors;
  };
  return { openapi, flaws };
}

const CALLS = [
  ['client', 'get', '/api/v1/client'],
  ['ask', 'post', '/api/v1/requests'],
  ['events', 'get', '/api/v1/events'],
  ['list', 'get', '/api/v1/requests'],
  ['one', 'get', '/api/v1/requests/{id}'],
  ['early', 'post', '/api/v1/requests/{id}/finish'],
  ['slow', 'get', '/api/v1/client'],
] as const;

test('the answers are what openapi.json describes', async ({ desk }) => {
  const { openapi, flaws } = await described(desk);
  for (const [name, method, path] of CALLS) {
    const { status, headers, body } = await sampleOf(desk, name);
    const type = headers.get('content-type') ?? 'application/json';
    const schema = ['responses', status.slice(0, 3), 'content', type, 'schema'];
    expect([name, flaws(['paths', path, method, ...schema], body)]).toEqual([name, []]);
  }
  for (const [path, method] of [
    ['/finish', 'post'],
    ['', 'delete'],
  ] as const) {
    expect(openapi.paths[`/api/v1/requests/{id}${path}`][method].responses).toHaveProperty('204');
  }
});

test('every event of openapi.json has a sample, which is one', async ({ desk }) => {
  const { openapi, flaws } = await described(desk);
  const types: string[] = openapi.components.schemas.EventKind.enum;
  const files = readdirSync(new URL('../samples/events', import.meta.url));
  expect(files.toSorted()).toEqual(types.map((type) => `${type}.json`).toSorted());
  for (const type of types) {
    const event = await eventOf(desk, type);
    expect(flaws(['components', 'schemas', 'Event'], event)).toEqual([]);
    const said = type === 'bundle.opened' ? ['confirmed', 'readable'] : [];
    expect([type, Object.keys(event.data)]).toEqual([type, said]);
  }
});
