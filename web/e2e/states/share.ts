/** `/` up to the seal. */

import { expect } from '@playwright/test';
import type { KindId } from '../../src/protocol/kind.ts';
import { outwait } from '../outwait.ts';
import { SOON, withoutTimers } from '../timers.ts';
import {
  type At,
  button,
  describe,
  drop,
  hold,
  offline,
  oneLanguage,
  press,
  refuse,
  type State,
  see,
  withoutScript,
  withoutScripts,
} from './state.ts';

const PASTED = {
  en: `Welcome to Example Hosting!\n\nFTP server: ftp.my-shop.example\nUser: shop42\nPassword: Kiwi7Bateau\n\nDatabase server: db17.example.net\nDatabase name: shop42_ps\nDatabase user: shop42\nDatabase password: 8Ardoise\n\nKind regards`,
  fr: `Bienvenue chez Exemple Hébergement !\n\nServeur FTP : ftp.ma-boutique.example\nIdentifiant : boutique42\nMot de passe : Kiwi7Bateau\n\nServeur de base de données : db17.example.net\nNom de la base : boutique42_ps\nUtilisateur de la base : boutique42\nMot de passe de la base : 8Ardoise\n\nCordialement`,
};

export const empty = async ({ page, words }: At): Promise<void> => {
  await page.goto('/');
  await see(button(page, words.share.seal));
};

/** Chooses a kind and answers its card. */
export async function add({ page, words }: At, kind: KindId) {
  const name = words.share.kinds[kind];
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  const card = page.getByRole('region', { name, exact: true });
  await see(card);
  return card;
}

export async function fillBackOffice(at: At): Promise<void> {
  const labels = at.words.items.fields.backoffice;
  const card = await add(at, 'backoffice');
  await card.getByLabel(labels.url).fill('https://my-shop.example/admin834xk');
  await card.getByLabel(labels.email).fill('support@my-shop.example');
  await card.getByRole('textbox', { name: labels.password }).fill('Kiwi-7Bateau!ardoise');
}

export async function withPassphrase({ page, words }: At): Promise<void> {
  await page.getByLabel(words.share.passphrase.on).check();
  const field = page.getByRole('textbox', { name: words.items.passphrase.label, exact: true });
  await expect(field).not.toHaveValue('');
}

async function everyKind(at: At): Promise<void> {
  await empty(at);
  for (const kind of ['backoffice', 'ftp', 'database', 'panel', 'domain', 'other'] as const)
    await add(at, kind);
}

async function doubtful(at: At): Promise<void> {
  const { fields, doubt } = at.words.items;
  await empty(at);
  const back = await add(at, 'backoffice');
  await back.getByLabel(fields.backoffice.url).fill('my-shop.example/admin');
  await back.getByLabel(fields.backoffice.email).fill('support at my-shop');
  await back.getByRole('textbox', { name: fields.backoffice.password }).fill(' “Kiwi” ');
  const ftp = await add(at, 'ftp');
  await ftp.getByLabel(fields.ftp.host).fill('ftp://ftp.my-shop.example/www');
  await ftp.getByLabel(fields.ftp.port).fill('70000');
  await ftp.getByLabel(fields.ftp.username).fill('root');
  await ftp.getByRole('textbox', { name: fields.ftp.password, exact: true }).focus();
  await see(at.page.getByText(doubt.root));
}

const file = (name: string, size: number) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.alloc(size),
});

async function withFiles(at: At, sizes: Record<string, number>): Promise<void> {
  await empty(at);
  const files = Object.entries(sizes).map(([name, size]) => file(name, size));
  await at.page.getByLabel(at.words.share.files.add).setInputFiles(files);
}

async function sealing(at: At, meet: Parameters<At['page']['route']>[1]): Promise<void> {
  await empty(at);
  await fillBackOffice(at);
  await at.page.route('**/api/v1/bundles/*', meet);
  await press(at.page, at.words.share.seal);
}

const failing =
  (meet: Parameters<At['page']['route']>[1]): State['reach'] =>
  async (at) => {
    await sealing(at, meet);
    await outwait(at.page, at.page.getByText(at.words.share.failed, { exact: true }));
  };

const pressed: State['reach'] = async ({ page, words }) => {
  await press(page, words.share.seal);
  await see(page.getByRole('alert').filter({ hasText: words.check.summary }));
};

const paste = ({ page, words, lang }: At): Promise<void> =>
  page.getByRole('textbox', { name: words.share.paste.label }).fill(PASTED[lang]);

const share = (name: string, reach: State['reach']): State => ({ page: 'share', name, reach });

export const SHARE: readonly State[] = [
  share('empty', empty),
  share('hosted', async (at) => {
    await empty(at);
    await at.page.getByLabel(at.words.share.pick.hosted).check();
  }),
  share('pasted', async (at) => {
    await empty(at);
    await paste(at);
    await see(button(at.page, at.words.share.paste.sort));
  }),
  share('pasted-and-sorted', async (at) => {
    await empty(at);
    await paste(at);
    await press(at.page, at.words.share.paste.sort);
    await see(button(at.page, at.words.items.found.undo));
  }),
  share('every-kind', everyKind),
  share('filled', async (at) => {
    await empty(at);
    await fillBackOffice(at);
  }),
  share('doubts', doubtful),
  share('nothing-to-seal', async (at) => {
    await empty(at);
    await pressed(at);
  }),
  share('back-office-with-mistakes', async (at) => {
    await empty(at);
    await add(at, 'backoffice');
    await pressed(at);
  }),
  share('every-kind-with-mistakes', async (at) => {
    await everyKind(at);
    await pressed(at);
  }),
  share('other-lifetime-refused', async (at) => {
    await empty(at);
    await fillBackOffice(at);
    await at.page.getByRole('radio', { name: at.words.share.expiry.other }).check({ force: true });
    await at.page.getByLabel(at.words.items.amount.label).fill('90');
    await pressed(at);
  }),
  share('passphrase', async (at) => {
    await empty(at);
    await withPassphrase(at);
  }),
  share('files', async (at) => {
    await withFiles(at, { id_ed25519: 411, 'checkout-error-2026-11-20.log': 20_000 });
    await see(at.page.getByText('id_ed25519', { exact: true }));
  }),
  share('file-too-large', async (at) => {
    await describe(at, {});
    await withoutTimers(at.page, SOON);
    await withFiles(at, { 'backup-of-the-whole-shop.sql.gz': 3_000_000 });
    await see(at.page.getByRole('alert'));
  }),
  share('files-too-large-together', async (at) => {
    await describe(at, {});
    await withFiles(at, { 'one.log': 700_000, 'two.log': 700_000 });
    await see(at.page.getByText('two.log', { exact: true }));
    await pressed(at);
  }),
  share('sealing', async (at) => {
    await empty(at);
    await fillBackOffice(at);
    await withPassphrase(at);
    await at.page.route('**/argon2.worker*', hold);
    await press(at.page, at.words.share.seal);
    await see(at.page.getByText(at.words.share.sealing));
  }),
  share('sending', async (at) => {
    await sealing(at, hold);
    await see(at.page.getByText(at.words.share.sending));
  }),
  share('sending-for-long', async (at) => {
    await sealing(at, hold);
    await see(at.page.getByText(at.words.share.sending));
    await at.page.clock.fastForward(2_000);
    await see(at.page.getByText(at.words.share.slow));
  }),
  share('not-sent', failing(drop)),
  share('not-sent-full', failing(refuse(507, 'full'))),
  share('not-sent-throttled', failing(refuse(429, 'slow_down'))),
  oneLanguage(
    share('not-sent-offline', async (at) => {
      await empty(at);
      await fillBackOffice(at);
      await expect(at.page.getByLabel(at.words.items.fields.backoffice.url)).toBeVisible();
      await at.page.waitForLoadState('networkidle');
      await offline(at.page);
      await press(at.page, at.words.share.seal);
      await see(at.page.getByText(at.words.share.problem.offline));
    }),
  ),
  share('keys-only', async (at) => {
    await describe(at, { create: 'keys' });
    await at.page.goto('/');
    await see(at.page.getByLabel(at.words.request.accessKey.keep));
  }),
  share('forms-did-not-load', async (at) => {
    await withoutScript(at.page, at.words.items.noteHint);
    await empty(at);
    const name = new RegExp(`^${at.words.share.kinds.backoffice}`);
    await at.page.getByRole('button', { name }).click();
    await see(button(at.page, at.words.share.tryAgain));
  }),
  oneLanguage(
    share('words-did-not-load', async ({ page, words }) => {
      await withoutScript(page, words.share.expiry.hint);
      await page.goto('/');
      await see(page.getByText('Rien n’est perdu'));
    }),
  ),
  oneLanguage(share('without-scripts', ({ page, origin }) => withoutScripts(page, `${origin}/`))),
];
