/** `/request`: asking for access, and the links that come of it. */

import { readFileSync } from 'node:fs';
import { type At, button, describe, press, refuse, type State, see, titled } from './state.ts';

/** Well formed, and known to no server. */
const KEY = 'hndo_a7Kd90Zq1h6z8UUFDMaLrkcIlyZAHAqZ8OIt1hD6RZDyivZF6nw40RRx8';

const VECTORS = new URL('../../../tests/vectors/v1.json', import.meta.url);

const field = ({ page, words }: At) =>
  page.getByRole('textbox', { name: words.request.accessKey.label });

async function empty(at: At): Promise<void> {
  await describe(at, { requests: 'keys' });
  await at.page.goto('/request');
  await see(field(at));
}

async function choose({ page, words }: At): Promise<void> {
  for (const kind of ['backoffice', 'ftp'] as const) {
    await page.getByRole('button', { name: new RegExp(`^${words.request.kinds[kind]}`) }).click();
  }
}

async function filled(at: At): Promise<void> {
  await empty(at);
  await choose(at);
  await at.page.getByLabel(at.words.request.ticket.reference).fill('T-4711');
  await at.page.getByLabel(at.words.request.ticket.from).fill('Anna, 2nd level');
  await field(at).fill(KEY);
}

/** The server takes it: a key for it is another matter. */
async function taken({ page, now }: At): Promise<void> {
  const expires_at = new Date(now + 7 * 86_400_000).toISOString();
  await page.route('**/api/v1/requests/*', (route) =>
    route.fulfill({ status: 201, json: { id: 'A'.repeat(22), expires_at } }),
  );
}

async function made(at: At): Promise<void> {
  await taken(at);
  await filled(at);
  await press(at.page, at.words.request.make);
  await titled(at.page, at.words.requested.title);
}

async function withTeamKeys({ page }: At): Promise<void> {
  const { team_keys } = JSON.parse(readFileSync(VECTORS, 'utf8'));
  const files = JSON.stringify(team_keys.map(({ file }: { file: string }) => file));
  await page.addInitScript((kept) => localStorage.setItem('handover.team-keys', kept), files);
}

const request = (name: string, reach: State['reach']): State => ({ page: 'request', name, reach });

export const REQUEST: readonly State[] = [
  request('empty', empty),
  request('mistakes', async (at) => {
    await empty(at);
    await field(at).fill(KEY.slice(0, -9));
    await at.page.getByLabel(at.words.request.ticket.from).fill('x'.repeat(129));
    await at.page.getByLabel(at.words.request.expiry.other, { exact: true }).check();
    await at.page.getByLabel(at.words.request.amount.label, { exact: true }).fill('99');
    await press(at.page, at.words.request.make);
    await see(at.page.getByText(at.words.request.summary));
  }),
  request('refused-key', async (at) => {
    await at.page.route('**/api/v1/requests/*', refuse(401, 'token'));
    await filled(at);
    await press(at.page, at.words.request.make);
    await see(at.page.getByText(at.words.request.accessKey.refused.unknown));
  }),
  request('for-a-team-without-a-key', async (at) => {
    await withTeamKeys(at);
    await describe(at, { requests: 'anyone' });
    await at.page.goto('/request');
    await at.page.getByLabel(at.words.request.ask.hosted).check();
    await at.page.getByLabel(at.words.request.reader.team('night shift')).check();
    await see(button(at.page, at.words.request.make));
  }),
  request('made', async (at) => {
    await made(at);
    await at.page.getByText(at.words.requested.collect.link, { exact: true }).click();
  }),
  request('made-not-kept', async (at) => {
    await at.page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    await made(at);
    await press(at.page, at.words.requested.next);
    await see(at.page.getByText(at.words.requested.uncopied.text));
  }),
];
