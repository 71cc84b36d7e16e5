// The Zendesk app beside a ticket: from the ask to the solved ticket, at the real server.
import { words as en } from '../../deploy/integrations/zendesk/assets/words/en.js';
import { words as fr } from '../../deploy/integrations/zendesk/assets/words/fr.js';
import { ITEM } from './sealed.ts';
import { withoutTimers } from './timers.ts';
import { expect, test } from './zendesk/desk.ts';
import {
  ask,
  button,
  collectLink,
  comeBack,
  linkInReply,
  reply,
  said,
  solve,
  standing,
  ticketOf,
  told,
} from './zendesk/see.ts';

test('ask, answer, collect, solve: the merchant is asked to close the access', async ({
  open,
  helpdesk,
}) => {
  const desk = await open();
  const { request, collect } = await ask(desk);
  await expect(standing(desk, en.standing.pending)).toBeVisible();
  expect(await reply(desk).textContent()).not.toContain(collect);

  await helpdesk.answer(request);
  await comeBack(desk);
  await expect(standing(desk, en.standing.answered)).toBeVisible();
  await expect(desk.app.getByRole('status')).toHaveText(en.standing.answered);
  const opens = desk.app.getByRole('link', { name: en.collect.open });
  await expect(opens).toHaveAttribute('href', collect);

  expect(await helpdesk.collect(collect)).toBe(ITEM.fields.password);
  await button(desk, en.list.refresh).click();
  await expect(standing(desk, en.standing.opened)).toBeVisible();
  await solve(desk);
  await expect(told(desk, 'notice')).toHaveText(en.solved.finished);
  await expect(standing(desk, en.standing.finished)).toBeVisible();
  const [after] = await helpdesk.requests(ticketOf(desk));
  expect(after).toMatchObject({ state: 'opened', finished_at: expect.any(String) });
  expect(desk.notes, 'Zendesk got no link but the one for the merchant').toEqual([]);
});

test('the key is in no page, no storage and no call of the browser', async ({ open, helpdesk }) => {
  const desk = await open();
  await ask(desk);
  const asked = JSON.stringify(desk.asked);
  expect(asked).toContain('Bearer {{setting.key}}');
  const look = () => [document.documentElement.outerHTML, JSON.stringify({ ...localStorage })];
  const seen = await Promise.all(desk.page.frames().map((frame) => frame.evaluate(look)));
  const all = asked + JSON.stringify(seen);
  expect(all).not.toContain(helpdesk.keys.good);
  expect(all).not.toContain('hndo_');
});

test('the merchant is asked in the own language, for what is ticked', async ({
  open,
  helpdesk,
}) => {
  const desk = await open({ requester: 'fr-FR', settings: { days: 2 } });
  await expect(desk.app.getByRole('radio', { name: en.langs.fr })).toBeChecked();
  await desk.app.getByLabel(en.kinds.backoffice).uncheck();
  await desk.app.getByLabel(en.kinds.database).check();
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.put.put)).toBeFocused();
  await expect(reply(desk)).toContainText(
    'les fichiers de la boutique (FTP ou SFTP) et la base de données',
  );
  const merchant = await desk.page.context().newPage();
  await merchant.goto(await linkInReply(desk));
  await expect(merchant.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(merchant.getByRole('heading', { level: 1 })).toContainText('Example Shop support');
  const code = (await desk.app.locator('.digits').textContent()) ?? '';
  expect(code).toMatch(/^\d{3}\u00a0\d{3}$/);
  await expect(merchant.getByText(code).first()).toBeVisible();
  const [made] = await helpdesk.requests(ticketOf(desk));
  const days = (Date.parse(made?.expires_at ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(1.9);
  expect(days).toBeLessThan(2.1);
});

test('a plain editor gets plain text', async ({ open }) => {
  const desk = await open({ rich: false });
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.put.put)).toBeFocused();
  await expect(reply(desk)).toContainText(/\n\nhttp:\/\/127\.0\.0\.1:\d+\/answer#\S+\n\n/);
});

test('an internal note is left alone: it could become public with the link in it', async ({
  open,
}) => {
  const desk = await open({ comment: 'internalNote' });
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.put.note)).toBeFocused();
  await expect(reply(desk)).toBeEmpty();
  await desk.page.evaluate(() => {
    const { desk } = globalThis as unknown as { desk: { comment: string } };
    desk.comment = 'publicReply';
  });
  await button(desk, en.merchant.put).click();
  await expect(said(desk, en.put.put)).toBeFocused();
  expect(await linkInReply(desk)).toContain('/answer#');
});

/** Milliseconds for which the app says that something was copied. */
const SAID = 2_000;

test('a channel that takes nothing: the link is there to be copied', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await withoutTimers(context, SAID);
  const desk = await open({ refuses: 'comment.appendHtml' });
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.put.failed)).toBeFocused();
  await button(desk, en.merchant.copy).click();
  await expect(desk.app.getByRole('status')).toHaveText(en.copiedThing(en.merchant.copy));
  await desk.page.bringToFront();
  const copied = await desk.page.frames()[1]?.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('/answer#');
});

test('nothing is asked for before something is ticked', async ({ open }) => {
  const desk = await open({ settings: { ask_backoffice: false, ask_ftp: false } });
  await button(desk, en.ask.make).click();
  await expect(desk.app.getByLabel(en.kinds.backoffice)).toBeFocused();
  await expect(desk.app.getByText(en.ask.nothing)).toBeVisible();
  expect(desk.asked.map(({ type }) => type)).not.toContain('POST');
});

test('the links are there after a reload, until they are of no more use', async ({ open }) => {
  const desk = await open();
  const { collect } = await ask(desk);
  await desk.page.reload();
  await expect(standing(desk, en.standing.pending)).toBeVisible();
  expect(await collectLink(desk)).toBe(collect);
  const kept = () => desk.page.frames()[1]?.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(await kept()).toContain(collect);
  await button(desk, en.withdraw.button).click();
  await button(desk, en.withdraw.yes).click();
  await expect(said(desk, en.withdraw.done)).toBeFocused();
  await expect(standing(desk, en.standing.revoked)).toBeVisible();
  await expect.poll(kept).toBe('{}');
});

test('a browser that keeps nothing: the internal note does, for the whole team', async ({
  open,
}) => {
  const desk = await open({ forgetful: true });
  const { collect } = await ask(desk);
  await expect(desk.app.getByText(en.collect.unkept)).toBeVisible();
  await button(desk, en.collect.note).click();
  await expect(said(desk, en.collect.noted)).toBeFocused();
  expect(desk.notes).toHaveLength(1);
  expect(desk.notes[0]).toContain(collect);
  expect(desk.notes[0]).not.toContain('/answer#');
  await expect(reply(desk)).not.toContainText(collect);
});

test('a colleague sees how it stands, withdraws it, and asks again', async ({ open, helpdesk }) => {
  const mine = await open();
  const { request } = await ask(mine);
  const ticket = ticketOf(mine);
  await expect.poll(async () => (await helpdesk.requests(ticket)).length).toBe(1);
  const desk = await open({ ticket, agent: 'fr', forgetful: true });
  await expect(standing(desk, fr.standing.pending)).toBeVisible();
  await expect(desk.app.getByText(fr.collect.elsewhere)).toBeVisible();
  await button(desk, fr.withdraw.button).click();
  await desk.page.keyboard.press('Escape');
  await expect(button(desk, fr.withdraw.button)).toBeFocused();
  await button(desk, fr.withdraw.button).click();
  await button(desk, fr.withdraw.yes).click();
  await expect(said(desk, fr.withdraw.done)).toBeFocused();
  await expect(standing(desk, fr.standing.revoked)).toBeVisible();
  await expect(helpdesk.answer(request)).rejects.toThrow();

  await button(desk, fr.list.again).click();
  await expect(desk.app.getByRole('heading', { level: 1 })).toBeFocused();
  await button(desk, fr.ask.make).click();
  await expect(said(desk, fr.put.put)).toBeFocused();
  expect(await linkInReply(desk)).not.toBe(request);
  await expect(standing(desk, fr.standing.pending)).toBeVisible();
  await desk.app.getByText(fr.list.earlier(1)).click();
  await expect(standing(desk, fr.standing.revoked)).toBeVisible();
});

test('a request of a colleague takes the place of a form that nobody has touched', async ({
  open,
}) => {
  const ticket = String(Date.now());
  const [mine, untouched, touched] = [
    await open({ ticket }),
    await open({ ticket }),
    await open({ ticket }),
  ];
  await expect(button(untouched, en.ask.make)).toBeVisible();
  await touched.app.getByLabel(en.kinds.other).check();
  await ask(mine);
  // A look that was under way leaves what came meanwhile to the next one, half a minute later.
  await comeBack(untouched);
  await expect(standing(untouched, en.standing.pending)).toBeVisible();
  await expect(untouched.app.getByRole('status')).toHaveText(en.standing.pending);
  await comeBack(touched);
  await expect(button(touched, en.ask.back)).toBeVisible();
  await expect(touched.app.getByLabel(en.kinds.other)).toBeChecked();
});

test('it looks again by itself, while the ticket is in front', async ({
  open,
  helpdesk,
  context,
}) => {
  await context.clock.install();
  const desk = await open();
  const { request } = await ask(desk);
  await helpdesk.answer(request);
  await desk.emit('app.deactivated');
  const before = desk.asked.length;
  await context.clock.fastForward(600_000);
  await comeBack(desk);
  await expect(standing(desk, en.standing.answered)).toBeVisible();
  expect(desk.asked.length, 'behind other tickets it asked nothing').toBe(before + 1);
  await context.clock.fastForward(31_000);
  await expect.poll(() => desk.asked.length).toBe(before + 2);
});
