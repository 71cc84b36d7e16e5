// `/answer`, as a merchant on a phone meets it.

import type { Page, Route } from '@playwright/test';
import { outwait } from './outwait.ts';
import { request } from './requested.ts';
import { BUNDLE, place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN, FR } from './words.ts';

test.use({ viewport: { width: 390, height: 844 } });

const { answer: words, items, check } = EN;
const { elsewhere, given } = words;
const PASSWORD = ' p4ss “with” spaces\u00a0';

/** In English, where a test does not say otherwise. */
const requested = (base: string, wish: Parameters<typeof request>[1] = {}) =>
  request(base, { lang: 'en', ...wish });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const seal = (page: Page) => page.getByRole('button', { name: words.seal, exact: true });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const absent = (page: Page, kind: string) =>
  page.getByRole('button', { name: words.absent.thing(kind), exact: true });

async function fillBackOffice(page: Page, { fields, kinds } = items): Promise<void> {
  const form = card(page, kinds.backoffice);
  await form.getByLabel(fields.backoffice.url).fill('my-shop.example/admin834xk');
  await form.getByLabel(fields.backoffice.email).fill('support@my-shop.example');
  await form.getByRole('textbox', { name: fields.backoffice.password }).fill(PASSWORD);
}

/** Fills one card, says that the other is not there, and presses. */
async function answered(page: Page): Promise<void> {
  await fillBackOffice(page);
  await absent(page, items.kinds.ftp).click();
  await seal(page).click();
}

/** The server vouches for who asks. */
async function vouch(page: Page, requester: string): Promise<void> {
  await page.route('**/api/v1/requests/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), requester } });
  });
}

test('fill, say what is not there, seal: only who asked can open it', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const asked = await requested(serverUrl);
  const page = await visit(asked.requestLink);
  await expect(heading(page)).toHaveText(words.asked.anybody);
  expect(page.url()).toBe(`${serverUrl}/answer`);
  expect(watched.changing(), 'looking changes nothing').toEqual([]);
  await fillBackOffice(page);
  const form = card(page, items.kinds.backoffice);
  await form.getByRole('button', { name: items.doubt.fix.https }).click();
  await absent(page, items.kinds.ftp).click();
  await expect(card(page, items.kinds.ftp).getByText(items.absent)).toBeVisible();
  await expect(card(page, items.kinds.ftp).getByLabel(items.fields.ftp.host)).toHaveCount(0);
  await seal(page).click();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  await expect(heading(page)).toBeFocused();
  expect(watched.changing()).toHaveLength(1);
  expect((await asked.view()).state).toBe('answered');
  expect(await asked.collect()).toEqual({
    items: [
      {
        kind: 'backoffice',
        fields: {
          url: 'https://my-shop.example/admin834xk',
          email: 'support@my-shop.example',
          password: PASSWORD,
        },
      },
      { kind: 'ftp', fields: {}, absent: true },
    ],
    files: [],
    lang: 'en',
  });
});

test('where anybody could have asked, nothing that they wrote is shown', async ({
  serverUrl,
  visit,
}) => {
  const { requestLink, keys } = await requested(serverUrl);
  const code = `${keys.code.slice(0, 3)}\u00a0${keys.code.slice(3)}`;
  const page = await visit(requestLink);
  await expect(page.getByText(words.unknown.title)).toBeVisible();
  await expect(page.getByText(code)).toBeVisible();
  await expect(page.getByText('Camille')).toHaveCount(0);
  await expect(page.getByText('T-4711')).toHaveCount(0);
});

test('who is registered is named, with what they wrote and the addresses of support', async ({
  page,
  serverUrl,
}) => {
  const { requestLink, keys } = await requested(serverUrl);
  const code = `${keys.code.slice(0, 3)}\u00a0${keys.code.slice(3)}`;
  await vouch(page, 'Example\u202e Support');
  await page.route('**/api/v1/about', async (route) => {
    const response = await route.fetch();
    const support_addresses = ['203.0.113.7', '2001:db8::/48'];
    await route.fulfill({ response, json: { ...(await response.json()), support_addresses } });
  });
  await page.goto(requestLink);
  await expect(heading(page)).toHaveText(words.asked.known('Example\\u{202e} Support'));
  await expect(page).toHaveTitle(`${words.title} · Handover`);
  const who = card(page, words.asked.title);
  for (const text of ['Camille', 'T-4711', code]) await expect(who.getByText(text)).toBeVisible();
  await who.getByText(words.firewall.title).click();
  await expect(who.getByText('2001:db8::/48')).toBeVisible();
  await expect(page.getByText(words.unknown.title)).toHaveCount(0);
});

test('a request that was changed on its way is not shown', async ({ page, serverUrl, watched }) => {
  const [one, other] = [await requested(serverUrl), await requested(serverUrl)];
  await page.route('**/api/v1/requests/*', async (route) => {
    const response = await route.fetch();
    const { document } = other;
    await route.fulfill({ response, json: { ...(await response.json()), document } });
  });
  await page.goto(one.requestLink);
  await expect(heading(page)).toHaveText(elsewhere.unfit.changed.title);
  await expect(page.getByText(elsewhere.unfit.changed.next)).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  expect(watched.changing()).toEqual([]);
});

test('dates that are days apart: the clocks are wrong, nothing is asked', async ({
  serverUrl,
  visit,
}) => {
  for (const days of [-2, 9]) {
    const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
    const page = await visit((await requested(serverUrl, { expiresAt })).requestLink);
    await expect(heading(page)).toHaveText(elsewhere.unfit.clock.title);
    await expect(page.getByRole('textbox')).toHaveCount(0);
  }
});

test('a request that was withdrawn says so, and one that is none', async ({ serverUrl, visit }) => {
  const { requestLink, withdraw } = await requested(serverUrl);
  await withdraw();
  await expect(heading(await visit(requestLink))).toHaveText(elsewhere.over.revoked.title);
  const stranger = (await requested(serverUrl)).requestLink;
  const page = await visit(`${serverUrl}/answer`);
  await page.route('**/api/v1/requests/*', async (route) => {
    const none = await route.fetch({ headers: { authorization: `Bearer ${'A'.repeat(43)}` } });
    await route.fulfill({ response: none });
  });
  await page.getByLabel(elsewhere.paste).fill(stranger);
  await page.getByRole('button', { name: words.useLink }).click();
  await expect(heading(page)).toHaveText(elsewhere.nothing.title);
  await expect(heading(page)).toBeFocused();
});

test('other links are told apart before the server is asked about them', async ({
  serverUrl,
  visit,
  watched,
}) => {
  const { shareLink, receiptLink } = await place(serverUrl);
  const { requestLink, collectLink } = await requested(serverUrl);
  const cases = [
    [shareLink, elsewhere.wrongKind.share.title],
    [receiptLink, elsewhere.wrongKind.receipt.title],
    [collectLink, elsewhere.wrongKind.collect.title],
    [requestLink.slice(0, -4), elsewhere.refused.cut.title],
    [requestLink.replace('#1r', '#2r'), elsewhere.refused.update.title],
  ] as const;
  for (const [link, title] of cases) {
    const page = await visit(link.replace(/\/\w+#/, '/answer#'));
    await expect(heading(page)).toHaveText(title);
    expect(page.url()).toBe(`${serverUrl}/answer`);
  }
  expect(watched.asking()).toEqual([]);
});

test('no connection at the press: the form stays, and the same bytes go again', async ({
  page,
  serverUrl,
}) => {
  const asked = await requested(serverUrl);
  const sent: (string | null)[] = [];
  const note = (then: (route: Route) => Promise<unknown>) => async (route: Route) => {
    sent.push(route.request().postData());
    await then(route);
  };
  await page.clock.install();
  await page.goto(asked.requestLink);
  const unmade = note((route) => route.abort('internetdisconnected'));
  await page.route('**/answer', unmade);
  await answered(page);
  await outwait(page, page.getByRole('alert'));
  await expect(page.getByRole('alert')).toContainText(words.problem.unreachable);
  await page.unroute('**/answer', unmade);
  // It arrives, and the answer is lost on its way back.
  const unheard = note(async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.route('**/answer', unheard);
  const before = sent.length;
  await page.getByRole('button', { name: words.resend }).click();
  await expect.poll(() => sent.length).toBeGreaterThan(before);
  await outwait(page, page.getByRole('alert'));
  await page.unroute('**/answer', unheard);
  await page.route(
    '**/answer',
    note((route) => route.continue()),
  );
  await page.getByRole('button', { name: words.resend }).click();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  expect(new Set(sent).size, 'the same bytes each time').toBe(1);
});

/** It arrives, and the word of it is lost on its way back. */
const unheard = async (route: Route) => {
  await route.fetch();
  await route.abort('connectionreset');
};

test('the first try arrived unheard: changed or reloaded after it, the page finds it again', async ({
  page,
  serverUrl,
}) => {
  const asked = await requested(serverUrl);
  await page.clock.install();
  await page.goto(asked.requestLink);
  await page.route('**/answer', unheard);
  await answered(page);
  await outwait(page, page.getByRole('alert'));
  await expect(page.getByRole('alert')).toContainText(words.problem.unreachable);
  await page.unroute('**/answer', unheard);
  await page.getByLabel(items.fields.backoffice.email).fill('changed@my-shop.example');
  await seal(page).click();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  await expect(page.getByText(given.early)).toBeVisible();
  await expect(page.getByLabel(given.remember)).toBeVisible();
  const { items: sealed } = await asked.collect();
  expect(sealed[0]?.fields.email).toBe('support@my-shop.example');
});

test('reloaded before any word came back: the receipt is still there', async ({
  page,
  serverUrl,
}) => {
  const asked = await requested(serverUrl);
  await page.clock.install();
  await page.goto(asked.requestLink);
  await page.route('**/answer', unheard);
  await answered(page);
  await outwait(page, page.getByRole('alert'));
  await page.unroute('**/answer', unheard);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  await expect(page.getByText(given.early)).toHaveCount(0);
  await expect(page.getByRole('button', { name: given.revoke.button })).toBeVisible();
});

test('answered or withdrawn meanwhile: nothing is sent, and nothing typed is lost', async ({
  serverUrl,
  visit,
}) => {
  const [one, two] = [await requested(serverUrl), await requested(serverUrl)];
  const pages = [await visit(one.requestLink), await visit(two.requestLink)] as const;
  for (const page of pages) await seal(page).waitFor();
  await one.answer();
  await two.withdraw();
  for (const page of pages) await answered(page);
  const [taken, over] = pages;
  await expect(taken.getByRole('alert')).toContainText(words.late.answered.title);
  await expect(over.getByRole('alert')).toContainText(words.late.revoked.title);
  for (const page of pages)
    await expect(page.locator(':focus'), 'the button is gone').toContainText(
      words.late[page === taken ? 'answered' : 'revoked'].title,
    );
  for (const page of pages)
    await expect(page.getByLabel(items.fields.backoffice.email)).toHaveValue(
      'support@my-shop.example',
    );
  expect(await one.collect()).toEqual(BUNDLE);
});

test('what was pasted fills what was asked for; the rest is left out unless it is added', async ({
  serverUrl,
  visit,
}) => {
  const asked = await requested(serverUrl, { ask: ['ftp'] });
  const page = await visit(asked.requestLink);
  const lines = ['SFTP', 'Host: ftp.h.example', 'User: shop', 'Password: k33p-it', ''];
  const panel = ['cPanel: https://h.example:2083', 'User: cp', 'Password: n0t-asked'];
  const domain = ['', 'Domain name', 'Registrar: Gandi', 'User: gd', 'Password: n0t-this'];
  await page.getByLabel(words.paste.label, { exact: true }).evaluate(
    (box, text) => {
      if (!(box instanceof HTMLTextAreaElement)) return;
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
    },
    [...lines, ...panel, ...domain].join('\n'),
  );
  await expect(page.getByLabel(items.fields.ftp.host)).toHaveValue('ftp.h.example');
  await expect(page.getByText(items.found.spare)).toHaveCount(2);
  await expect(page.getByRole('heading', { name: items.kinds.panel })).toHaveCount(0);
  await page.getByRole('button', { name: items.found.includeThing('h.example') }).click();
  await expect(page.getByRole('heading', { name: items.kinds.panel })).toBeVisible();
  await seal(page).click();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  const { items: sealed } = await asked.collect();
  expect(sealed.map(({ kind, fields }) => [kind, fields.password])).toEqual([
    ['ftp', 'k33p-it'],
    ['panel', 'n0t-asked'],
  ]);
});

test('an empty form is not sent; an empty card only if the reader says so', async ({
  serverUrl,
  visit,
}) => {
  const asked = await requested(serverUrl);
  const page = await visit(asked.requestLink);
  await seal(page).click();
  const summary = page.getByRole('alert', { name: check.summary });
  await expect(summary).toContainText(words.nothing);
  await expect(summary.getByRole('button')).toHaveCount(0);
  await fillBackOffice(page);
  await seal(page).click();
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(items.fields.ftp.host);
  await expect(summary).not.toContainText(items.fields.backoffice.url);
  await summary.getByRole('button', { name: check.anyway }).click();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  expect((await asked.collect()).items.map(({ kind }) => kind)).toEqual(['backoffice']);
});

test('the page speaks the language of the request, until the reader chooses another', async ({
  serverUrl,
  visit,
}) => {
  const { requestLink } = await requested(serverUrl, { lang: 'fr' });
  const page = await visit(requestLink);
  await expect(heading(page)).toHaveText(FR.answer.asked.anybody);
  await page.reload();
  await expect(heading(page)).toHaveText(FR.answer.asked.anybody);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(heading(page)).toHaveText(words.asked.anybody);
  await page.reload();
  await expect(heading(page)).toHaveText(words.asked.anybody);
});

test('the same link follows the answer until the access is to be closed', async ({
  serverUrl,
  visit,
}) => {
  const asked = await requested(serverUrl);
  const page = await visit(asked.requestLink);
  await answered(page);
  await expect(heading(page)).toHaveText(given.state.answered.title);
  await expect(page.getByText(given.byYou)).toBeVisible();
  await expect(page.getByText(given.tell.text)).toBeVisible();
  const stranger = await visit(asked.requestLink);
  await expect(heading(stranger)).toHaveText(given.others.answered.title);
  await asked.collect();
  await asked.finish();
  await page.getByRole('button', { name: given.refresh }).click();
  await expect(heading(page)).toHaveText(given.state.finished.title);
  // What was said not to be there has nothing to be closed.
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('checkbox').check();
  await expect(heading(page)).toHaveText(given.state.closed.title);
  const other = await visit(asked.requestLink);
  await expect(heading(other)).toHaveText(given.state.finished.title);
  await expect(other.getByText(given.byYou)).toHaveCount(0);
  await expect(other.getByRole('checkbox')).toHaveCount(2);
});

test('where nothing was there to be given, nothing is to be closed', async ({
  serverUrl,
  visit,
}) => {
  const asked = await requested(serverUrl, { ask: ['domain'] });
  const page = await visit(asked.requestLink);
  await absent(page, items.kinds.domain).click();
  await seal(page).click();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  await asked.collect();
  await asked.finish();
  await page.getByRole('button', { name: given.refresh }).click();
  await expect(heading(page)).toHaveText(given.state.opened.title);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});

test('without a connection the page says so, and tries again', async ({ page, serverUrl }) => {
  const { requestLink } = await requested(serverUrl);
  const drop = (route: Route) => route.abort('internetdisconnected');
  await page.route('**/api/v1/requests/*', drop);
  await page.clock.install();
  await page.goto(requestLink);
  await outwait(page, page.getByText(words.down.silent));
  await page.unroute('**/api/v1/requests/*', drop);
  await page.getByRole('button', { name: words.tryAgain }).click();
  await expect(heading(page)).toHaveText(words.asked.anybody);
  await expect(heading(page)).toBeFocused();
});

test('the receipt takes the answer back, also after a reload and from another tab', async ({
  serverUrl,
  visit,
}) => {
  const asked = await requested(serverUrl);
  const page = await visit(asked.requestLink);
  await answered(page);
  await page.getByLabel(given.remember).check();
  await page.reload();
  await expect(page.getByLabel(given.remember)).toBeChecked();
  const other = await visit(asked.requestLink);
  await other.getByRole('button', { name: given.revoke.button }).click();
  await other.getByRole('button', { name: given.revoke.yes }).click();
  await expect(heading(other)).toHaveText(given.state.revoked.title);
  await expect(other.getByText(given.ask.why.revoked)).toBeVisible();
  expect((await asked.view()).state).toBe('revoked');
});

test('leaving with something unsent is asked about, with nothing or all sent it is not', async ({
  serverUrl,
  visit,
}) => {
  const page = await visit((await requested(serverUrl)).requestLink);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await seal(page).waitFor();
  await page.reload();
  expect(dialogs).toEqual([]);
  const field = page.getByLabel(items.fields.backoffice.email);
  const asked = field.evaluate(async (input: HTMLInputElement) => {
    input.value = 'a';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    // No frame is made in between.
    await Promise.resolve();
    await Promise.resolve();
    return !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  });
  expect(await asked).toBe(true);
  await field.fill('a@h.example');
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
  await answered(page);
  await expect(heading(page)).toHaveText(given.state.answered.title);
  await page.reload();
  await expect(heading(page)).toHaveText(given.state.answered.title);
  expect(dialogs).toHaveLength(1);
});
