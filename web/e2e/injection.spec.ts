// A bundle that is hostile in every part of it: nothing of it becomes more than text.
import type { Page } from '@playwright/test';
import type { Bundle } from '../src/protocol/bundle.ts';
import { isKind, KINDS } from '../src/protocol/kind.ts';
import { visibleLine } from '../src/visible.ts';
import { readVectors } from '../test/protocol/hex.ts';
import { place } from './sealed.ts';
import { expect, test } from './test.ts';
import { EN } from './words.ts';

const MARKUP = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '"><a href="javascript:alert(1)">press</a>',
  '<style>*{display:none}</style><base href="https://evil.example/">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<form action="https://evil.example/"><button>Erase</button></form>',
  '{at} {key} {{constructor.constructor("alert(1)")()}} #{alert(1)} %s',
  '__proto__',
  'constructor',
  'dangerouslySetInnerHTML',
  'javascript:alert(1)',
  '\u001b]0;owned\u0007\u202egnp.exe\u2028',
  'x'.repeat(3000),
];

/** Every field of every kind, unknown kinds and fields, notes: all the same text. */
function items(text: string): Bundle['items'] {
  const known = Object.keys(KINDS).filter(isKind);
  const filled = (ids: string[]) =>
    Object.fromEntries(ids.map((id): [string, string] => [id, text]));
  return [
    ...known.map((kind) => ({ kind, fields: filled(KINDS[kind].map(({ id }) => id)), note: text })),
    { kind: text, fields: filled(['toString', text]), note: text },
  ];
}

const file = (name: string) => ({ name, type: 'text/html', bytes: new TextEncoder().encode(name) });

/** Opens it, shows every value, and answers what the browser asked in dialogs. */
async function opened(page: Page): Promise<string[]> {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('button', { name: EN.open.open }).click();
  await expect(page.getByRole('button', { name: EN.shown.erase })).toBeVisible();
  // In one step: the page is large, and what is pressed is no longer found.
  await page
    .locator('[data-row] [aria-pressed=false]')
    .evaluateAll((all) => all.forEach((button) => void (button as HTMLElement).click()));
  await expect(page.locator('[data-row] [aria-pressed=false]')).toHaveCount(0);
  return dialogs;
}

/** What the page is made of, without its text. */
function elements(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].map(
      (it) => `${it.localName} ${it.getAttributeNames().sort().join(' ')}`,
    ),
  );
}

// Few pages with much on them: each text is on seven cards, of at most 64.
for (const [part, texts] of [MARKUP.slice(0, 5), MARKUP.slice(5, 9), MARKUP.slice(9)].entries()) {
  test(`markup, holes and names of code are nothing but text (${part + 1})`, async ({
    context,
    serverUrl,
    visit,
  }) => {
    await context.grantPermissions(['clipboard-write']);
    const page = async (typed: string[]) => {
      const bundle: Bundle = { items: typed.flatMap(items), files: typed.map(file), lang: 'en' };
      return visit((await place(serverUrl, bundle)).shareLink);
    };
    const [plain, hostile] = [await page(texts.map(() => 'plain text')), await page(texts)];
    await opened(plain);
    expect(await opened(hostile), 'no dialog').toEqual([]);
    expect(await elements(hostile), 'the same elements as for plain text').toEqual(
      await elements(plain),
    );
    await expect(hostile).toHaveTitle(await plain.title());
    await expect(hostile.getByRole('heading', { level: 1 })).toHaveText(EN.shown.titlePlain);
    await expect(hostile.getByRole('main').getByRole('link')).toHaveCount(0);
    // The rows of the last card: 'toString', the field with this name, the note.
    await hostile.locator('[data-copy]').nth(-2).click();
    const name = visibleLine(texts.at(-1) ?? '');
    await expect(hostile.getByText(EN.open.copiedThing(name))).toBeAttached();
    expect(await elements(hostile), 'nor when it was announced').toEqual(await elements(plain));
    const over = await hostile.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, 'nothing runs over the edge').toBeLessThanOrEqual(0);
  });
}

test('only plain web addresses are links, and they tell the other side nothing', async ({
  serverUrl,
  visit,
}) => {
  const { links } = readVectors<{ links: { text: string; expect: string | null }[] }>(
    'injection.json',
  );
  const bundle: Bundle = {
    items: links.map(({ text }) => ({ kind: 'domain', fields: { url: text } })),
    files: [],
    lang: 'en',
  };
  const page = await visit((await place(serverUrl, bundle)).shareLink);
  await opened(page);
  const found = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
  const allowed = links.map(({ expect: href }) => href).filter((href) => href !== null);
  expect(found).toEqual(allowed.map((href) => [href, 'noopener noreferrer']));
});

test('files are saved under safe names', async ({ serverUrl, visit }) => {
  const { names } = readVectors<{ names: { text: unknown; expect: unknown }[] }>('injection.json');
  const short = names.filter(({ text }) => typeof text === 'string');
  const bundle: Bundle = { items: [], files: short.map(({ text }) => file(`${text}`)), lang: 'en' };
  const page = await visit((await place(serverUrl, bundle)).shareLink);
  await opened(page);
  const saved: string[] = [];
  for (const button of await page.getByRole('button', { name: /^Save:/ }).all()) {
    // Chromium lets ten downloads through in a second, which nobody presses as fast, and drops others.
    await expect(async () => {
      const started = page.waitForEvent('download', { timeout: 5_000 });
      const [download] = await Promise.all([started, button.click()]);
      saved.push(download.suggestedFilename());
    }).toPass();
  }
  expect(saved).toEqual(short.map(({ expect: safe }) => safe));
});
