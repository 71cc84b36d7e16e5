import { outwait } from './outwait.ts';
import { ITEM, place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const { password } = ITEM.fields;

test('nothing happens before the press, then it opens once and is gone', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  const button = page.getByRole('button', { name: EN.open.open });
  await expect(button).toBeVisible();
  expect(page.url()).toBe(`${serverUrl}/open`);
  expect(watched.changing()).toEqual([]);
  expect((await bundle.receipt()).state).toBe('sealed');

  await button.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    EN.shown.title.replace('{host}', 'my-shop.example'),
  );
  await expect(page.getByText(password)).toHaveCount(0);
  await page.getByRole('button', { name: EN.open.showThing('Password') }).click();
  await expect(page.getByText(password.trim())).toBeVisible();
  expect((await bundle.receipt()).state).toBe('claimed');

  await page.getByRole('button', { name: EN.shown.erase }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.cleared.title);
  await expect(page.getByText(password.trim())).toHaveCount(0);
  expect(await bundle.receipt()).toMatchObject({ state: 'opened', readable: true });
  expect(watched.changing().map((it) => it.replace(/bundles\/[\w-]+/, 'bundles/ID'))).toEqual([
    'POST /api/v1/bundles/ID/open',
    'POST /api/v1/bundles/ID/confirm',
  ]);
});

test('the key is in no request, in the address bar of no page, and not left in the tab', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await page.getByRole('button', { name: EN.shown.erase }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.cleared.title);
  for (const request of watched.requests) {
    const sent = [
      request.url().split('#')[0],
      request.postData(),
      JSON.stringify(await request.allHeaders()),
    ];
    expect(sent.join('\n')).not.toContain(bundle.secret);
  }
  expect(page.url()).not.toContain('#');
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
  );
  expect(kept).not.toContain(bundle.secret);
});

test('the copied value is exact to the byte', async ({ page, serverUrl, context, visit }) => {
  await context.grantPermissions(['clipboard-write']);
  const bundle = await place(serverUrl);
  const opened = await visit(bundle.shareLink);
  await opened.getByRole('button', { name: EN.open.open }).click();
  await opened.getByRole('button', { name: EN.open.copyThing('Password') }).click();
  await expect(opened.getByText(EN.open.copiedThing('Password'))).toBeAttached();
  // No page may read the clipboard, so it is pasted where text can be typed.
  await page.goto('/');
  await page.getByRole('textbox', { name: EN.share.paste.label }).click();
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('textbox', { name: EN.share.paste.label })).toHaveValue(password);
});

test('F5 before the confirm shows it again', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.open.resume.title);
  await page.getByRole('button', { name: EN.open.resume.button }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  expect((await bundle.receipt()).late_attempts).toBe(0);
});

test('after the confirm neither F5, Back, Forward nor the link shows it', async ({
  serverUrl,
  visit,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await page.getByRole('button', { name: EN.shown.erase }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.cleared.title);
  const shows = () => page.getByText('my-shop.example');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.open.past.title);
  await expect(shows()).toHaveCount(0);
  await page.goto(`${serverUrl}/`);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.open.past.title);
  await page.goForward();
  await page.goto(bundle.shareLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.ended.opened.title);
  await expect(shows()).toHaveCount(0);
});

test('leaving the page clears it, also where the browser keeps the page for Back', async ({
  serverUrl,
  visit,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.cleared.away);
  await expect(page.getByText('my-shop.example')).toHaveCount(0);
  await page.getByRole('button', { name: EN.cleared.reload }).click();
  await page.getByRole('button', { name: EN.open.resume.button }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
});

test('Back to an opened page shows nothing until it is asked for again', async ({
  serverUrl,
  visit,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  await page.goto(`${serverUrl}/`);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toHaveCount(0);
  await expect(page.getByText('my-shop.example')).toHaveCount(0);
});

test('a second holder of the link is told when, and can tell the sender', async ({
  serverUrl,
  visit,
}) => {
  const bundle = await place(serverUrl);
  await bundle.open();
  const page = await visit(bundle.shareLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.ended.opened.title);
  await expect(page.getByRole('main').getByRole('time').first()).toBeVisible();
  expect((await bundle.receipt()).late_attempts).toBe(0);
  await page.getByRole('button', { name: EN.notMe.button }).click();
  await expect(page.getByText(EN.notMe.done)).toBeVisible();
  expect((await bundle.receipt()).late_attempts).toBe(1);
});

test('two holders who press at once: one opens, the other is told', async ({
  serverUrl,
  browser,
  visit,
}) => {
  const bundle = await place(serverUrl);
  const first = await visit(bundle.shareLink);
  const other = await (await browser.newContext()).newPage();
  await other.goto(bundle.shareLink);
  const pages = [first, other];
  for (const page of pages)
    await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
  await Promise.all(pages.map((page) => page.getByRole('button', { name: EN.open.open }).click()));
  const headings = pages.map((page) => page.getByRole('heading', { level: 1 }));
  for (const heading of headings) await expect(heading).not.toHaveText(EN.open.title);
  const said = await Promise.all(headings.map((heading) => heading.textContent()));
  expect(said.sort()).toEqual(
    [EN.shown.title.replace('{host}', 'my-shop.example'), EN.ended.claimed.title].sort(),
  );
  await other.context().close();
});

test('the agent says that the intervention is finished', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await page.getByRole('button', { name: EN.shown.erase }).click();
  await page.getByRole('button', { name: EN.cleared.finish }).click();
  await expect(page.getByText(EN.cleared.finished)).toBeVisible();
  expect((await bundle.receipt()).finished_at).toBeDefined();
});

test('a bundle that was taken back says so', async ({ serverUrl, visit }) => {
  const bundle = await place(serverUrl);
  await bundle.revoke();
  const page = await visit(bundle.shareLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.ended.revoked.title);
});

test('a bundle that expired says so', async ({ serverUrl, visit, context }) => {
  const bundle = await place(serverUrl);
  // The shortest lifetime is a minute, so the answer is the server's with another state.
  await context.route('**/api/v1/bundles/*', async (route) => {
    const response = await route.fetch();
    const { expires_at, ...view } = await response.json();
    await route.fulfill({
      response,
      json: { ...view, state: 'expired', expires_at, ended_at: expires_at },
    });
  });
  const page = await visit(bundle.shareLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.ended.expired.title);
});

test('a link to nothing: one neutral page', async ({ serverUrl, visit, watched }) => {
  const { shareLink } = await import('../src/protocol/link.ts');
  const { randomBytes } = await import('../src/protocol/token.ts');
  const page = await visit(shareLink(serverUrl, randomBytes(32), false));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.open.nothing.title);
  expect(watched.changing()).toEqual([]);
});

test('another link pasted into the same tab takes its place', async ({ serverUrl, visit }) => {
  const [old, fresh] = [await place(serverUrl), await place(serverUrl)];
  await old.open();
  const page = await visit(old.shareLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.ended.opened.title);
  await page.evaluate((link) => {
    location.href = link;
  }, fresh.shareLink);
  await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
  expect(page.url()).toBe(`${serverUrl}/open`);
});

test('an open that gets no answer is retried with the same claim', async ({
  serverUrl,
  visit,
  context,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  let lost = 0;
  // The server claims, and its answer is lost on the way.
  await context.route('**/open', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  expect(lost).toBe(1);
  expect((await bundle.receipt()).late_attempts).toBe(0);
});

test('erasing empties the page and the tab at once, whether or not the server hears of it', async ({
  serverUrl,
  visit,
  context,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await context.route('**/confirm', (route) => route.abort('connectionreset'));
  await page.getByRole('button', { name: EN.open.open }).click();
  await page.getByRole('button', { name: EN.shown.erase }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.cleared.erasing);
  await expect(page.getByText('my-shop.example')).toHaveCount(0);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(kept).not.toContain(bundle.secret);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.open.past.title);
  expect((await bundle.receipt()).state).toBe('claimed');
});

test('an open that stalls after the claim is retried with the same claim', async ({
  serverUrl,
  visit,
  context,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.clock.install();
  await expect(page.getByRole('button', { name: EN.open.open })).toBeVisible();
  const claims: string[] = [];
  const stalled = new Promise<void>((resolve) => {
    void context.route('**/open', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      claims.push(route.request().postDataJSON().claim);
      if (claims.length > 1) return route.fallback();
      // The server claims; nothing of its answer comes through, and the line stays open.
      await route.fetch();
      resolve();
    });
  });
  await page.getByRole('button', { name: EN.open.open }).click();
  await stalled;
  await page.clock.fastForward(10_000);
  await page.clock.fastForward(1_000);
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  // On a slow machine the second one may come too late, too.
  expect(claims.length).toBeGreaterThanOrEqual(2);
  expect(new Set(claims).size).toBe(1);
  expect((await bundle.receipt()).late_attempts).toBe(0);
});

test('the receipt in place of the link leads to the receipt, also when it is pasted', async ({
  serverUrl,
  visit,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(`${serverUrl}/open`);
  await page.getByLabel(EN.open.pasteLink).fill(bundle.receiptLink);
  await page.getByRole('button', { name: EN.open.useLink }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(EN.open.wrongKind.receipt.title);
  await expect(heading).toBeFocused();
  await expect(page.getByRole('link', { name: EN.open.wrongKind.receipt.go })).toBeVisible();
});

test('where the tab may store nothing, the page does not promise a reload', async ({
  serverUrl,
  visit,
  context,
}) => {
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await expect(page.getByText(EN.open.noReload)).toBeVisible();
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  const warned = await page.evaluate(
    () => !dispatchEvent(new Event('beforeunload', { cancelable: true })),
  );
  expect(warned).toBe(true);
});

test('a reload is promised and warned of by what the page does itself', async ({
  serverUrl,
  visit,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await expect(page.getByText(EN.open.lease('30 seconds'))).toBeVisible();
  await page.clock.install();
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  const warned = () =>
    page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await warned()).toBe(false);
  await page.clock.fastForward(30_000);
  await expect(page.getByText(EN.shown.gone)).toBeVisible();
  expect(await warned()).toBe(true);
});

test('offline within the lease: the copy is not said to be safe', async ({
  serverUrl,
  visit,
  context,
}) => {
  const bundle = await place(serverUrl);
  const page = await visit(bundle.shareLink);
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  await context.route('**/api/v1/bundles/*', (route) => route.abort('connectionreset'));
  await page.clock.install();
  await page.reload();
  await outwait(page, page.getByText(EN.open.hurry));
  await expect(page.getByText(EN.open.notOpened)).toHaveCount(0);
});
