// The Zendesk app for everybody: axe on each of its states in both languages and schemes, and by keyboard alone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from '@playwright/test';
import type { Listed, State } from '../../deploy/integrations/zendesk/assets/requests.js';
import { words as en } from '../../deploy/integrations/zendesk/assets/words/en.js';
import { words as fr } from '../../deploy/integrations/zendesk/assets/words/fr.js';
import { type Desk, expect, test, type Wish } from './zendesk/desk.ts';
import { ask, button, comeBack, linkInReply, said, standing } from './zendesk/see.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
type Axe = { run: (what: Document, how: object) => Promise<{ violations: Found[] }> };
type Words = typeof en;
type Step = (desk: Desk, words: Words) => Promise<unknown>;

function frameOf({ page }: Desk): Frame {
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error('the app is not in its frame');
  return frame;
}

/** What axe finds, as text. */
function violations(frame: Frame): Promise<string[]> {
  return frame.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const how = { runOnly: { type: 'tag', values }, resultTypes: ['violations'] };
    const { violations } = await axe.run(document, how);
    const brief = ({ html, failureSummary }: Found['nodes'][0]) => `${html}\n${failureSummary}`;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(brief).join('\n')}`);
  }, TAGS);
}

/** What reaches beyond the right edge of 320 pixels; with `enlarged` text as WCAG 1.4.4 and 1.4.12 have it. */
function beyond(frame: Frame, enlarged: boolean): Promise<string[]> {
  return frame.evaluate((enlarged) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'html { font-size: 200% !important } * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }',
    );
    document.adoptedStyleSheets = enlarged ? [sheet] : [];
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    document.adoptedStyleSheets = [];
    const what = wide.map(({ outerHTML }) => outerHTML.slice(0, 160));
    // Text may run over the edge of an element that does not.
    return scrollWidth <= clientWidth ? [] : [`${scrollWidth} > ${clientWidth}`, ...what];
  }, enlarged);
}

/** Requests that are rare, from the list alone. */
function listing(...states: State[]) {
  const times = { created_at: '2026-11-20T09:00:00.000Z', expires_at: '2026-11-27T09:00:00.000Z' };
  const more = { answered_at: '2026-11-21T09:00:00.000Z', ended_at: '2026-11-22T09:00:00.000Z' };
  const requests: Listed[] = states.map((state, at) => ({
    id: `id${at}`,
    state,
    ...times,
    ...more,
  }));
  return { status: 200, responseText: JSON.stringify({ requests }) };
}

const made: Step = async (desk, words) => {
  await button(desk, words.ask.make).click();
  await expect(said(desk, words.put.put)).toBeFocused();
};

const ready: Step = (desk, words) => expect(button(desk, words.ask.make)).toBeVisible();

const STATES: Record<string, { wish?: Wish; steps: Step[] }> = {
  'the form': { steps: [ready] },
  'nothing ticked': {
    wish: { settings: { ask_backoffice: false, ask_ftp: false } },
    steps: [
      (desk, words) => button(desk, words.ask.make).click(),
      (desk, words) => expect(desk.app.getByText(words.ask.nothing)).toBeVisible(),
    ],
  },
  asked: {
    steps: [made, (desk, words) => desk.app.getByText(words.collect.title).click()],
  },
  'asked, in a browser that keeps nothing': { wish: { forgetful: true }, steps: [made] },
  'about to withdraw': {
    steps: [made, (desk, words) => button(desk, words.withdraw.button).click()],
  },
  refused: {
    steps: [
      ready,
      async (desk) => desk.instead(async () => ({ status: 0 })),
      (desk, words) => button(desk, words.ask.make).click(),
      (desk, words) => expect(said(desk, words.refused.unreachable)).toBeFocused(),
    ],
  },
  'every state of a request, and an answer that may be old': {
    steps: [
      ready,
      async (desk) =>
        desk.instead(async () =>
          listing('answered', 'pending', 'opened', 'expired', 'revoked', 'destroyed', 'lost'),
        ),
      comeBack,
      (desk, words) => desk.app.getByText(words.list.earlier(4)).click(),
      async (desk) => desk.instead(async () => ({ status: 0 })),
      comeBack,
      (desk, words) => expect(desk.app.getByText(words.refused.unreachable)).toBeVisible(),
    ],
  },
};

test.use({ trace: 'off' });

for (const [name, { wish, steps }] of Object.entries(STATES)) {
  for (const { agent, words, schemes } of [
    { agent: 'en', words: en, schemes: ['light', 'dark'] },
    { agent: 'fr', words: fr, schemes: ['light'] },
  ] as const) {
    test(`${name}, ${agent}`, async ({ open }) => {
      const desk = await open({ agent, requester: agent, ...wish });
      for (const step of steps) await step(desk, words);
      const frame = frameOf(desk);
      await frame.evaluate(AXE);
      expect(await frame.evaluate(() => document.documentElement.lang)).toBe(agent);
      for (const scheme of schemes) {
        await desk.emit('colorScheme.changed', scheme);
        await expect(desk.app.locator('html')).toHaveAttribute('data-scheme', scheme);
        expect(await violations(frame), scheme).toEqual([]);
      }
      expect(await beyond(frame, false), 'runs over the edge').toEqual([]);
      expect(await beyond(frame, true), 'enlarged: runs over the edge').toEqual([]);
      // The frame follows what is in it, a moment later.
      const hidden = () =>
        frame.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      await expect
        .poll(hidden, 'nothing in the frame has to be scrolled to')
        .toBeLessThanOrEqual(0);
    });
  }
}

test('it comes up dark where Zendesk is dark', async ({ open }) => {
  const desk = await open({ scheme: 'dark' });
  await expect(desk.app.locator('html')).toHaveAttribute('data-scheme', 'dark');
});

/** Presses Tab in the app until what has the focus has this name. */
async function tabTo(desk: Desk, name: string): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 60; i++) {
    await desk.page.keyboard.press('Tab');
    const focused = await frameOf(desk).evaluate(() => {
      const element = document.activeElement;
      const labels = (element as HTMLInputElement | null)?.labels;
      return (labels?.[0]?.textContent ?? element?.textContent ?? '').trim();
    });
    if (focused === name) return;
    seen.push(focused);
  }
  throw new Error(`Tab never came to ${name}: ${seen.join(' | ')}`);
}

test('asked, withdrawn and asked again by keyboard alone', async ({ open }) => {
  const desk = await open();
  const press = async (name: string, key = 'Enter') => {
    await tabTo(desk, name);
    await desk.page.keyboard.press(key);
  };
  await expect(button(desk, en.ask.make)).toBeVisible();
  await press(en.kinds.database, 'Space');
  await expect(desk.app.getByLabel(en.kinds.database)).toBeFocused();
  await press(en.ask.make);
  await expect(said(desk, en.put.put)).toBeFocused();
  const first = await linkInReply(desk);
  await press(en.withdraw.button);
  await press(en.withdraw.no);
  await expect(button(desk, en.withdraw.button)).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await press(en.withdraw.yes);
  await expect(said(desk, en.withdraw.done)).toBeFocused();
  await expect(standing(desk, en.standing.revoked)).toBeVisible();
  await press(en.list.again);
  await expect(desk.app.getByRole('heading', { level: 1 })).toBeFocused();
  await press(en.ask.make);
  await expect(said(desk, en.put.put)).toBeFocused();
  expect(await linkInReply(desk)).not.toBe(first);
});

test('looking by itself takes no focus away and folds nothing', async ({ open }) => {
  const desk = await open();
  await ask(desk);
  await desk.app.getByText(en.collect.title).click();
  await button(desk, en.collect.copy).focus();
  const before = desk.asked.length;
  await comeBack(desk);
  await expect.poll(() => desk.asked.length).toBe(before + 1);
  await expect(button(desk, en.collect.copy)).toBeFocused();
  await expect(button(desk, en.collect.note)).toBeVisible();
});
