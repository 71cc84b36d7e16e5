// The Zendesk app when something does not work: what is said, what is kept, and what the next press does.
import { words as en } from '../../deploy/integrations/zendesk/assets/words/en.js';
import { type Desk, expect, test } from './zendesk/desk.ts';
import type { HelpDesk } from './zendesk/helpdesk.ts';
import {
  ask,
  button,
  collectLink,
  comeBack,
  linkInReply,
  said,
  solve,
  standing,
  ticketOf,
  told,
} from './zendesk/see.ts';

const problem = (status: number, code: string) => ({
  status,
  responseText: JSON.stringify({ code, detail: 'In the words of the server.' }),
});

/** A request that was collected, and is not finished. */
async function collected(desk: Desk, helpdesk: HelpDesk): Promise<void> {
  const { request, collect } = await ask(desk);
  await helpdesk.answer(request);
  await helpdesk.collect(collect);
  await comeBack(desk);
  await expect(standing(desk, en.standing.opened)).toBeVisible();
}

const finishedAt = async (desk: Desk, helpdesk: HelpDesk) =>
  (await helpdesk.requests(ticketOf(desk)))[0]?.finished_at;

const REFUSALS = [
  ['slow_down', problem(429, 'slow_down')],
  ['not_durable', problem(503, 'not_durable')],
  ['store_down', problem(503, 'store_down')],
  ['full', problem(507, 'full')],
  ['other', problem(500, 'something_new')],
  ['foreign', { status: 403, responseText: '<h1>Forbidden</h1>' }],
  ['unreachable', { status: 502, responseText: 'Bad Gateway' }],
  ['unreachable', { status: 0 }],
] as const;

for (const [reason, answer] of REFUSALS) {
  test(`${answer.status} ${reason}: said, the form stays, and trying again works`, async ({
    open,
  }) => {
    const desk = await open();
    await desk.app.getByLabel(en.kinds.domain).check();
    desk.instead(async () => answer);
    await button(desk, en.ask.make).click();
    await expect(said(desk, en.refused[reason])).toBeFocused();
    await expect(desk.app.getByLabel(en.kinds.domain)).toBeChecked();
    desk.instead(null);
    await button(desk, en.tryAgain).click();
    await expect(said(desk, en.put.put)).toBeFocused();
    await expect(said(desk, en.refused[reason])).toBeHidden();
  });
}

test('offline is told from a server that is silent', async ({ open, context }) => {
  const desk = await open();
  await expect(button(desk, en.ask.make)).toBeVisible();
  await context.setOffline(true);
  desk.instead(async () => ({ status: 0 }));
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.refused.offline)).toBeFocused();
});

test('a key that the server does not know', async ({ open }) => {
  const desk = await open({ key: 'unknown' });
  await expect(said(desk, en.refused.key)).toBeVisible();
  await expect(button(desk, en.ask.make), 'nobody can ask').toBeHidden();
  await button(desk, en.tryAgain).click();
  await expect(said(desk, en.refused.key)).toBeFocused();
});

test('a key that may only read', async ({ open }) => {
  const desk = await open({ key: 'reader' });
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.refused.scope)).toBeFocused();
});

test('a client without a team key: the server says it in its own words', async ({ open }) => {
  const desk = await open({ key: 'teamless' });
  await button(desk, en.ask.make).click();
  const box = said(desk, en.refused.invalid);
  await expect(box).toBeFocused();
  await expect(box).toContainText(/The server says: .*key/);
});

test('an answer that is lost on the way: trying again makes no second request', async ({
  open,
  helpdesk,
}) => {
  const desk = await open();
  desk.instead(async ({ type }, pass) => {
    const answer = await pass();
    return type === 'POST' ? { status: 0 } : answer;
  });
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.refused.unreachable)).toBeFocused();
  await expect.poll(async () => (await helpdesk.requests(ticketOf(desk))).length).toBe(1);
  desk.instead(null);
  await button(desk, en.tryAgain).click();
  await expect(said(desk, en.put.put)).toBeFocused();
  expect(await linkInReply(desk)).toContain('/answer#');
  const keys = desk.asked.flatMap(({ headers }) => headers?.['Idempotency-Key'] ?? []);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(await helpdesk.requests(ticketOf(desk))).toHaveLength(1);
});

test('what is shown stays when the server falls silent, and says that it may be old', async ({
  open,
}) => {
  const desk = await open();
  await ask(desk);
  desk.instead(async () => ({ status: 0 }));
  await comeBack(desk);
  await expect(desk.app.getByText(en.refused.unreachable)).toBeVisible();
  await expect(standing(desk, en.standing.pending)).toBeVisible();
  desk.instead(null);
  await comeBack(desk);
  await expect(desk.app.getByText(en.refused.unreachable)).toBeHidden();
});

test('too late to withdraw: it was collected meanwhile', async ({ open, helpdesk }) => {
  const desk = await open();
  const { request, collect } = await ask(desk);
  await helpdesk.answer(request);
  await helpdesk.collect(collect);
  await button(desk, en.withdraw.button).click();
  await button(desk, en.withdraw.yes).click();
  await expect(said(desk, en.withdraw.tooLate)).toBeFocused();
  await expect(standing(desk, en.standing.opened)).toBeVisible();
});

test('an internal note that Zendesk does not take: the link stays here', async ({ open }) => {
  const desk = await open({ forgetful: true });
  const { collect } = await ask(desk);
  desk.instead(async ({ url }, pass) => (url.startsWith('/api/v2/') ? { status: 422 } : pass()));
  await button(desk, en.collect.note).click();
  await expect(said(desk, en.refused.note)).toBeFocused();
  expect(await collectLink(desk)).toBe(collect);
  expect(desk.notes).toEqual([]);
});

test('a ticket that Zendesk does not save finishes nothing', async ({ open, helpdesk }) => {
  const desk = await open({ saves: false });
  await collected(desk, helpdesk);
  await solve(desk);
  await desk.emit('ticket.submit.fail');
  await button(desk, en.list.refresh).click();
  await expect(button(desk, en.finish.button)).toBeVisible();
  expect(await finishedAt(desk, helpdesk)).toBeUndefined();
  expect(desk.asked.some(({ url }) => url.endsWith('/finish'))).toBe(false);
});

test('a ticket that is saved unsolved finishes nothing', async ({ open, helpdesk }) => {
  const desk = await open();
  await collected(desk, helpdesk);
  await desk.emit('ticket.submit.start');
  await desk.emit('ticket.submit.done');
  await button(desk, en.list.refresh).click();
  await expect(button(desk, en.finish.button)).toBeVisible();
  expect(await finishedAt(desk, helpdesk)).toBeUndefined();
});

test('what cannot be finished is said above the ticket, and can be finished by hand', async ({
  open,
  helpdesk,
}) => {
  const desk = await open();
  await collected(desk, helpdesk);
  desk.instead(async () => problem(503, 'store_down'));
  await solve(desk);
  await expect(told(desk, 'error')).toHaveText(en.solved.failed(en.refused.store_down));
  desk.instead(null);
  await button(desk, en.finish.button).click();
  await expect(said(desk, en.finish.done)).toBeFocused();
  await expect(standing(desk, en.standing.finished)).toBeVisible();
  expect(await finishedAt(desk, helpdesk)).toBeDefined();
});

test('a solved ticket whose request still waits says so', async ({ open, helpdesk }) => {
  const desk = await open();
  await ask(desk);
  await solve(desk);
  await expect(told(desk, 'alert')).toHaveText(en.solved.waiting);
  expect((await helpdesk.requests(ticketOf(desk)))[0]?.state).toBe('pending');
});

test('solving a ticket without a request says nothing, even if the server is silent', async ({
  open,
}) => {
  const desk = await open();
  await expect(button(desk, en.ask.make)).toBeVisible();
  desk.instead(async () => ({ status: 0 }));
  const before = desk.asked.length;
  await solve(desk);
  await expect.poll(() => desk.asked.length).toBeGreaterThan(before);
  await expect(desk.app.getByText(en.refused.unreachable)).toBeVisible();
  await expect(desk.page.locator('#notices')).toBeEmpty();
});

test('an app that was not set up says what is missing', async ({ open }) => {
  const desk = await open({ settings: { server: '' } });
  await expect(desk.app.getByText(en.unset)).toBeVisible();
  expect(desk.asked).toEqual([]);
});

test('outside Zendesk it says what it is', async ({ open }) => {
  const desk = await open();
  await expect(button(desk, en.ask.make)).toBeVisible();
  const page = await desk.page.context().newPage();
  await page.goto(`${new URL(desk.page.frames()[1]?.url() ?? '').origin}/1/assets/iframe.html`);
  await expect(page.getByText(en.outside)).toBeVisible();
});
