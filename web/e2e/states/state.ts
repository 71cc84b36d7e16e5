/** One state of one page, and how a person comes to it. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page, type Route } from '@playwright/test';
import type { Lang } from '../../src/format.ts';
import type { Bundle } from '../../src/protocol/bundle.ts';
import type { View } from '../../src/protocol/wire.ts';
import type { Placed } from '../sealed.ts';
import type { Words } from '../words.ts';

/** An empty tab with a clock that can be moved on, and a server. */
export type At = {
  page: Page;
  words: Words;
  lang: Lang;
  /** Of the pages. */
  origin: string;
  /** What the clock of the tab says, in milliseconds. */
  now: number;
  place: (bundle?: Bundle, passphrase?: string | null, damaged?: boolean) => Promise<Placed>;
};

export type State = {
  page: 'share' | 'open' | 'receipt' | 'request' | 'answer' | 'collect' | 'api';
  /** Lower case with hyphens: also the name of its picture. */
  name: string;
  reach: (at: At) => Promise<void>;
  /** No words of the other language can be loaded there, or both languages are shown at once. */
  oneLanguage?: true;
};

export const oneLanguage = (state: State): State => ({ ...state, oneLanguage: true });

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

export const press = (page: Page, name: string): Promise<void> => button(page, name).click();

export const see = (what: Locator): Promise<void> => expect(what).toBeVisible();

/** The one heading of the page says this. */
export const titled = (page: Page, title: string): Promise<void> =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

/** The server's answer to what a bundle is at, told in its place: what no test can wait for. */
export function tell(at: At, told: Partial<View> & Record<string, unknown>): Promise<unknown> {
  const hour = 3_600_000;
  const iso = (hours: number) => new Date(at.now + hours * hour).toISOString();
  const over = ['expired', 'revoked', 'destroyed', 'lost'].includes(told.state ?? '');
  const taken = ['claimed', 'opened'].includes(told.state ?? '');
  const json = {
    id: 'A'.repeat(22),
    created_at: iso(-50),
    expires_at: over ? iso(-2) : iso(118),
    receipt_until: iso(800),
    passphrase: false,
    tries_left: 5,
    size: 1280,
    late_attempts: 0,
    ...(taken && { claimed_at: iso(-3) }),
    ...(told.state === 'opened' && { opened_at: iso(-3), confirmed_at: iso(-3), readable: true }),
    ...(over && { ended_at: iso(-2) }),
    ...told,
  };
  return at.page.route('**/api/v1/bundles/*', (route) => route.fulfill({ json }));
}

/** The server describes itself, but for these. */
export function describe(at: At, told: Record<string, unknown>): Promise<unknown> {
  const json = {
    version: '0.1.0',
    max_envelope: 1_048_576,
    max_lifetime: 1_209_600,
    lease: 60,
    tries: 5,
    create: 'anyone',
    requests: 'anyone',
    support_addresses: [],
    brand: null,
    store_since: new Date(at.now - 90 * 86_400_000).toISOString(),
    ...told,
  };
  return at.page.route('**/api/v1/about', (route) => route.fulfill({ json }));
}

export const refuse = (status: number, code: string) => (route: Route) => {
  const headers: Record<string, string> = status === 429 ? { 'retry-after': '60' } : {};
  return route.fulfill({ status, headers, json: { code, detail: 'Refused.' } });
};

export const drop = (route: Route) => route.abort('connectionrefused');

/** Neither an answer nor an end. */
export const hold = () => {};

/** As in an aeroplane: this tab alone. */
export async function offline(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const line = { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 };
  await session.send('Network.emulateNetworkConditions', line);
  await page.route('**/*', (route) => route.abort('internetdisconnected'));
}

/** As with scripts switched off. What stands in `noscript` is taken out of it, so that it stays when axe runs. */
export async function withoutScripts(page: Page, url: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.goto(url);
  await page.locator('noscript').evaluate((it) => it.replaceWith(...it.childNodes));
  await session.send('Emulation.setScriptExecutionDisabled', { value: false });
  await see(page.getByRole('heading', { level: 1 }));
}

const ASSETS = fileURLToPath(new URL('../../dist/assets', import.meta.url));

/** The scripts of this build that hold a text do not come. */
export async function withoutScript(page: Page, text: string): Promise<void> {
  const holding = readdirSync(ASSETS).filter(
    (name) => name.endsWith('.js') && readFileSync(`${ASSETS}/${name}`, 'utf8').includes(text),
  );
  expect(holding, text).not.toEqual([]);
  await page.route(({ pathname }) => holding.some((name) => pathname.endsWith(name)), drop);
}
