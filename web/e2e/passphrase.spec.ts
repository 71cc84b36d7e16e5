import { BUNDLE, place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const RIGHT = 'correct horse battery staple';

test.describe('with a passphrase', () => {
  test('wrong ones cost tries, shown each time, until it is destroyed', async ({
    serverUrl,
    visit,
  }) => {
    const bundle = await place(serverUrl, BUNDLE, RIGHT);
    const page = await visit(bundle.shareLink);
    const field = page.getByLabel(EN.open.passphrase, { exact: true });
    await expect(page.getByText(EN.open.tries(5))).toBeVisible();
    for (const left of [4, 3, 2, 1]) {
      await field.fill(`wrong ${left}`);
      await page.getByRole('button', { name: EN.open.open }).click();
      await expect(page.getByText(EN.open.tries(left))).toBeVisible();
      await expect(page.getByText(EN.open.wrong)).toBeVisible();
    }
    await field.fill('wrong again');
    await page.getByRole('button', { name: EN.open.open }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.ended.destroyed.title);
    expect((await bundle.receipt()).state).toBe('destroyed');
  });

  test('an empty one is asked for and costs nothing', async ({ serverUrl, visit, watched }) => {
    const bundle = await place(serverUrl, BUNDLE, RIGHT);
    const page = await visit(bundle.shareLink);
    await page.getByRole('button', { name: EN.open.open }).click();
    await expect(page.getByText(EN.open.passphraseEmpty)).toBeVisible();
    expect(watched.changing()).toEqual([]);
  });

  test('a slip is pointed out before it costs a try; one press takes it out', async ({
    serverUrl,
    visit,
    watched,
  }) => {
    const bundle = await place(serverUrl, BUNDLE, RIGHT);
    const page = await visit(bundle.shareLink);
    const field = page.getByLabel(EN.open.passphrase, { exact: true });
    await field.fill('Correct horse battery  staple');
    await field.press('Enter');
    await expect(page.getByText(EN.open.asIs).first()).toBeVisible();
    expect(watched.changing()).toEqual([]);
    await page.getByRole('button', { name: EN.open.doubt.spaces.fix }).click();
    await expect(field).toHaveValue('Correct horse battery staple');
    await expect(field).toBeFocused();
    await page.getByRole('button', { name: EN.open.doubt.plain.fix }).click();
    await expect(field).toHaveValue(RIGHT);
    await expect(page.getByRole('button', { name: EN.open.doubt.plain.fix })).toHaveCount(0);
    await field.press('Enter');
    await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
    expect((await bundle.receipt()).tries_left).toBe(5);
  });

  test('what looks like a slip may be meant: the next press sends it as it is', async ({
    serverUrl,
    visit,
  }) => {
    const own = 'Le Chat  d’été. ';
    const bundle = await place(serverUrl, BUNDLE, own);
    const page = await visit(bundle.shareLink);
    await page.getByLabel(EN.open.passphrase, { exact: true }).fill(own);
    const button = page.getByRole('button', { name: EN.open.open });
    await button.click();
    await expect(page.getByText(EN.open.doubt.spaces.text).first()).toBeVisible();
    await button.click();
    await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  });

  test('the right one opens; after F5 it is typed again, and a typing error costs nothing', async ({
    serverUrl,
    visit,
  }) => {
    const bundle = await place(serverUrl, BUNDLE, RIGHT);
    const page = await visit(bundle.shareLink);
    const field = page.getByLabel(EN.open.passphrase, { exact: true });
    await field.fill(RIGHT);
    await page.getByRole('button', { name: EN.open.open }).click();
    await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
    await page.reload();
    await field.fill('a typing error');
    await page.getByRole('button', { name: EN.open.resume.button }).click();
    await expect(page.getByText(EN.open.wrongFree)).toBeVisible();
    await field.fill(RIGHT);
    await page.getByRole('button', { name: EN.open.resume.button }).click();
    await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
    expect(await bundle.receipt()).toMatchObject({
      state: 'claimed',
      tries_left: 5,
      late_attempts: 0,
    });
  });

  test('is in no storage and in no request', async ({ serverUrl, visit, watched }) => {
    const bundle = await place(serverUrl, BUNDLE, RIGHT);
    const page = await visit(bundle.shareLink);
    await page.getByLabel(EN.open.passphrase, { exact: true }).fill(RIGHT);
    await page.getByRole('button', { name: EN.open.open }).click();
    await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
    );
    const sent = watched.requests.map((it) => `${it.url()} ${it.postData()}`).join('\n');
    for (const text of [kept, sent]) expect(text).not.toContain('horse');
  });
});
