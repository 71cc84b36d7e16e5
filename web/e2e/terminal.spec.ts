/** Both ways between the browser and the terminal: what one seals, the other opens, byte by byte. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { KindId } from '../src/protocol/kind.ts';
import { handover as run, text } from './commandline.ts';
import { expect, test } from './test.ts';
import { FR } from './words.ts';

const PASSPHRASE = 'été — quatre mots à voix haute';
const KEY_FILE = {
  name: 'clé-privée.pem',
  mimeType: 'application/x-pem-file',
  buffer: Buffer.from(Uint8Array.from({ length: 200 * 1024 }, (_, i) => (i * 31 + (i >> 8)) % 256)),
};

/** One access of each kind, in French, with accents, quotes, blanks and an emoji. */
const ITEMS: { kind: KindId; fields: Record<string, string>; note?: string }[] = [
  {
    kind: 'backoffice',
    fields: {
      url: 'https://ma-boutique.example/admin834xk',
      email: 'accès-support@ma-boutique.example',
      password: 'mot de passe « très » fort 🔑',
      environment: 'staging',
      profile: 'Support',
    },
    note: 'Après 18 h, s’il vous plaît',
  },
  {
    kind: 'ftp',
    fields: {
      protocol: 'sftp',
      host: 'ftp.ma-boutique.example',
      port: '2222',
      username: 'support',
      password: 'çédille"\\$(rm)',
      path: '/home/boutique/www',
    },
  },
  {
    kind: 'database',
    fields: {
      host: '10.0.3.12',
      port: '3306',
      name: 'ps_boutique',
      username: 'ps_support',
      password: "l'œuf; --",
    },
  },
  {
    kind: 'panel',
    fields: {
      panel: 'Plesk',
      url: 'https://panneau.example:8443',
      username: 'boutique',
      password: '=1+1',
    },
  },
  {
    kind: 'domain',
    fields: {
      registrar: 'Bureau Été',
      url: 'https://domaines.example',
      domain: 'ma-boutique.example',
      username: 'AB1234-ETE',
      password: 'ñandú€',
    },
  },
  { kind: 'other', fields: { title: 'Clé d’API', secret: 'première ligne\nseconde\tligne 🙂' } },
];

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-e2e-'));
});
test.afterEach(async () => rm(folder, { recursive: true }));

const handover = (args: string[], input: string, server: string): Promise<string> =>
  run(args, input, { server, folder, passphrase: PASSPHRASE });

async function fill(page: Page, { kind, fields, note }: (typeof ITEMS)[number]): Promise<void> {
  const { items, share } = FR;
  await page.getByRole('button', { name: new RegExp(`^${share.kinds[kind]}`) }).click();
  const card = page.getByRole('region', { name: share.kinds[kind], exact: true });
  const labels: Record<string, string> = items.fields[kind];
  for (const [id, value] of Object.entries(fields)) {
    const field = card.getByLabel(new RegExp(`^${labels[id]}`)).first();
    if ((await field.evaluate((it) => it.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  if (note !== undefined) {
    await card.getByText(items.addNote).click();
    await card.getByRole('textbox', { name: items.note }).fill(note);
  }
}

test('all six kinds in French, a key file and a passphrase: browser → terminal', async ({
  browser,
  serverUrl,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: serverUrl });
  const page = await context.newPage();
  await page.goto('/');
  for (const item of ITEMS) await fill(page, item);
  await page.getByLabel(FR.share.files.add).setInputFiles(KEY_FILE);
  await page.getByLabel(FR.share.passphrase.on).check();
  await page
    .getByRole('textbox', { name: FR.items.passphrase.label, exact: true })
    .fill(PASSPHRASE);
  await page.getByRole('button', { name: FR.share.seal }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(FR.sealed.title);
  const link = await page
    .getByText(/\/open#1p/)
    .first()
    .innerText();
  await context.close();

  const args = ['open', '-', '--yes', '--out', folder, '-o', 'json'];
  const opened = JSON.parse(await handover(args, link.trim(), serverUrl));
  expect(opened.lang).toBe('fr');
  expect(opened.items).toHaveLength(ITEMS.length);
  for (const [at, item] of ITEMS.entries()) {
    expect(opened.items[at]).toMatchObject({ kind: item.kind, fields: item.fields });
    expect(opened.items[at].note).toBe(item.note);
  }
  const [file] = opened.files;
  expect(file).toMatchObject({ name: KEY_FILE.name, size: KEY_FILE.buffer.length });
  expect((await readFile(file.path)).equals(KEY_FILE.buffer)).toBe(true);
});

test('all six kinds in French, a key file and a passphrase: terminal → browser', async ({
  browser,
  serverUrl,
}) => {
  const file = join(folder, KEY_FILE.name);
  await writeFile(file, KEY_FILE.buffer);
  const args = ['share', '--json', '-', '--file', file, '--lang', 'fr', '--passphrase'];
  const json = await handover([...args, '-o', 'json'], JSON.stringify({ items: ITEMS }), serverUrl);
  const { share_link: link } = JSON.parse(json);

  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel(FR.open.passphrase, { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: FR.open.open }).click();
  await expect(page.getByRole('button', { name: FR.shown.erase })).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'JSON' }).click();
  const { items } = JSON.parse(await text(await (await saved).createReadStream()));
  expect(items).toEqual(ITEMS);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: FR.shown.saveThing(KEY_FILE.name) }).click();
  const bytes = await readFile(await (await download).path());
  expect(bytes.equals(KEY_FILE.buffer)).toBe(true);
  await context.close();
});
