/** `/collect`. The server is played here: what stands in a request, and what answered it, decide what is seen. */

import { type SealedAnswer, sealAnswer } from '../../src/protocol/answer.ts';
import { type MadeRequest, makeRequest } from '../../src/protocol/ask.ts';
import { sha256 } from '../../src/protocol/key.ts';
import type { KindId } from '../../src/protocol/kind.ts';
import { openDocument } from '../../src/protocol/request.ts';
import { collectLink, parseCollectLink } from '../../src/protocol/requestlink.ts';
import { type Bytes, toB64u } from '../../src/protocol/token.ts';
import type { CollectorView } from '../../src/protocol/wire/requests.ts';
import type { MadeHere } from '../../src/requests.ts';
import { teamKey } from '../requested.ts';
import { rich } from './rich.ts';
import { type At, button, press, type State, see, titled } from './state.ts';

const HOUR = 3_600_000;

type Told = Partial<CollectorView> & { reference?: string; ask?: KindId[]; teams?: Bytes[] };

const iso = (at: At, hours: number) => new Date(at.now + hours * HOUR).toISOString();

/** A request that the server shows like this, and its answer unless nobody has given one. */
async function play(at: At, { reference, ask, teams, ...told }: Told): Promise<MadeRequest> {
  const says = {
    ask: ask ?? ['backoffice', 'ftp'],
    reference: reference ?? 'PS-48213',
    from: 'Claire Martin',
    lang: at.lang,
    expiresAt: iso(at, 142),
    ...(teams && { teams }),
  };
  const made = await makeRequest(says, at.origin);
  const asked = await openDocument(made.keys, made.sealedDocument);
  const answer = await sealAnswer(made.keys, asked, rich(at.lang));
  const answered = told.state !== 'pending';
  const json: CollectorView = {
    state: 'answered',
    document: toB64u(made.sealedDocument),
    created_at: iso(at, -26),
    expires_at: iso(at, 142),
    wraps: answered ? answer.wraps.map(toB64u) : [],
    ...(answered && {
      answered_at: iso(at, -1),
      envelope_sha256: toB64u(await sha256(answer.envelope)),
    }),
    ...told,
  };
  const rid = toB64u(made.keys.rid);
  await at.page.route(`**/api/v1/requests/${rid}`, (route) => route.fulfill({ json }));
  await playBundle(at, rid, answer);
  return made;
}

/** What answered it, until it is opened, and then. */
async function playBundle(at: At, rid: string, { envelope }: SealedAnswer): Promise<void> {
  const sealed = {
    state: 'sealed',
    expires_at: iso(at, 142),
    passphrase: false,
    tries_left: 5,
    size: envelope.length,
  };
  const opened = { envelope: toB64u(envelope), lease_expires_at: iso(at, 1 / 60) };
  const path = `**/api/v1/bundles/${rid}`;
  await at.page.route(path, (route) => route.fulfill({ json: sealed }));
  await at.page.route(`${path}/open`, (route) => route.fulfill({ json: opened }));
  for (const end of [`${path}/confirm`, `**/api/v1/requests/${rid}/finish`])
    await at.page.route(end, (route) => route.fulfill({ status: 204 }));
}

async function follow(at: At, told: Told): Promise<MadeRequest> {
  const made = await play(at, told);
  await at.page.goto(made.collectLink);
  return made;
}

async function opened(at: At): Promise<void> {
  await follow(at, {});
  await press(at.page, at.words.collect.open);
  await see(button(at.page, at.words.shown.erase));
}

const LISTED: readonly Told[] = [
  { reference: 'PS-48213' },
  { reference: 'PS-48197', state: 'pending', ask: ['database', 'panel', 'domain'] },
  { reference: '', state: 'opened', ask: ['backoffice'] },
];

/** The requests of this browser: answered, waiting, and collected. */
async function listed(at: At): Promise<void> {
  const entries: MadeHere[] = [];
  for (const told of LISTED) {
    const { keys, requestLink, collectLink: collect } = await play(at, told);
    const { reference = '', ask: kinds = ['backoffice', 'ftp'] } = told;
    const times = { created: iso(at, -26), expires: iso(at, 142) };
    const { lang } = at;
    entries.push({ link: requestLink, collect, reference, kinds, lang, ...times, code: keys.code });
  }
  await at.page.addInitScript(
    (text) => localStorage.setItem('handover.requests', text),
    JSON.stringify(entries),
  );
  await at.page.goto(`${at.origin}/collect`);
  await see(at.page.getByText(at.words.requests.mine.standing.opened));
}

/** A collect link with the key of another request. */
async function otherKey(at: At): Promise<void> {
  const [made, other] = [await play(at, {}), await play(at, {})];
  const { secret } = parseCollectLink(other.collectLink);
  await at.page.goto(collectLink(at.origin, made.keys.hash, secret));
  await titled(at.page, at.words.collected.flaw.key.title);
}

/** To a team of which one key file is chosen. */
async function team(at: At, others: number): Promise<void> {
  const { publicKey, file } = teamKey('Support');
  const strangers = Array.from({ length: others }, () => teamKey('?').publicKey);
  await follow(at, { teams: [publicKey, ...strangers] });
  const chosen = { name: 'support.json', mimeType: 'application/json', buffer: Buffer.from(file) };
  await at.page.locator('input[type=file]').setInputFiles(chosen);
}

const collect = (name: string, reach: State['reach']): State => ({ page: 'collect', name, reach });

export const COLLECT: readonly State[] = [
  collect('no-requests', async (at) => {
    await at.page.goto(`${at.origin}/collect`);
    await see(at.page.getByText(at.words.requests.mine.none));
  }),
  collect('requests', async (at) => {
    await listed(at);
    const more = new RegExp(`^${at.words.requests.mine.more}`);
    await at.page.getByRole('button', { name: more }).nth(1).click();
  }),
  collect('pending', async (at) => {
    await follow(at, { state: 'pending' });
    await press(at.page, at.words.collect.withdraw.button);
  }),
  collect('ready', async (at) => {
    await follow(at, {});
    await see(button(at.page, at.words.collect.open));
  }),
  collect('team-key-asked', async (at) => {
    await follow(at, { teams: [teamKey('Support').publicKey] });
    await see(at.page.getByText(at.words.teamkey.none));
  }),
  collect('team-passphrase', async (at) => {
    await team(at, 0);
    await press(at.page, at.words.collect.open);
    await see(at.page.getByText(at.words.teamkey.empty));
  }),
  collect('team-other-key', async (at) => {
    await team(at, 1);
    await see(at.page.getByText(at.words.teamkey.foreign.title));
  }),
  collect('other-key', otherKey),
  collect('opened', opened),
  collect('finished', async (at) => {
    await opened(at);
    await press(at.page, at.words.shown.erase);
    await press(at.page, at.words.collected.cleared.finish);
    await see(at.page.getByText(at.words.collected.cleared.finished));
  }),
  collect('collected-before', async (at) => {
    await follow(at, {
      state: 'opened',
      wraps: [],
      claimed_at: iso(at, -1),
      opened_at: iso(at, -1),
    });
    await press(at.page, at.words.collected.notUs.button);
    await see(at.page.getByText(at.words.collected.notUs.call));
  }),
];
