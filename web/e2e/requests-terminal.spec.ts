// Both ways between the browser and the terminal: what one asks, the other answers.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { handover as run } from './commandline.ts';
import { expect, test } from './test.ts';
import { FR } from './words.ts';

const PASSPHRASE = 'été — quatre mots à voix haute';
const FTP = {
  kind: 'ftp',
  fields: {
    protocol: 'sftp',
    host: 'ftp.ma-boutique.example',
    port: '2222',
    username: 'support',
    password: 'çédille"\\$(rm) 🔑',
  },
};

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-e2e-'));
});
test.afterEach(async () => rm(folder, { recursive: true }));
test.use({ locale: 'fr-FR' });

const titled = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

test('asked in the terminal, answered in the browser, collected in the terminal', async ({
  page,
  serverUrl,
}) => {
  const handover = (args: string[], input = '') => run(args, input, { server: serverUrl, folder });
  const args = ['request', '--ask', 'ftp,database', '--lang', 'fr', '-o', 'json'];
  const asked = JSON.parse(await handover(args));

  const { answer } = FR;
  await page.goto(asked.request_link);
  await titled(page, answer.asked.anybody);
  await expect(
    page.getByText(`${asked.code.slice(0, 3)} ${asked.code.slice(3)}`).first(),
  ).toBeVisible();
  const card = page.getByRole('region', { name: answer.items.kinds.ftp, exact: true });
  const labels: Record<string, string> = answer.items.fields.ftp;
  for (const [id, value] of Object.entries(FTP.fields)) {
    const field = card.getByLabel(new RegExp(`^${labels[id]}`)).first();
    if (id === 'protocol') await field.selectOption(value);
    else await field.fill(value);
  }
  const { database } = answer.items.kinds;
  await page.getByRole('button', { name: answer.absent.thing(database) }).click();
  await page.getByRole('button', { name: answer.seal }).click();
  await titled(page, answer.given.state.answered.title);

  const collect = ['collect', '-', '--yes', '-o', 'json'];
  const opened = JSON.parse(await handover(collect, asked.collect_link));
  expect(opened.items).toMatchObject([FTP, { kind: 'database', absent: true }]);
  await handover(['finish', '-'], asked.collect_link);
  await page.reload();
  await titled(page, answer.given.state.finished.title);
});

test('asked in the browser to a team, answered in the terminal, collected in the browser', async ({
  browser,
  page,
  serverUrl,
}) => {
  const handover = (args: string[], input = '') =>
    run(args, input, { server: serverUrl, folder, passphrase: PASSPHRASE });
  await handover(['team-key', 'new', 'Équipe']);
  const file = join(folder, 'equipe.json');
  await writeFile(file, await handover(['team-key', 'export', 'Équipe']));

  await page.goto('/collect');
  await page.getByLabel(FR.teamkey.choose).setInputFiles(file);
  await page.getByLabel(FR.teamkey.keepThing('Équipe')).check();
  await page.goto('/request');
  await page.getByRole('button', { name: new RegExp(`^${FR.request.kinds.ftp}`) }).click();
  await page.getByRole('radio', { name: FR.request.reader.team('Équipe') }).check();
  await page.getByRole('button', { name: FR.request.make }).click();
  await titled(page, FR.requested.title);
  const link = (
    await page
      .getByText(/\/answer#1r/)
      .first()
      .innerText()
  ).trim();
  const collectLink = await page.getByText(/\/collect#1t/).textContent();
  if (collectLink === null) throw new Error('no collect link was shown');

  const json = JSON.stringify({ items: [FTP] });
  await writeFile(join(folder, 'items.json'), json);
  await handover(['answer', '-', '--json', join(folder, 'items.json')], link);

  // Every link of the ticket, and not the key: nothing is asked of the server but to look.
  const reader = await browser.newPage({ locale: 'fr-FR' });
  const changing: string[] = [];
  reader.on('request', (it) => it.method() === 'GET' || changing.push(it.url()));
  await reader.goto(collectLink);
  await expect(reader.getByText(FR.teamkey.none)).toBeVisible();
  await expect(reader.getByRole('button', { name: FR.collect.open, exact: true })).toHaveCount(0);
  expect(changing).toEqual([]);
  await reader.close();

  const agent = await page.context().newPage();
  await agent.goto(collectLink);
  await agent.getByLabel(FR.teamkey.passphrase('Équipe')).first().fill(PASSPHRASE);
  await agent.getByRole('button', { name: FR.collect.open, exact: true }).click();
  const saved = agent.waitForEvent('download');
  await agent.getByRole('button', { name: 'JSON' }).click();
  const { items } = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  expect(items).toEqual([FTP]);
});
