import { place } from './sealed.ts';
import { expect, forbidStorage, test } from './test.ts';
import { EN } from './words.ts';

const { receipt: words } = EN;

test('sealed, opened, erased, finished: the receipt tells each', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const receipt = await visit(bundle.receiptLink);
  const heading = receipt.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(words.state.sealed.title);
  await expect(receipt.getByText(words.step.waiting)).toBeVisible();

  const opened = await visit(bundle.shareLink);
  await opened.getByRole('button', { name: EN.open.open }).click();
  await opened.getByRole('button', { name: EN.shown.erase }).click();
  await expect(opened.getByText(EN.cleared.lead)).toBeVisible();
  await receipt.getByRole('button', { name: words.refresh }).click();
  await expect(heading).toHaveText(words.state.opened.title);
  await expect(receipt.getByText(words.step.erased, { exact: true })).toBeVisible();

  await opened.getByRole('button', { name: EN.cleared.finish }).click();
  await expect(opened.getByText(EN.cleared.finished)).toBeVisible();
  await receipt.getByRole('button', { name: words.refresh }).click();
  await expect(heading).toHaveText(words.state.finished.title);
  await expect(receipt.getByRole('heading', { name: words.close.title })).toBeVisible();
});

test('the sender takes it back; the link then opens nothing', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const receipt = await visit(bundle.receiptLink);
  await receipt.getByRole('button', { name: words.revoke.button }).click();
  await expect(receipt.getByText(words.revoke.sure)).toBeFocused();
  expect((await bundle.receipt()).state).toBe('sealed');
  await receipt.getByRole('button', { name: words.revoke.yes }).click();
  const heading = receipt.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(words.state.revoked.title);
  await expect(heading).toBeFocused();
  const opened = await visit(bundle.shareLink);
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText(EN.ended.revoked.title);
});

test('taking it back without a connection: it says so, and the focus stays there', async ({
  serverUrl,
  visit,
}) => {
  const receipt = await visit((await place(serverUrl)).receiptLink);
  await receipt.getByRole('button', { name: words.revoke.button }).click();
  await receipt.route('**/api/v1/bundles/*', (route) => route.abort('internetdisconnected'));
  await receipt.getByRole('button', { name: words.revoke.yes }).click();
  await expect(receipt.getByRole('alert')).toContainText(words.problem.unreachable);
  await expect(receipt.getByRole('button', { name: words.revoke.button })).toBeFocused();
});

test('too late to take it back: it says what happened instead', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const receipt = await visit(bundle.receiptLink);
  await receipt.getByRole('button', { name: words.revoke.button }).click();
  await bundle.open();
  await receipt.getByRole('button', { name: words.revoke.yes }).click();
  await expect(receipt.getByText(words.revoke.tooLate)).toBeVisible();
  await expect(receipt.getByRole('heading', { level: 1 })).toHaveText(words.state.opened.title);
});

test('a later try by somebody else is shown', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  await bundle.open();
  const late = await visit(bundle.shareLink);
  await late.getByRole('button', { name: EN.notMe.button }).click();
  await expect(late.getByText(EN.notMe.done)).toBeVisible();
  const receipt = await visit(bundle.receiptLink);
  await expect(receipt.getByText(words.close.late.title(1))).toBeVisible();
});

test('the receipt link stays in the address bar, and looking changes nothing', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const bundle = await place(serverUrl);
  const receipt = await visit(bundle.receiptLink);
  await expect(receipt.getByRole('heading', { level: 1 })).toHaveText(words.state.sealed.title);
  await receipt.reload();
  await expect(receipt.getByRole('heading', { level: 1 })).toHaveText(words.state.sealed.title);
  expect(receipt.url()).toBe(bundle.receiptLink);
  expect(watched.changing()).toEqual([]);
});

test('a receipt of another server: nothing here', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const { receiptLink } = await import('../src/protocol/link.ts');
  const { randomBytes } = await import('../src/protocol/token.ts');
  const stranger = receiptLink(serverUrl, randomBytes(16), randomBytes(32));
  const page = await visit(stranger);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.nothing.title);
  expect((await bundle.receipt()).state).toBe('sealed');
});

test('without a link the page takes a pasted one', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const page = await visit(`${serverUrl}/receipt`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
  await page.getByLabel(words.pasteLink).fill(`My receipt: ${bundle.receiptLink}.`);
  await page.getByRole('button', { name: words.useLink }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.state.sealed.title);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(page.url()).toBe(bundle.receiptLink);
});

test('the link for support never stays in the address bar, pasted or followed', async ({
  serverUrl,
  visit,
}) => {
  const { shareLink } = await place(serverUrl);
  const pasted = await visit(`${serverUrl}/receipt`);
  await pasted.getByLabel(words.pasteLink).fill(shareLink);
  await pasted.getByRole('button', { name: words.useLink }).click();
  const followed = await visit(shareLink.replace('/open#', '/receipt#'));
  for (const page of [pasted, followed]) {
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(words.wrongKind.share.title);
    expect(page.url()).toBe(`${serverUrl}/receipt`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
  }
  await expect(pasted.getByRole('heading', { level: 1 })).toBeFocused();
});

test('where storage is forbidden the receipt is shown all the same', async ({
  page,
  serverUrl,
}) => {
  const bundle = await place(serverUrl);
  await bundle.open();
  await forbidStorage(page);
  await page.goto(bundle.receiptLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.state.opened.title);
  await expect(page.getByText(words.close.steps.other.do)).toBeVisible();
  await expect(page.getByRole('button', { name: EN.reminder.days[1] })).toBeVisible();
});
