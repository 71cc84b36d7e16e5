// axe on every state of every page: both languages, phone and desktop, light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { BUNDLE, ITEM, place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN, FR, type Words } from './words.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const VIEWS = [
  { name: 'phone, light', size: { width: 320, height: 740 }, scheme: 'light' },
  { name: 'phone, dark', size: { width: 320, height: 740 }, scheme: 'dark' },
  { name: 'desktop, light', size: { width: 1280, height: 900 }, scheme: 'light' },
  { name: 'desktop, dark', size: { width: 1280, height: 900 }, scheme: 'dark' },
] as const;

type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
type Axe = { run: (what: Document, how: object) => Promise<{ violations: Found[] }> };

/** Nothing that axe knows, nothing that runs over the edge, in any of the views. */
async function accessible(page: Page, state: string): Promise<void> {
  // Not a script element: the policy of the page stays on.
  await page.evaluate(AXE);
  for (const { name, size, scheme } of VIEWS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found = await page.evaluate(async (tags) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run(document, {
        runOnly: tags,
        resultTypes: ['violations'],
      });
      const brief = ({ html, failureSummary }: Found['nodes'][0]) => `${html}\n${failureSummary}`;
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(brief).join('\n')}`);
    }, TAGS);
    expect(found, `${state}, ${name}`).toEqual([]);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${state}, ${name}: runs over the edge`).toBeLessThanOrEqual(0);
  }
}

/** The labels that a value comes closer to than two pixels, where it stands below. */
function touching(rows: Element[]): string[] {
  return rows.flatMap((row) => {
    const [label, value] = [row.querySelector('dt'), row.querySelector('dd')];
    if (!label || !value) return ['no label or no value'];
    const box = document.createRange();
    box.selectNodeContents(label);
    const gap = value.getBoundingClientRect().top - box.getBoundingClientRect().bottom;
    return gap < 2 ? [`${label.textContent}: ${gap}`] : [];
  });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const RICH = {
  items: [
    ITEM,
    {
      kind: 'ftp',
      fields: {
        protocol: 'sftp',
        host: 'ftp.my-shop.example',
        port: '22',
        username: 'shop',
        password: 'x',
      },
    },
    {
      kind: 'database',
      fields: {
        host: 'db.my-shop.example',
        port: '3306',
        name: 'shop',
        username: 'u',
        password: 'p',
      },
    },
    { kind: 'panel', fields: {}, absent: true as const },
    { kind: 'other', fields: { title: 'A very long title '.repeat(6), secret: 'x'.repeat(300) } },
  ],
  files: [{ name: `${'long'.repeat(20)}.pem`, type: 'text/plain', bytes: new Uint8Array(2000) }],
  lang: 'en' as const,
};

for (const [lang, locale, words] of [
  ['English', 'en-GB', EN],
  ['French', 'fr-FR', FR],
] as const) {
  test.describe(lang, () => {
    test.use({ locale });
    sharePage(words);
    openPage(words);
    receiptPage(words);
  });
}

function sharePage({ share, items, sealed }: Words): void {
  test('share: empty, every kind, mistakes, passphrase, sealed', async ({ page }) => {
    test.slow();
    await page.goto('/');
    await expect(page.getByRole('button', { name: share.seal })).toBeVisible();
    await accessible(page, 'empty');
    for (const kind of Object.values(share.kinds)) {
      await page.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
    }
    await expect(page.getByRole('heading', { level: 2, name: share.kinds.other })).toBeVisible();
    await page.getByRole('button', { name: share.seal }).click();
    await expect(page.getByRole('alert').filter({ hasText: share.summary })).toBeVisible();
    await accessible(page, 'every kind, with mistakes');
    for (const kind of Object.values(share.kinds).slice(0, -1)) {
      await page.getByRole('button', { name: share.remove.thing(kind), exact: true }).click();
    }
    await page.getByRole('textbox', { name: items.fields.other.secret }).fill('x');
    await page.getByText(share.passphrase.on).click();
    await expect(
      page.getByRole('textbox', { name: share.passphrase.label, exact: true }),
    ).not.toHaveValue('');
    await accessible(page, 'with a passphrase');
    await page.getByRole('button', { name: share.seal }).click();
    await expect(heading(page)).toHaveText(sealed.title);
    await page.getByRole('button', { name: sealed.qr }).click();
    await page.getByText(sealed.receiptLink).click();
    await accessible(page, 'sealed');
  });
}

function openPage({ open, shown, ended, cleared, notMe }: Words): void {
  test('open: before, opened, erased', async ({ serverUrl, visit }) => {
    test.slow();
    const page = await visit((await place(serverUrl, RICH)).shareLink);
    await expect(page.getByRole('button', { name: open.open })).toBeVisible();
    await accessible(page, 'before the press');
    await page.getByRole('button', { name: open.open }).click();
    await page.getByRole('button', { name: open.showThing(shown.brief.other.secret) }).click();
    await accessible(page, 'opened');
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await page.locator('[data-row]').evaluateAll(touching), 'label on value').toEqual([]);
    await page.getByRole('button', { name: shown.erase }).click();
    await expect(page.getByText(cleared.lead)).toBeVisible();
    await accessible(page, 'erased');
  });

  test('open: passphrase, wrong passphrase, resumed', async ({ serverUrl, visit }) => {
    test.slow();
    const page = await visit((await place(serverUrl, BUNDLE, 'right')).shareLink);
    const field = page.getByRole('textbox', { name: open.passphrase, exact: true });
    await field.fill('wrong');
    await page.getByRole('button', { name: open.open }).click();
    await expect(page.getByText(open.wrong)).toBeVisible();
    await accessible(page, 'wrong passphrase');
    await field.fill('right');
    await page.getByRole('button', { name: open.open }).click();
    await expect(page.getByRole('button', { name: shown.erase })).toBeVisible();
    await page.reload();
    await expect(heading(page)).toHaveText(open.resume.title);
    await accessible(page, 'resumed');
  });

  test('open: each end', async ({ serverUrl, context }) => {
    test.slow();
    const bundle = await place(serverUrl);
    for (const state of ['claimed', 'opened', 'expired', 'revoked', 'destroyed', 'lost'] as const) {
      const page = await context.newPage();
      await page.route('**/api/v1/bundles/*', async (route) => {
        const response = await route.fetch();
        const view = await response.json();
        const at = view.expires_at;
        await route.fulfill({ response, json: { ...view, state, claimed_at: at, ended_at: at } });
      });
      await page.goto(bundle.shareLink);
      await expect(heading(page)).toHaveText(ended[state].title);
      if (state === 'opened')
        await expect(page.getByRole('button', { name: notMe.button })).toBeVisible();
      await accessible(page, state);
      await page.close();
    }
  });

  test('open: each refusal, nothing here, no server', async ({ serverUrl, context }) => {
    test.slow();
    const { shareLink, receiptLink } = await place(serverUrl);
    const stranger = await place(serverUrl);
    const states = [
      [`${serverUrl}/open`, open.refused['not-a-link'].title],
      [shareLink.replace('#1', '#2'), open.refused.update.title],
      [shareLink.slice(0, -5), open.refused.cut.title],
      [shareLink.toLowerCase(), open.refused.damaged.title],
      [receiptLink.replace('/receipt#', '/open#'), open.wrongKind.receipt.title],
    ] as const;
    for (const [link, title] of states) {
      const page = await context.newPage();
      await page.goto(link);
      await expect(heading(page)).toHaveText(title);
      await accessible(page, title);
      await page.close();
    }
    for (const [status, title] of [
      [404, open.nothing.title],
      [0, open.down.title],
    ] as const) {
      const page = await context.newPage();
      const json = { code: 'nothing_here', detail: 'Nothing is here.' };
      await page.route('**/api/v1/bundles/*', (route) =>
        status === 0 ? route.abort('connectionrefused') : route.fulfill({ status, json }),
      );
      await page.goto(stranger.shareLink);
      await expect(heading(page)).toHaveText(title);
      await accessible(page, title);
      await page.close();
    }
  });
}

function receiptPage({ receipt, notMe }: Words): void {
  test('receipt: none, each state, taking it back', async ({ serverUrl, context }) => {
    test.slow();
    const bundle = await place(serverUrl);
    const page = await context.newPage();
    await page.goto('/receipt');
    await expect(heading(page)).toHaveText(receipt.title);
    await accessible(page, 'no receipt');
    await page.close();
    for (const state of [
      'sealed',
      'claimed',
      'opened',
      'expired',
      'revoked',
      'destroyed',
      'lost',
    ] as const) {
      const shown = await context.newPage();
      await shown.route('**/api/v1/bundles/*', async (route) => {
        const response = await route.fetch();
        const view = await response.json();
        const at = view.expires_at;
        const times =
          state === 'opened'
            ? { claimed_at: at, opened_at: at, finished_at: at }
            : { ended_at: at };
        await route.fulfill({
          response,
          json: { ...view, ...times, state, late_attempts: state === 'opened' ? 2 : 0 },
        });
      });
      await shown.goto(bundle.receiptLink);
      await expect(heading(shown)).toHaveText(receipt.state[state].title);
      if (state === 'sealed')
        await shown.getByRole('button', { name: receipt.revoke.button }).click();
      await accessible(shown, `receipt, ${state}`);
      await shown.close();
    }
  });

  test('receipt: after a later try', async ({ serverUrl, visit }) => {
    const bundle = await place(serverUrl);
    await bundle.open();
    const late = await visit(bundle.shareLink);
    await late.getByRole('button', { name: notMe.button }).click();
    await expect(late.getByText(notMe.done)).toBeVisible();
    await accessible(late, 'sender told');
  });
}
