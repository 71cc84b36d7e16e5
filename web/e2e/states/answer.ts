/** `/answer`. The server is played here: what stands in a request decides what is seen. */

import { makeRequest } from '../../src/protocol/ask.ts';
import type { KindId } from '../../src/protocol/kind.ts';
import { toB64u } from '../../src/protocol/token.ts';
import type { AnswererView } from '../../src/protocol/wire/requests.ts';
import { type At, button, describe, press, refuse, type State, see, titled } from './state.ts';

const HOUR = 3_600_000;
const REQUESTER = 'PrestaShop Support';

type Told = Partial<AnswererView> & { ask?: KindId[] };

/** Follows the link of a request that the server shows like this. */
async function follow(at: At, { ask = ['backoffice', 'ftp'], ...told }: Told): Promise<void> {
  const iso = (hours: number) => new Date(at.now + hours * HOUR).toISOString();
  const says = { ask, reference: 'PS-48213', from: 'Claire Martin', lang: at.lang };
  const made = await makeRequest({ ...says, expiresAt: iso(142) }, at.origin);
  const json: AnswererView = {
    state: 'pending',
    document: toB64u(made.sealedDocument),
    created_at: iso(-26),
    expires_at: iso(142),
    ...told,
  };
  await describe(at, { support_addresses: ['203.0.113.7', '2001:db8:7::/48'] });
  await at.page.route('**/api/v1/requests/*', (route) => route.fulfill({ json }));
  await at.page.route('**/api/v1/requests/*/answer', (route) =>
    route.fulfill({ status: 201, json: { id: 'A'.repeat(22), expires_at: iso(168) } }),
  );
  await at.page.goto(made.requestLink);
}

async function asked(at: At, told: Told): Promise<void> {
  await follow(at, told);
  await see(button(at.page, at.words.answer.seal));
}

/** The back office without its password, and no FTP. */
async function filled(at: At): Promise<void> {
  const { items, absent } = at.words.answer;
  await asked(at, { requester: REQUESTER });
  await at.page.getByLabel(items.fields.backoffice.url).fill('my-shop.example/admin834xk');
  await at.page.getByLabel(items.fields.backoffice.email).fill('support@my-shop.example');
  await press(at.page, absent.thing(items.kinds.ftp));
}

async function sealed(at: At, answer?: Parameters<At['page']['route']>[1]): Promise<void> {
  const { items, seal } = at.words.answer;
  await filled(at);
  if (answer) await at.page.route('**/api/v1/requests/*/answer', answer);
  await at.page
    .getByRole('textbox', { name: items.fields.backoffice.password })
    .fill('k33p-this-safe');
  await press(at.page, seal);
}

const PASTE = [
  ['SFTP', 'Host: ftp.my-shop.example', 'User: shop', 'Password: k33p-it'],
  ['cPanel: https://panel.my-shop.example:2083', 'User: cp', 'Password: n0t-asked'],
];

async function pasted(at: At): Promise<void> {
  const { items, paste } = at.words.answer;
  await asked(at, { ask: ['ftp'] });
  const text = PASTE.map((lines) => lines.join('\n')).join('\n\n');
  await at.page.getByLabel(paste.label, { exact: true }).fill(text);
  await press(at.page, paste.sort);
  await see(at.page.getByText(items.found.spare));
}

const answer = (name: string, reach: State['reach']): State => ({ page: 'answer', name, reach });

export const ANSWER: readonly State[] = [
  answer('asked', async (at) => {
    await asked(at, { requester: REQUESTER });
    await at.page.getByText(at.words.answer.firewall.title).click();
  }),
  answer('asked-by-anybody-and-pasted', pasted),
  answer('with-complaint', async (at) => {
    await filled(at);
    await press(at.page, at.words.answer.seal);
    await see(at.page.getByRole('alert', { name: at.words.check.summary }));
  }),
  answer('too-late', async (at) => {
    await sealed(at, refuse(409, 'answered'));
    await see(at.page.getByText(at.words.answer.late.answered.title));
  }),
  answer('sealed', async (at) => {
    await sealed(at);
    await titled(at.page, at.words.answer.given.state.answered.title);
    await at.page.getByText(at.words.answer.given.receiptLink).click();
  }),
  answer('finished', async (at) => {
    const ago = (hours: number) => new Date(at.now - hours * HOUR).toISOString();
    const opened = { claimed_at: ago(3), opened_at: ago(3), confirmed_at: ago(3) };
    const times = { answered_at: ago(20), ...opened, finished_at: ago(1) };
    await follow(at, { requester: REQUESTER, state: 'opened', ...times });
    await titled(at.page, at.words.answer.given.state.finished.title);
  }),
  answer('changed-on-its-way', async (at) => {
    await follow(at, { document: 'A'.repeat(2048) });
    await titled(at.page, at.words.answer.elsewhere.unfit.changed.title);
  }),
  answer('expired', async (at) => {
    await follow(at, { state: 'expired', ended_at: new Date(at.now - HOUR).toISOString() });
    await titled(at.page, at.words.answer.elsewhere.over.expired.title);
  }),
];
