// The opened page, and where the focus goes when what it was on goes away.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Bundle } from '../src/protocol/bundle.ts';
import { BUNDLE, place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn=\n-----END OPENSSH PRIVATE KEY-----';
const SFTP = {
  kind: 'ftp',
  fields: {
    protocol: 'sftp',
    host: 'ssh.my-shop.example',
    port: '2222',
    username: 'shop',
    private_key: KEY,
    password: 'hunter2',
  },
};

/** Five minutes, as the page counts them. */
const QUIET = 5 * 60_000;

const copyOf = (page: Page, label: string) =>
  page.getByRole('button', { name: EN.open.copyThing(label), exact: true });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
}

test('a command line is shown, without the password, and a key is saved as a file', async ({
  serverUrl,
  visit,
}) => {
  const bundle: Bundle = { ...BUNDLE, items: [SFTP] };
  const page = await visit((await place(serverUrl, bundle)).shareLink);
  await open(page);
  await expect(page.getByText('sftp -P 2222 shop@ssh.my-shop.example')).toBeVisible();
  await expect(copyOf(page, EN.shown.command('sftp'))).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: EN.shown.saveKey }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('ssh.my-shop.example.key');
  expect(await readFile(await saved.path(), 'utf8')).toBe(`${KEY}\n`);
});

test('the arrows walk the rows, across cards, and c copies the one that was clicked', async ({
  serverUrl,
  visit,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const bundle: Bundle = { ...BUNDLE, items: [...BUNDLE.items, SFTP] };
  const page = await visit((await place(serverUrl, bundle)).shareLink);
  await open(page);
  await page.getByText('support@my-shop.example').click();
  await page.keyboard.press('c');
  await expect(page.getByText(EN.open.copiedThing('E-mail'))).toBeAttached();
  for (const label of ['Password', EN.shown.note, EN.shown.command('sftp')]) {
    await page.keyboard.press('ArrowDown');
    await expect(copyOf(page, label).and(page.locator(':focus'))).toBeVisible();
  }
  await page.keyboard.press('ArrowUp');
  await expect(copyOf(page, EN.shown.note)).toBeFocused();
});

test('hiding all says so, and leaves the focus where it is', async ({ serverUrl, visit }) => {
  const page = await visit((await place(serverUrl)).shareLink);
  await open(page);
  await page.getByRole('button', { name: EN.open.showThing('Password') }).click();
  const hide = page.getByRole('button', { name: EN.shown.hideAll });
  await hide.click();
  await expect(page.getByRole('status').getByText(EN.shown.allHidden)).toBeAttached();
  await expect(hide).toBeFocused();
});

test('the warning waits for its button, and the focus goes back to where it was', async ({
  serverUrl,
  visit,
}) => {
  const page = await visit((await place(serverUrl)).shareLink);
  await page.clock.install();
  await open(page);
  await copyOf(page, 'Address').focus();
  await page.clock.fastForward(QUIET - 29_000);
  const keep = page.getByRole('button', { name: EN.shown.keepOpen });
  await expect(keep).toBeVisible();
  await page.keyboard.press('Tab');
  await page.mouse.move(50, 50);
  await expect(keep).toBeVisible();
  await copyOf(page, 'Address').focus();
  await keep.click();
  await expect(keep).toHaveCount(0);
  await expect(copyOf(page, 'Address')).toBeFocused();
});

test('what hides itself takes no focus with it', async ({ serverUrl, visit }) => {
  const page = await visit((await place(serverUrl)).shareLink);
  await page.clock.install();
  await open(page);
  await copyOf(page, 'Address').focus();
  await page.clock.fastForward(QUIET + 10_000);
  const again = page.getByRole('button', { name: EN.shown.showAgain });
  await expect(again).toBeFocused();
  await expect(page.getByText('support@my-shop.example')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('support@my-shop.example')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('"finished" takes the focus from the button that goes', async ({ serverUrl, visit }) => {
  const page = await visit((await place(serverUrl)).shareLink);
  await open(page);
  await page.getByRole('button', { name: EN.shown.erase }).click();
  await page.getByRole('button', { name: EN.cleared.finish }).click();
  await expect(page.locator(':focus')).toContainText(EN.cleared.finished);
});

test('so does "that was not us", and what to write to the sender stands below', async ({
  serverUrl,
  visit,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const bundle = await place(serverUrl);
  await bundle.open();
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.notMe.button }).click();
  await expect(page.locator(':focus')).toContainText(EN.notMe.done);
  await page.getByRole('button', { name: EN.ask.copy }).click();
  await expect(page.getByText(EN.open.copiedThing(EN.ask.thing))).toBeAttached();
});

test('a link that opens nothing comes with a message to the sender, and the page to use', async ({
  serverUrl,
  visit,
}) => {
  const { shareLink } = await import('../src/protocol/link.ts');
  const { randomBytes } = await import('../src/protocol/token.ts');
  const page = await visit(shareLink(serverUrl, randomBytes(32), false));
  const said = page.getByText(EN.ask.why.nothing);
  await expect(said).toContainText(EN.ask.please);
  await expect(said).toContainText(`${serverUrl}/`);
});

test('a long wait says that the copy is safe, and what to do', async ({
  serverUrl,
  visit,
  context,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
  // What the page asks at first is answered: a clock that stands ends no wait for it.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const asked: (() => void)[] = [];
  let released = false;
  await context.route('**/open', (route) => {
    if (released || route.request().method() !== 'POST') return route.fallback();
    return new Promise<void>((resolve) => asked.push(() => resolve(route.fallback())));
  });
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect.poll(() => asked.length).toBe(1);
  await page.clock.runFor(2_000);
  await expect(page.getByText(EN.open.waits.perhaps)).toBeVisible();
  // While the first call still hangs, not after its end.
  expect(asked).toHaveLength(1);
  released = true;
  for (const answer of asked) answer();
  await page.clock.resume();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
});
