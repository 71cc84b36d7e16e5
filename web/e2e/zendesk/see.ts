/** What the tests find in the app, by what the agent reads. */

import { words as en } from '../../../deploy/integrations/zendesk/assets/words/en.js';
import { type Desk, expect } from './desk.ts';

export const button = ({ app }: Desk, name: string) =>
  app.getByRole('button', { name, exact: true });

/** The state of a request, in words. */
export const standing = ({ app }: Desk, text: string) =>
  app.getByRole('heading', { level: 2, name: text, exact: true });

/** What happened, or went wrong. */
export const said = ({ app }: Desk, text: string) =>
  app.getByRole('group', { name: text, exact: true });

/** What Zendesk shows above everything. */
export const told = ({ page }: Desk, kind: 'notice' | 'alert' | 'error') =>
  page.locator(`#notices .${kind}`);

export const reply = ({ page }: Desk) => page.locator('#reply');

export const solve = ({ page }: Desk) =>
  page.getByRole('button', { name: 'Submit as Solved' }).click();

/** The link for the merchant, as the reply has it. */
export async function linkInReply(desk: Desk): Promise<string> {
  return (await reply(desk).getByRole('link').last().getAttribute('href')) ?? '';
}

/** The collect link; it may be folded away. */
export async function collectLink({ app }: Desk): Promise<string> {
  return (await app.locator('a[href*="/collect#"]').first().getAttribute('href')) ?? '';
}

/** As the agent: asks for what the settings propose. */
export async function ask(desk: Desk): Promise<{ request: string; collect: string }> {
  await button(desk, en.ask.make).click();
  await expect(said(desk, en.put.put)).toBeFocused();
  return { request: await linkInReply(desk), collect: await collectLink(desk) };
}

export const ticketOf = ({ page }: Desk) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** The tab comes to the front, as after a while elsewhere. */
export const comeBack = (desk: Desk) => desk.emit('app.activated');
