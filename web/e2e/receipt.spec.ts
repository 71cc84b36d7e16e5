import type { Page } from '@playwright/test';
import { outwait } from './outwait.ts';
import { entry, rememberHere, stored } from './remembered.ts';
import { type Placed, place } from './sealed.ts';
import { expect, forbidStorage, test } from './test.ts';
import { EN } from './words.ts';

const { receipt: words } = EN;
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const spoken = (page: Page) => page.getByRole('status');

/** Shows the receipt of a bundle as if it were in another state. */
async function pretend(page: Page, { receiptLink }: Placed, members: object): Promise<void> {
  await page.route('**/api/v1/bundles/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...members } });
  });
  await page.goto(receiptLink);
}

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
  await receipt.clock.install();
  await receipt.getByRole('button', { name: words.revoke.button }).click();
  await receipt.route('**/api/v1/bundles/*', (route) => route.abort('internetdisconnected'));
  await receipt.getByRole('button', { name: words.revoke.yes }).click();
  await outwait(receipt, receipt.getByRole('alert'));
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
  await page.getByLabel(words.paste).fill(`My receipt: ${bundle.receiptLink}.`);
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
  await pasted.getByLabel(words.paste).fill(shareLink);
  await pasted.getByRole('button', { name: words.useLink }).click();
  const followed = await visit(shareLink.replace('/open#', '/receipt#'));
  for (const page of [pasted, followed]) {
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(words.wrongKind.share.title);
    if (page === pasted) await expect(heading).toBeFocused();
    expect(page.url()).toBe(`${serverUrl}/receipt`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    // It may be the only copy at hand.
    await page.evaluate(() => {
      navigator.clipboard.writeText = async (text) => {
        document.title = text;
      };
    });
    await page.getByRole('button', { name: words.wrongKind.share.copy }).click();
    await expect(page).toHaveTitle(shareLink);
  }
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

test.describe('the checklist', () => {
  test('ticks are kept with a remembered receipt, as names of kinds alone', async ({
    page,
    serverUrl,
  }) => {
    const bundle = await place(serverUrl);
    await bundle.open();
    await rememberHere(page, [entry(bundle, ['database', 'backoffice'])]);
    await page.goto(bundle.receiptLink);
    const boxes = page.getByRole('checkbox');
    await expect(boxes).toHaveCount(2);
    await expect(boxes.first()).toHaveAccessibleName(words.close.steps.backoffice.do);
    await expect(boxes.first()).toHaveAccessibleDescription(words.close.steps.backoffice.where);
    await boxes.first().check();
    await expect(page.getByText(words.close.kept)).toContainText(words.close.count(1, 2));
    await page.reload();
    await expect(boxes.first()).toBeChecked();
    await expect(boxes.last()).not.toBeChecked();
    expect(await stored(page)).toEqual([
      { ...entry(bundle, ['database', 'backoffice']), closed: ['backoffice'] },
    ]);
  });

  test('all closed: said at once without taking the focus, and remembered', async ({
    page,
    serverUrl,
  }) => {
    const bundle = await place(serverUrl);
    await bundle.open();
    await rememberHere(page, [entry(bundle, ['ftp'])]);
    await page.goto(bundle.receiptLink);
    const box = page.getByRole('checkbox');
    await expect(heading(page)).toHaveText(words.state.opened.title);
    await box.focus();
    await page.keyboard.press('Space');
    await expect(heading(page)).toHaveText(words.state.closed.title);
    await expect(spoken(page)).toHaveText(words.state.closed.title);
    await expect(box).toBeFocused();
    await page.reload();
    await expect(heading(page)).toHaveText(words.state.closed.title);
    await box.uncheck();
    await expect(heading(page)).toHaveText(words.state.opened.title);
  });

  test('a receipt that is not remembered: every kind, and the ticks end with the page', async ({
    serverUrl,
    visit,
  }) => {
    const bundle = await place(serverUrl);
    await bundle.open();
    const page = await visit(bundle.receiptLink);
    const boxes = page.getByRole('checkbox');
    await expect(boxes).toHaveCount(6);
    await expect(page.getByText(words.close.unkept)).toBeVisible();
    await boxes.first().check();
    await page.reload();
    await expect(boxes).toHaveCount(6);
    await expect(boxes.first()).not.toBeChecked();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('stands first once support is finished', async ({ page, serverUrl }) => {
    const bundle = await place(serverUrl);
    await bundle.open();
    const [box, sealed] = [
      page.getByRole('checkbox').first(),
      page.getByText(words.step.sealed, { exact: true }),
    ];
    const top = async (of: typeof box) => (await of.boundingBox())?.y ?? Number.NaN;
    await page.goto(bundle.receiptLink);
    await expect(heading(page)).toHaveText(words.state.opened.title);
    expect(await top(sealed)).toBeLessThan(await top(box));
    await pretend(page, bundle, { finished_at: (await bundle.receipt()).created_at });
    await page.reload();
    await expect(heading(page)).toHaveText(words.state.finished.title);
    expect(await top(box)).toBeLessThan(await top(sealed));
  });
});

test.describe('looks again by itself', () => {
  const asked = (page: Page) => {
    const calls: string[] = [];
    page.on('request', (it) => it.url().includes('/bundles/') && calls.push(it.method()));
    return calls;
  };

  test('while it is seen; what changed is spoken, and the focus stays', async ({
    page,
    serverUrl,
  }) => {
    const bundle = await place(serverUrl);
    await page.clock.install();
    // Not every browser can move a part of the page with the focus in it.
    await page.addInitScript(() => {
      Reflect.deleteProperty(Element.prototype, 'moveBefore');
    });
    await page.goto(bundle.receiptLink);
    await expect(heading(page)).toHaveText(words.state.sealed.title);
    const print = page.getByRole('button', { name: words.print });
    await print.focus();
    await bundle.open();
    await page.clock.fastForward(30_000);
    await expect(heading(page)).toHaveText(words.state.opened.title);
    await expect(spoken(page)).toHaveText(words.state.opened.title);
    await expect(print).toBeFocused();
    const tick = page.getByRole('checkbox').first();
    await tick.focus();
    const finished_at = (await bundle.receipt()).created_at;
    await page.route('**/api/v1/bundles/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), finished_at } });
    });
    await page.clock.fastForward(30_000);
    await expect(spoken(page)).toHaveText(words.state.finished.title);
    await expect(tick).toBeFocused();
  });

  test('not while it is hidden, but when it is seen again', async ({ page, serverUrl }) => {
    const bundle = await place(serverUrl);
    await page.clock.install();
    await page.goto(bundle.receiptLink);
    await expect(heading(page)).toHaveText(words.state.sealed.title);
    const calls = asked(page);
    const turn = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await turn('hidden');
    await bundle.open();
    await page.clock.runFor(120_000);
    expect(calls).toEqual([]);
    await turn('visible');
    await expect(heading(page)).toHaveText(words.state.opened.title);
    expect(calls).toEqual(['GET']);
  });

  test('not once there is nothing more to come', async ({ page, serverUrl }) => {
    const bundle = await place(serverUrl);
    await bundle.revoke();
    await page.clock.install();
    await page.goto(bundle.receiptLink);
    await expect(heading(page)).toHaveText(words.state.revoked.title);
    const calls = asked(page);
    await page.clock.runFor(120_000);
    expect(calls).toEqual([]);
  });

  test('not under the finger that is about to take it back', async ({ page, serverUrl }) => {
    const bundle = await place(serverUrl);
    await page.clock.install();
    await page.goto(bundle.receiptLink);
    await page.getByRole('button', { name: words.revoke.button }).click();
    await bundle.open();
    const calls = asked(page);
    await page.clock.runFor(120_000);
    expect(calls).toEqual([]);
    await page.getByRole('button', { name: words.revoke.yes }).click();
    await expect(page.getByRole('alert')).toHaveText(words.revoke.tooLate);
  });

  test('where it takes the button away that has the focus, the heading has it', async ({
    page,
    serverUrl,
  }) => {
    const bundle = await place(serverUrl);
    await page.clock.install();
    await page.goto(bundle.receiptLink);
    await page.getByRole('button', { name: words.revoke.button }).focus();
    await bundle.open();
    await page.clock.fastForward(30_000);
    await expect(heading(page)).toHaveText(words.state.opened.title);
    await expect(heading(page)).toBeFocused();
  });

  test('a look that fails takes nothing away; one that was asked for says why', async ({
    page,
    serverUrl,
  }) => {
    const bundle = await place(serverUrl);
    await page.clock.install();
    await page.goto(bundle.receiptLink);
    await expect(heading(page)).toHaveText(words.state.sealed.title);
    await page.route('**/api/v1/bundles/*', (route) => route.abort('internetdisconnected'));
    const failed = page.waitForEvent('requestfailed');
    await page.clock.fastForward(30_000);
    await failed;
    await page.getByRole('button', { name: words.refresh }).click();
    await outwait(page, page.getByRole('alert'));
    await expect(page.getByRole('alert')).toHaveText(words.problem.unreachable);
    await expect(heading(page)).toHaveText(words.state.sealed.title);
    await page.unroute('**/api/v1/bundles/*');
    await page.getByRole('button', { name: words.refresh }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

for (const state of ['expired', 'destroyed', 'lost', 'revoked'] as const) {
  test(`${state}: sealing again starts with the same kinds, and nothing else is handed on`, async ({
    page,
    serverUrl,
  }) => {
    const bundle = await place(serverUrl);
    await rememberHere(page, [entry(bundle, ['backoffice', 'database'])]);
    await page.addInitScript(() => {
      const handed = JSON.stringify({ ...sessionStorage });
      Object.assign(globalThis, { handed });
    });
    await pretend(page, bundle, { state, ended_at: (await bundle.receipt()).created_at });
    await expect(heading(page)).toHaveText(words.state[state].title);
    await page.getByRole('link', { name: words.close.again.button }).click();
    for (const kind of ['backoffice', 'database'] as const) {
      await expect(
        page.getByRole('heading', { level: 2, name: EN.share.kinds[kind] }),
      ).toBeVisible();
    }
    expect(await page.evaluate('handed')).toBe(
      '{"handover.again":"[\\"backoffice\\",\\"database\\"]"}',
    );
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
}

test('the reader could not read it: sealing again is offered, and why', async ({
  page,
  serverUrl,
}) => {
  const bundle = await place(serverUrl);
  await bundle.open();
  await pretend(page, bundle, { readable: false });
  await expect(heading(page)).toHaveText(words.state.unreadable.title);
  await expect(page.getByRole('link', { name: words.close.again.button })).toBeVisible();
});

for (const locale of ['en-GB', 'fr-FR']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('on paper, with everything on it: one sheet', async ({ page, serverUrl }) => {
      const bundle = await place(serverUrl);
      await bundle.open();
      await pretend(page, bundle, { late_attempts: 2 });
      await expect(page.getByRole('checkbox')).toHaveCount(6);
      const sheet = await page.pdf({ preferCSSPageSize: true });
      expect(sheet.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    });
  });
}

test('on paper: the list, the time, and neither button nor link', async ({ page, serverUrl }) => {
  const bundle = await place(serverUrl);
  await bundle.open();
  await pretend(page, bundle, { late_attempts: 2 });
  await expect(page.getByRole('checkbox')).toHaveCount(6);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(words.printed(''))).toBeVisible();
  await expect(page.getByText(words.step.sealed, { exact: true })).toBeVisible();
  await expect(page.getByRole('checkbox').first()).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByText(EN.reminder.label)).toBeHidden();
  expect(await page.locator('body').innerText()).not.toContain('#');
});
