// A whole request: the agent asks, the merchant answers on a phone, the agent collects and finishes.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { KindId } from '../src/protocol/kind.ts';
import { DISPLAY, test } from './keyed.ts';
import { expect, watch } from './test.ts';
import { FR } from './words.ts';

const PASSWORDS = { backoffice: 'mot de passe « très » fort 🔑', ftp: 'çédille"\\$(rm)' };

type Viewport = { width: number; height: number };

/** A person with a browser of their own, and what it asked the server for. */
async function person(browser: Browser, baseURL: string, viewport: Viewport) {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL, viewport });
  const watched = await watch(context);
  return { page: await context.newPage(), watched };
}

const titled = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

test('back office and FTP for ticket T-1234: asked, answered on a phone, collected, finished', async ({
  browser,
  keyed,
}) => {
  const agent = await person(browser, keyed.url, { width: 1280, height: 900 });
  const merchant = await person(browser, keyed.url, { width: 390, height: 800 });

  await agent.page.goto('/request');
  for (const kind of ['backoffice', 'ftp'] as const)
    await agent.page
      .getByRole('button', { name: new RegExp(`^${FR.request.kinds[kind]}`) })
      .click();
  await agent.page.getByLabel(FR.request.ticket.reference).fill('T-1234');
  await agent.page.getByLabel(FR.request.ticket.from).fill('Camille');
  await agent.page.getByLabel(new RegExp(`^${FR.request.accessKey.label}`)).fill(keyed.key);
  await agent.page.getByRole('button', { name: FR.request.make }).click();
  await titled(agent.page, FR.requested.title);
  const link = await agent.page
    .getByText(/\/answer#1r/)
    .first()
    .innerText();
  const code = await agent.page
    .getByText(/^\d{3}\s?\d{3}$/)
    .first()
    .innerText();

  await merchant.page.goto(link.trim());
  await titled(merchant.page, FR.answer.asked.known(DISPLAY));
  const asked = merchant.page.locator('main');
  for (const shown of ['T-1234', 'Camille', code]) await expect(asked).toContainText(shown);
  await fill(merchant.page, 'backoffice', {
    url: 'https://ma-boutique.example/admin834xk',
    email: 'support@ma-boutique.example',
    password: PASSWORDS.backoffice,
  });
  await fill(merchant.page, 'ftp', {
    host: 'ftp.ma-boutique.example',
    username: 'support',
    password: PASSWORDS.ftp,
  });
  await merchant.page.getByRole('button', { name: FR.answer.seal }).click();
  await titled(merchant.page, FR.answer.given.state.answered.title);
  expect(merchant.watched.changing()).toEqual([expect.stringMatching(/^POST .*\/answer$/)]);

  await agent.page.goto('/collect');
  const collect = agent.page.getByRole('link', {
    name: FR.requests.mine.collectThing('T-1234'),
  });
  const fragment = await collect.getAttribute('href');
  await collect.click();
  await agent.page.getByRole('button', { name: FR.collect.open, exact: true }).click();
  await agent.page.getByRole('button', { name: FR.shown.hideAll }).waitFor();
  const saved = agent.page.waitForEvent('download');
  await agent.page.getByRole('button', { name: 'JSON' }).click();
  const { items } = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  expect(items.map((item: { fields: object }) => item.fields)).toMatchObject([
    { password: PASSWORDS.backoffice },
    { host: 'ftp.ma-boutique.example', password: PASSWORDS.ftp },
  ]);
  await agent.page.getByRole('button', { name: FR.shown.erase }).click();
  await titled(agent.page, FR.collected.cleared.title);
  await agent.page.getByRole('button', { name: FR.collected.cleared.finish }).click();
  await expect(agent.page.getByText(FR.collected.cleared.finished)).toBeVisible();

  await merchant.page.reload();
  await titled(merchant.page, FR.answer.given.state.finished.title);

  // The list keeps no link of what is over, and nobody gets it a second time with one from elsewhere.
  await agent.page.goto('/collect');
  await expect(agent.page.getByText(FR.requests.mine.standing.finished)).toBeVisible();
  await expect(agent.page.getByRole('link', { name: /T-1234/ })).toHaveCount(0);
  const again = await agent.page.context().newPage();
  await again.goto(`/collect${fragment}`);
  await titled(again, FR.collected.ended.opened.title);
  for (const { watched } of [agent, merchant]) {
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  }
});

async function fill(page: Page, kind: KindId, fields: Record<string, string>): Promise<void> {
  const card = page.getByRole('region', { name: FR.answer.items.kinds[kind], exact: true });
  const labels: Record<string, string> = FR.answer.items.fields[kind];
  for (const [id, value] of Object.entries(fields))
    await card
      .getByLabel(new RegExp(`^${labels[id]}`))
      .first()
      .fill(value);
}
