/** What people do in browsers, behind a proxy. */

import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { expect, watch } from '../test.ts';
import { EN } from '../words.ts';
import type { Deployment } from './deployment.ts';
import { DISPLAY } from './service.ts';

type Given = { browser: Browser; page: Page; deployed: Deployment };

/** Sealed it is larger than what a proxy takes, or keeps in memory, unless it is told to. */
const FILE = {
  name: 'dump.sql',
  mimeType: 'application/sql',
  buffer: Buffer.from(Uint8Array.from({ length: 900 * 1024 }, (_, i) => (i * 31 + (i >> 8)) % 256)),
};
export const PASSWORD = 'çédille"\\$(rm) 🔑';

export async function handOver({ browser, page, deployed }: Given): Promise<void> {
  await page.goto(`${deployed.url}/`);
  await choose(page, EN.share.kinds.ftp);
  await fillFtp(page);
  await page.getByLabel(EN.share.files.add).setInputFiles(FILE);
  await press(page, EN.share.seal);
  await titled(page, EN.sealed.title);
  const share = await linkOn(page, /\/open#1s/);
  const receipt = await linkOn(page, /\/receipt#1m/);
  await deployed.secrets.addLink(share);
  await deployed.secrets.addLink(receipt);
  expect(share).toContain(`${deployed.url}/open#`);

  const agent = await visitor(browser, deployed, share);
  await press(agent, EN.open.open);
  await seePassword(agent);
  const saved = agent.waitForEvent('download');
  await press(agent, EN.shown.saveThing(FILE.name));
  const bytes = await readFile(await (await saved).path());
  expect(bytes.equals(FILE.buffer)).toBe(true);
  await press(agent, EN.shown.erase);
  await titled(agent, EN.cleared.title);

  const second = await visitor(browser, deployed, share);
  await titled(second, EN.ended.opened.title);
  await page.goto(receipt);
  await titled(page, EN.receipt.state.opened.title);
}

export async function askAndAnswer({ browser, page, deployed }: Given): Promise<void> {
  await page.goto(`${deployed.url}/request`);
  await choose(page, EN.request.kinds.ftp);
  await page.getByLabel(new RegExp(`^${EN.request.accessKey.label}`)).fill(deployed.key);
  await press(page, EN.request.make);
  await titled(page, EN.requested.title);
  const asked = await linkOn(page, /\/answer#1r/);
  await deployed.secrets.addLink(asked);
  await deployed.secrets.addLink(await linkOn(page, /\/collect#1c/));
  expect(asked).toContain(`${deployed.url}/answer#`);

  const merchant = await visitor(browser, deployed, asked);
  await titled(merchant, EN.answer.asked.known(DISPLAY));
  await fillFtp(merchant);
  await press(merchant, EN.answer.seal);
  await titled(merchant, EN.answer.given.state.answered.title);

  await page.goto(`${deployed.url}/collect`);
  await page.getByRole('link', { name: /^Collect:/ }).click();
  await press(page, EN.collect.open);
  await seePassword(page);
  await press(page, EN.shown.erase);
  await press(page, EN.collected.cleared.finish);
  await expect(page.getByText(EN.collected.cleared.finished)).toBeVisible();
  await merchant.reload();
  await titled(merchant, EN.answer.given.state.finished.title);
}

/** Somebody else, with a browser of his own, who follows a link; what it sends is looked for, too. */
async function visitor(browser: Browser, { secrets }: Deployment, link: string): Promise<Page> {
  const context = await browser.newContext();
  const watched = await watch(context);
  const page = await context.newPage();
  page.on('request', (request) => secrets.addRequest(request));
  await page.goto(link);
  expect(watched.violations).toEqual([]);
  return page;
}

const choose = (page: Page, kind: string) =>
  page.getByRole('button', { name: new RegExp(`^${kind}`) }).click();

async function fillFtp(page: Page): Promise<void> {
  const { host, username, password } = EN.items.fields.ftp;
  const field = (name: string) => page.getByRole('textbox', { name: new RegExp(`^${name}`) });
  await field(host).fill('ftp.my-shop.example');
  await field(username).fill('support');
  await field(password).fill(PASSWORD);
}

async function seePassword(page: Page): Promise<void> {
  await press(page, EN.open.showThing(EN.items.fields.ftp.password));
  await expect(page.getByText(PASSWORD)).toBeVisible();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const titled = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

async function linkOn(page: Page, link: RegExp): Promise<string> {
  return ((await page.getByText(link).first().textContent()) ?? '').trim();
}
