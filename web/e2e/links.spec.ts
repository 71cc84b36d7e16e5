import { place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const CASES: readonly (readonly [string, (link: string) => string, string])[] = [
  ['cut', (link) => link.slice(0, -7), EN.open.refused.cut.title],
  ['damaged', (link) => link.toLowerCase(), EN.open.refused.damaged.title],
  ['of a later version', (link) => link.replace('#1s', '#2s'), EN.open.refused.update.title],
  ['without its fragment', (link) => link.replace(/#.*/, ''), EN.open.refused['not-a-link'].title],
];

for (const [name, change, title] of CASES) {
  test(`a link that is ${name} is refused before any call`, async ({
    serverUrl,
    visit,
    watched,
  }) => {
    const bundle = await place(serverUrl);
    const page = await visit(change(bundle.shareLink));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    expect(watched.requests.filter((it) => it.url().includes('/bundles/'))).toEqual([]);
    await page.getByLabel(EN.open.pasteLink).fill(`Here: <${bundle.shareLink}>, please`);
    await page.getByRole('button', { name: EN.open.useLink }).click();
    await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
  });
}

test('a receipt link on /open is told apart, and leads to the receipt', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.receiptLink.replace('/receipt#', '/open#'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.open.wrongKind.receipt.title);
  expect(watched.requests.filter((it) => it.url().includes('/bundles/'))).toEqual([]);
  await page.getByRole('link', { name: EN.open.wrongKind.receipt.go }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.receipt.state.sealed.title);
});

test('a share link on /receipt is told apart, and not used', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink.replace('/open#', '/receipt#'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    EN.receipt.wrongKind.share.title,
  );
  expect(watched.requests.filter((it) => it.url().includes('/bundles/'))).toEqual([]);
  expect((await bundle.receipt()).state).toBe('sealed');
});
