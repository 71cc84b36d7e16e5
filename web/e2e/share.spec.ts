import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { outwait } from './outwait.ts';
import { expect, forbidStorage, test } from './test.ts';
import { EN, FR } from './words.ts';

const SECRET = 'tr0ub4dor & “3”';

/** The link that the result page shows. */
async function shownLink(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.sealed.title);
  return (
    await page
      .getByText(/\/open#1[sp]/)
      .first()
      .innerText()
  ).trim();
}

async function fillBackOffice(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${EN.share.kinds.backoffice}`) }).click();
  await page.getByLabel(EN.items.fields.backoffice.url).fill('https://my-shop.example/admin834xk');
  await page.getByLabel(EN.items.fields.backoffice.email).fill('support@my-shop.example');
  await page.getByRole('textbox', { name: EN.items.fields.backoffice.password }).fill(SECRET);
}

test('fill, seal, open: the same access comes out', async ({ page, visit }) => {
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  const opened = await visit(await shownLink(page));
  await opened.getByRole('button', { name: EN.open.open }).click();
  await opened
    .getByRole('button', { name: EN.open.showThing(EN.items.fields.backoffice.password) })
    .click();
  await expect(opened.getByText(SECRET)).toBeVisible();
});

test('a secret field keeps spelling, translation and password programs away', async ({ page }) => {
  await page.goto('/');
  await fillBackOffice(page);
  const field = page.getByRole('textbox', { name: EN.items.fields.backoffice.password });
  const attributes = {
    autocomplete: 'off',
    autocorrect: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    translate: 'no',
  };
  for (const [name, value] of Object.entries(attributes))
    await expect(field).toHaveAttribute(name, value);
});

test('where storage is forbidden the page works, and says that it remembers nothing', async ({
  page,
}) => {
  await forbidStorage(page);
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await shownLink(page);
  await page.getByLabel(EN.sealed.remember).click();
  await expect(page.getByText(EN.sealed.rememberFailed)).toBeVisible();
});

test('a copy that the browser refuses leaves the link selected, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'));
    document.execCommand = () => false;
  });
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  const link = await shownLink(page);
  await page.getByRole('button', { name: EN.sealed.copy, exact: true }).click();
  await expect(page.getByText(EN.share.copyFailed)).toBeInViewport();
  const field = page.getByRole('textbox', { name: EN.sealed.link });
  await expect(field).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link);
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(page.getByRole('button', { name: EN.sealed.copy, exact: true })).toBeFocused();
});

test('too much text is told apart from too many entries, and leads to its field', async ({
  page,
  watched,
}) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: EN.share.paste.label }).fill('x'.repeat(288_000));
  await page.getByRole('button', { name: EN.share.seal }).click();
  await page.getByRole('alert').getByRole('link', { name: EN.check.long }).click();
  await expect(page.getByRole('textbox', { name: EN.items.fields.other.secret })).toBeFocused();
  expect(watched.changing()).toEqual([]);
});

test('the next one starts within the limit of the server', async ({ page }) => {
  await page.route('**/api/v1/about', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), max_lifetime: 86_400 } });
  });
  await page.goto('/');
  await fillBackOffice(page);
  await expect(page.getByRole('radio', { name: '1 day' })).toBeChecked();
  await page.getByRole('button', { name: EN.share.seal }).click();
  await shownLink(page);
  await page.getByRole('button', { name: EN.sealed.next }).click();
  await page.getByRole('button', { name: EN.sealed.uncopied.leave }).click();
  await expect(page.getByRole('radio', { name: '1 day' })).toBeChecked();
});

test('the reminder is a calendar file without the link', async ({ page }) => {
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await shownLink(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: EN.reminder.days[1] }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('handover.ics');
  const text = await readFile(await saved.path(), 'utf8');
  expect(text).toContain(`SUMMARY:${EN.reminder.title}`);
  expect(text).not.toContain(SECRET);
  expect(text).not.toMatch(/https?:|#/);
});

test('no card of a kind leaves its box', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${EN.share.kinds.backoffice}`) }).click();
  const box = await page.getByRole('region', { name: EN.share.pick.title }).boundingBox();
  for (const kind of Object.values(EN.share.kinds)) {
    const card = page.getByRole('button', { name: new RegExp(`^${kind}`) }).first();
    const { x, width } = (await card.boundingBox()) ?? { x: 0, width: 0 };
    expect(x + width).toBeLessThan((box?.x ?? 0) + (box?.width ?? 0));
  }
});

test('with a passphrase: four words are offered, and they open it', async ({
  page,
  visit,
  context,
}) => {
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByLabel(EN.share.passphrase.on).check();
  const field = page.getByRole('textbox', { name: EN.items.passphrase.label, exact: true });
  await expect(field).not.toHaveValue('');
  const passphrase = await field.inputValue();
  await page.getByRole('button', { name: EN.share.seal }).click();
  const link = await shownLink(page);
  expect(link).toContain('#1p');
  await expect(page.getByText(passphrase)).toBeVisible();
  expect(context.pages()).toHaveLength(1);
  const opened = await visit(link);
  await opened.getByLabel(EN.open.passphrase, { exact: true }).fill(passphrase);
  await opened.getByRole('button', { name: EN.open.open }).click();
  await expect(opened.getByRole('button', { name: EN.shown.erase })).toBeVisible();
});

test('files come out byte by byte', async ({ page, visit }) => {
  const bytes = Buffer.from(Uint8Array.from({ length: 200 * 1024 }, (_, i) => (i * 31 + 7) % 256));
  await page.goto('/');
  await page
    .getByLabel(EN.share.files.add)
    .setInputFiles({ name: 'id_ed25519', mimeType: 'application/octet-stream', buffer: bytes });
  await page.getByRole('button', { name: EN.share.seal }).click();
  const opened = await visit(await shownLink(page));
  await opened.getByRole('button', { name: EN.open.open }).click();
  const download = opened.waitForEvent('download');
  await opened.getByRole('button', { name: EN.shown.saveThing('id_ed25519') }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('id_ed25519');
  const chunks: Buffer[] = [];
  for await (const chunk of await saved.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

test('a failed upload keeps the form and sends the same bytes again', async ({
  page,
  context,
  watched,
}) => {
  let fail = true;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route('**/api/v1/bundles/*', async (route) => {
    if (!fail) return route.fallback();
    await held;
    await route.abort('internetdisconnected');
  });
  await page.clock.install();
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(page.getByLabel(EN.items.fields.backoffice.email)).toBeDisabled();
  await expect(page.getByRole('button', { name: EN.share.seal })).toBeFocused();
  release();
  await outwait(page, page.getByText(EN.share.failed));
  await expect(page.getByRole('button', { name: EN.share.resend })).toBeFocused();
  await expect(page.getByLabel(EN.items.fields.backoffice.email)).toHaveValue(
    'support@my-shop.example',
  );
  fail = false;
  await page.getByRole('button', { name: EN.share.resend }).click();
  await shownLink(page);
  const puts = watched.requests.filter((it) => it.method() === 'PUT');
  expect(puts.length).toBeGreaterThan(1);
  expect(new Set(puts.map((it) => `${it.url()} ${it.postData()}`)).size).toBe(1);
});

test('a form with mistakes is not sent: the summary leads to each field', async ({
  page,
  watched,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: EN.share.seal }).click();
  await expect(page.getByRole('alert')).toContainText(EN.check.nothing);
  await page.getByRole('button', { name: new RegExp(`^${EN.share.kinds.backoffice}`) }).click();
  await page.getByRole('button', { name: EN.share.seal }).click();
  const summary = page.getByRole('alert').filter({ hasText: EN.check.summary });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: EN.items.fields.backoffice.email }).click();
  await expect(page.getByLabel(EN.items.fields.backoffice.email)).toBeFocused();
  expect(watched.changing()).toEqual([]);
});

test('an address in the field of the host is put where its parts belong, in one press', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${EN.share.kinds.ftp}`) }).click();
  const { ftp } = EN.items.fields;
  const host = page.getByRole('textbox', { name: ftp.host });
  await host.fill('ftps://shop42:p%20w@ftp.my-shop.example:2121/www');
  await expect(page.getByText(EN.items.doubt.host)).toBeHidden();
  await host.blur();
  await page.getByRole('button', { name: EN.items.doubt.fix.host }).click();
  await expect(host).toHaveValue('ftp.my-shop.example');
  await expect(host).toBeFocused();
  await expect(page.getByLabel(ftp.protocol)).toHaveValue('ftps');
  await expect(page.getByLabel(ftp.port)).toHaveValue('2121');
  await expect(page.getByLabel(ftp.username)).toHaveValue('shop42');
  await expect(page.getByRole('textbox', { name: ftp.password, exact: true })).toHaveValue('p%20w');
  await expect(page.getByLabel(ftp.path)).toHaveValue('/www');
  await expect(page.getByText(EN.items.doubt.host)).toBeHidden();
});

test('a strong password is made, can be copied, and is a new one each time', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await page.goto('/');
  await fillBackOffice(page);
  const field = page.getByRole('textbox', { name: EN.items.fields.backoffice.password });
  const make = page.getByRole('button', { name: EN.items.strong });
  await make.click();
  const first = await field.inputValue();
  expect(first).toMatch(/^\S{20}$/);
  await make.click();
  await expect(field).not.toHaveValue(first);
  const made = await field.inputValue();
  const label = EN.items.fields.backoffice.password;
  await page.getByRole('button', { name: EN.share.copyThing(label) }).click();
  await expect(page.getByText(EN.share.copiedThing(label))).toBeAttached();
  await page.getByLabel(EN.items.fields.backoffice.profile).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByLabel(EN.items.fields.backoffice.profile)).toHaveValue(made);
});

test('a dropped file is taken wherever it falls, and does not replace the page', async ({
  page,
}) => {
  await page.goto('/');
  await fillBackOffice(page);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'parameters.php', { type: 'text/x-php' }));
    return transfer;
  });
  await page.dispatchEvent('h1', 'drop', { dataTransfer: data });
  await expect(page.getByText('parameters.php', { exact: true })).toBeVisible();
  await expect(page.getByLabel(EN.items.fields.backoffice.email)).toHaveValue(
    'support@my-shop.example',
  );
});

test('the link is not left behind: another share asks first whether it was copied', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await shownLink(page);
  const next = page.getByRole('button', { name: EN.sealed.next });
  await next.click();
  const warning = page.getByRole('alert').filter({ hasText: EN.sealed.uncopied.title });
  const copy = warning.getByRole('button', { name: EN.sealed.copy });
  await expect(copy).toBeFocused();
  await copy.click();
  await expect(warning).toBeHidden();
  await expect(next).toBeFocused();
  await next.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(EN.share.title);
});

test('the message for the ticket is there in both languages, with the link and the zone', async ({
  page,
}) => {
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  const link = await shownLink(page);
  const message = page.locator('pre');
  await expect(message).toContainText(`Hello,`);
  await expect(message).toContainText(link);
  await expect(message).toContainText(`(${zoneInAWeek()})`);
  await page
    .getByRole('group', { name: EN.sealed.ticket.language })
    .getByRole('button', { name: 'Français' })
    .click();
  await expect(message).toContainText('Bonjour,');
  await expect(message).toContainText(link);
  await expect(message).toHaveAttribute('lang', 'fr');
});

/** Of the reader, when the link ends: 'CET', in summer 'CEST'. */
function zoneInAWeek(): string {
  const zone = { timeZone: 'Europe/Paris', timeZoneName: 'short' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', zone).formatToParts(Date.now() + 7 * 86_400_000);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

test('what is remembered is the receipt, the kinds and the dates: no value, no share link', async ({
  page,
}) => {
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  const link = await shownLink(page);
  const stored = () => page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);
  expect(await stored()).toEqual([{}, {}]);
  await page.getByLabel(EN.sealed.remember).check();
  const [kept, ofTab] = await stored();
  expect(ofTab).toEqual({});
  expect(Object.keys(kept ?? {})).toEqual(['handover.receipts']);
  const [receipt] = JSON.parse(kept?.['handover.receipts'] ?? '');
  expect(Object.keys(receipt).sort()).toEqual(['created', 'expires', 'kinds', 'link']);
  expect(receipt.kinds).toEqual(['backoffice']);
  expect(receipt.link).toContain('/receipt#');
  for (const text of [SECRET, 'my-shop', link.split('#')[1] ?? ''])
    expect(JSON.stringify(kept)).not.toContain(text);
});

test('a first look begins at the top, on a phone as well', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto('/');
  await expect(page.getByRole('button', { name: EN.share.seal })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
});

test('a part of the message is not the link: nothing is taken for copied', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: EN.share.seal }).click();
  await shownLink(page);
  const copyFirst = (letters: number) =>
    page.locator('pre').evaluate((pre, end) => {
      const text = pre.firstChild;
      if (text)
        getSelection()?.setBaseAndExtent(text, 0, text, end || (text.textContent ?? '').length);
    }, letters);
  await copyFirst(5);
  await page.keyboard.press('ControlOrMeta+C');
  await expect(page.getByText(EN.sealed.copied)).toBeHidden();
  await copyFirst(0);
  await page.keyboard.press('ControlOrMeta+C');
  await expect(page.getByText(EN.sealed.copied)).toBeVisible();
});

/** Holds the list of words back until it is let through; that returns when the page has it. */
async function withLateWords(page: Page): Promise<() => Promise<void>> {
  const list = /\/assets\/en-[^/]*\.js$/;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(list, async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    const answer = page.waitForResponse(list);
    release();
    await page.evaluate((url) => import(url), (await answer).url());
  };
}

const passphrase = (page: Page) =>
  page.getByRole('textbox', { name: EN.items.passphrase.label, exact: true });

test('words of one’s own stay when the list of words comes late', async ({ page }) => {
  const comes = await withLateWords(page);
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByLabel(EN.share.passphrase.on).check();
  await passphrase(page).fill('my own four words');
  await comes();
  await page.getByRole('button', { name: EN.share.seal }).click();
  await shownLink(page);
  await expect(page.getByText('my own four words')).toBeVisible();
});

test('words that come late do not come between a paste and its field', async ({ page }) => {
  const comes = await withLateWords(page);
  await page.goto('/');
  await page.getByLabel(EN.share.passphrase.on).check();
  await passphrase(page).focus();
  await comes();
  await page.keyboard.insertText('my own four words');
  await expect(passphrase(page)).toHaveValue('my own four words');
  await page.getByRole('button', { name: EN.items.passphrase.again }).click();
  await expect(passphrase(page)).toHaveValue(/^[a-z]+( [a-z]+){3}$/);
  await expect(passphrase(page)).not.toHaveValue('my own four words');
});

test('a chosen file is sealed even if the part of the page that lists it never comes', async ({
  page,
  visit,
}) => {
  await page.route(/\/assets\/filling-[^/]*\.js$/, (route) => route.abort());
  await page.goto('/');
  await page
    .getByLabel(EN.share.files.add)
    .setInputFiles({ name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await page.getByRole('button', { name: EN.share.seal }).click();
  const opened = await visit(await shownLink(page));
  await opened.getByRole('button', { name: EN.open.open }).click();
  await expect(opened.getByText('key.pem')).toBeVisible();
});

test('French: from the first word to the opened bundle', async ({ browser, serverUrl }) => {
  const { share, items, sealed, open, shown } = FR;
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: serverUrl });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(share.title);
  await page.getByRole('button', { name: new RegExp(`^${share.kinds.other}`) }).click();
  await page.getByRole('textbox', { name: items.fields.other.secret }).fill(SECRET);
  await page.getByRole('button', { name: share.seal }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(sealed.title);
  const link = (
    await page
      .getByText(/\/open#1s/)
      .first()
      .innerText()
  ).trim();
  const opened = await context.newPage();
  await opened.goto(link);
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText(open.title);
  await opened.getByRole('button', { name: open.open }).click();
  await opened.getByRole('button', { name: open.showThing(shown.brief.other.secret) }).click();
  await expect(opened.getByText(SECRET)).toBeVisible();
  await context.close();
});

test('the language can be changed in the middle, and nothing that was typed is lost', async ({
  page,
}) => {
  await page.goto('/');
  await fillBackOffice(page);
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(FR.share.title);
  await expect(page.getByLabel(FR.items.fields.backoffice.email)).toHaveValue(
    'support@my-shop.example',
  );
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});
