// A whole request: the agent asks, the merchant answers on a phone, the agent collects and finishes.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { KindId } from '../src/protocol/kind.ts';
import { words as answerWords } from '../src/words/fr/answer.ts';
import { words as givenWords } from '../src/words/fr/answergiven.ts';
import { words as collectWords } from '../src/words/fr/collect.ts';
import { words as collectedWords } from '../src/words/fr/collected.ts';
import { words as requestWords } from '../src/words/fr/request.ts';
import { words as requestedWords } from '../src/words/fr/requested.ts';
import { words as requestsWords } from '../src/words/fr/requests.ts';
import { words as shownWords } from '../src/words/fr/shown.ts';
import { BINARY, type Server, startServer } from './server.ts';
import { expect, test, watch } from './test.ts';

const PASSWORDS = { backoffice: 'mot de passe « très » fort 🔑', ftp: 'çédille"\\$(rm)' };
const SUPPORT = 'Support de Boutique & Cie';

let folder: string;
let server: Server;
let apiKey: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-e2e-'));
  const clients = join(folder, 'clients.toml');
  const args = ['--clients', clients, '--display', SUPPORT, '--scope', 'requests:write'];
  const added = execFileSync(BINARY, ['clients', 'add', 'desk', ...args, '-o', 'json']);
  apiKey = JSON.parse(added.toString()).key;
  server = await startServer({
    HANDOVER_CLIENTS: clients,
    HANDOVER_REQUESTS: 'keys',
    HANDOVER_SUPPORT_ADDRESSES: '203.0.113.7,2001:db8::7',
  });
});
test.afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** A person with a browser of their own, and what it asked the server for. */
async function person(browser: Browser, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: server.url, viewport });
  const watched = await watch(context);
  return { page: await context.newPage(), watched };
}

const titled = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

test('back office and FTP for ticket T-1234: asked, answered on a phone, collected, finished', async ({
  browser,
}) => {
  const agent = await person(browser, { width: 1280, height: 900 });
  const merchant = await person(browser, { width: 390, height: 800 });

  await agent.page.goto('/request');
  for (const kind of ['backoffice', 'ftp'] as const)
    await agent.page
      .getByRole('button', { name: new RegExp(`^${requestWords.kinds[kind]}`) })
      .click();
  await agent.page.getByLabel(requestWords.ticket.reference).fill('T-1234');
  await agent.page.getByLabel(requestWords.ticket.from).fill('Camille');
  await agent.page.getByLabel(new RegExp(`^${requestWords.accessKey.label}`)).fill(apiKey);
  await agent.page.getByRole('button', { name: requestWords.make }).click();
  await titled(agent.page, requestedWords.title);
  const link = await agent.page
    .getByText(/\/answer#1r/)
    .first()
    .innerText();
  const code = await agent.page
    .getByText(/^\d{3}\s?\d{3}$/)
    .first()
    .innerText();

  await merchant.page.goto(link.trim());
  await titled(merchant.page, answerWords.asked.known(SUPPORT));
  const asked = merchant.page.locator('main');
  for (const shown of ['T-1234', 'Camille', '203.0.113.7', '2001:db8::7', code])
    await expect(asked).toContainText(shown);
  await fill(merchant.page, 'backoffice', {
    url: 'https://ma-boutique.example/admin834xk',
    email: 'support@ma-boutique.example',
    password: PASSWORDS.backoffice,
  });
  await fill(merchant.page, 'ftp', {
    host: 'ftp.ma-boutique.example',
    username: 'support',
    password: PASSWORDS.ftp,
  });
  await merchant.page.getByRole('button', { name: answerWords.seal }).click();
  await titled(merchant.page, givenWords.state.answered.title);
  expect(merchant.watched.changing()).toEqual([expect.stringMatching(/^POST .*\/answer$/)]);

  await agent.page.goto('/collect');
  await agent.page.getByRole('link', { name: requestsWords.mine.collectThing('T-1234') }).click();
  await agent.page.getByRole('button', { name: collectWords.open, exact: true }).click();
  await agent.page.getByRole('button', { name: shownWords.hideAll }).waitFor();
  const saved = agent.page.waitForEvent('download');
  await agent.page.getByRole('button', { name: 'JSON' }).click();
  const { items } = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  expect(items.map((item: { fields: object }) => item.fields)).toMatchObject([
    { password: PASSWORDS.backoffice },
    { host: 'ftp.ma-boutique.example', password: PASSWORDS.ftp },
  ]);
  await agent.page.getByRole('button', { name: shownWords.erase }).click();
  await titled(agent.page, collectedWords.cleared.title);
  await agent.page.getByRole('button', { name: collectedWords.cleared.finish }).click();
  await expect(agent.page.getByText(collectedWords.cleared.finished)).toBeVisible();

  await merchant.page.reload();
  await titled(merchant.page, givenWords.state.finished.title);

  // Nobody gets it a second time, with the very link that opened it.
  await agent.page.goto('/collect');
  await agent.page.getByRole('link', { name: /^T-1234/ }).click();
  await titled(agent.page, collectedWords.ended.opened.title);
  for (const { watched } of [agent, merchant]) {
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  }
});

async function fill(page: Page, kind: KindId, fields: Record<string, string>): Promise<void> {
  const card = page.getByRole('region', { name: answerWords.items.kinds[kind], exact: true });
  const labels: Record<string, string> = answerWords.items.fields[kind];
  for (const [id, value] of Object.entries(fields))
    await card
      .getByLabel(new RegExp(`^${labels[id]}`))
      .first()
      .fill(value);
}
