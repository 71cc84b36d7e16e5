/** The app beside a ticket: a page of a help desk around it, and what Zendesk's servers would do. */

import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type BrowserContext,
  test as base,
  expect,
  type FrameLocator,
  type Page,
  type Route,
} from '@playwright/test';
import { type Watched, watch } from '../test.ts';
import { type HelpDesk, type Keys, startHelpDesk } from './helpdesk.ts';

export { expect } from '@playwright/test';

const DESK = 'https://example-shop.zendesk.com';
/** Where Zendesk serves apps from: to the ticket's page another site, which a browser may forbid to keep anything. */
const APP = 'https://1.apps.zdusercontent.com';
/** The same for a browser that lets it keep something. */
const APP_AT_HOME = 'https://1.apps.zendesk.com';
const SDK = 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js';
const HERE = fileURLToPath(new URL('.', import.meta.url));
const ASSETS = fileURLToPath(new URL('../../../deploy/integrations/zendesk/', import.meta.url));

/** The ticket, its people, and what Zendesk does. */
export type Wish = {
  ticket?: string;
  status?: string;
  agent?: string;
  requester?: string;
  scheme?: 'light' | 'dark';
  comment?: 'publicReply' | 'internalNote';
  /** Whether the reply is written in the rich editor. */
  rich?: boolean;
  /** An action that Zendesk does not do here. */
  refuses?: string;
  /** Whether the browser lets the app keep nothing. */
  forgetful?: boolean;
  /** Whether Zendesk saves the ticket. */
  saves?: boolean;
  settings?: Record<string, unknown>;
  key?: keyof Keys;
};

/** A request of the app's, as it came to Zendesk's page. */
type Asked = { url: string; type: string; headers?: Record<string, string>; data?: string };
type Answer = { status: number; headers?: Record<string, string>; responseText?: string };

/** The way of a request: `pass` lets it through. */
type Way = (asked: Asked, pass: () => Promise<Answer>) => Promise<Answer>;

export type Desk = {
  page: Page;
  app: FrameLocator;
  /** What the app asked Zendesk's page for. */
  asked: Asked[];
  /** The internal notes. */
  notes: string[];
  /** Answers instead of the server, or with what it answered, until it is given null. */
  instead: (way: Way | null) => void;
  /** Fires one of Zendesk's events. */
  emit: (event: string, message?: unknown) => Promise<void>;
};

type OfTest = { watched: Watched; open: (wish?: Wish) => Promise<Desk> };

export const test = base.extend<OfTest, { helpdesk: HelpDesk }>({
  helpdesk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
    async ({}, use) => {
      const helpdesk = await startHelpDesk();
      await use(helpdesk);
      await helpdesk.stop();
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ context, helpdesk }, use) => {
      const watched = await watch(context);
      await use(watched);
      expect(watched.violations, 'nothing broke the content security policy').toEqual([]);
      expect(watched.errors, 'no error on the console').toEqual([]);
      const sent = watched.requests.filter((it) => isApp(it.frame().url()));
      const strangers = sent.map((it) => it.url()).filter((url) => !isApp(url));
      expect(new Set(strangers), 'the app itself calls nobody').toEqual(new Set([SDK]));
      const text = JSON.stringify(watched.requests.map((it) => [it.url(), it.headers()]));
      for (const key of Object.values(helpdesk.keys)) expect(text).not.toContain(key);
    },
    { auto: true },
  ],
  open: async ({ context, helpdesk }, use) => use((wish) => open(context, helpdesk, wish)),
});

async function open(context: BrowserContext, helpdesk: HelpDesk, wish: Wish = {}): Promise<Desk> {
  const desk = {
    ...A_DESK,
    ticket: nextTicket(),
    ...wish,
    app: wish.forgetful ? APP : APP_AT_HOME,
  };
  desk.settings = { ...A_DESK.settings, server: helpdesk.url, ...wish.settings };
  const page = await context.newPage();
  const [asked, notes]: [Asked[], string[]] = [[], []];
  const key = helpdesk.keys[wish.key ?? 'good'];
  const through: Way = (_, pass) => pass();
  let way = through;
  await page.exposeFunction('zendesk', (request: Asked): Promise<Answer> => {
    asked.push(request);
    return way(request, () => answered(request, notes, helpdesk.url, key));
  });
  await page.addInitScript((given) => {
    if (parent === window) Object.assign(globalThis, { desk: given });
  }, desk);
  await context.route(/^https:/, serve);
  await page.goto(`${DESK}/agent/tickets/${desk.ticket}`);
  return {
    page,
    app: page.frameLocator('#app'),
    asked,
    notes,
    instead: (other) => {
      way = other ?? through;
    },
    emit: (event, message) =>
      page.evaluate(
        ([name, data]) => {
          const { emit } = globalThis as unknown as {
            emit: (name: unknown, data: unknown) => void;
          };
          emit(name, data);
        },
        [event, message] as const,
      ),
  };
}

const A_DESK = {
  status: 'open',
  agent: 'en-US',
  requester: 'en-US',
  scheme: 'light',
  comment: 'publicReply',
  rich: true,
  saves: true,
  settings: { days: 7, ask_backoffice: true, ask_ftp: true } as Record<string, unknown>,
};

/** No two tests share a ticket, wherever they run. */
function nextTicket(): string {
  return String(randomInt(1e12));
}

/** What Zendesk's servers do with a request. */
async function answered(asked: Asked, notes: string[], server: string, key: string) {
  return asked.url.startsWith('/api/v2/') ? addNote(asked, notes) : proxy(asked, server, key);
}

/** As Zendesk's proxy: puts the secure setting into the headers, for the domain of the manifest alone. */
async function proxy(request: Asked, server: string, key: string): Promise<Answer> {
  expect(new URL(request.url).origin, 'the domain of the manifest').toBe(server);
  expect(request, 'or the placeholder goes out as it is').toMatchObject({ secure: true });
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [
    name,
    value.replace('{{setting.key}}', key),
  ]);
  const type = request.data === undefined ? [] : [['content-type', 'application/json']];
  const response = await fetch(request.url, {
    method: request.type,
    headers: Object.fromEntries([...headers, ...type]),
    body: request.data ?? null,
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    responseText: await response.text(),
  };
}

function addNote({ data }: Asked, notes: string[]): Answer {
  const { comment } = JSON.parse(data ?? '').ticket;
  expect(comment.public, 'no merchant sees it').toBe(false);
  notes.push(comment.body);
  return { status: 200, responseText: '{"ticket":{}}' };
}

const TYPES: Record<string, string> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
};

/** The files of the app and of the page around it, from their own addresses; nothing else is there. */
async function serve(route: Route): Promise<void> {
  const { origin, pathname, href } = new URL(route.request().url());
  if (href === SDK) return fulfill(route, `${HERE}zaf_sdk.js`);
  if (isApp(href)) {
    return fulfill(route, ASSETS + pathname.slice('/1/'.length));
  }
  const name = pathname.split('/').at(-1) ?? '';
  if (origin === DESK) return fulfill(route, HERE + (name.includes('.') ? name : 'host.html'));
  return route.abort();
}

const isApp = (url: string) =>
  [APP, APP_AT_HOME].some((origin) => url.startsWith(`${origin}/1/assets/`));

async function fulfill(route: Route, file: string): Promise<void> {
  const contentType = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const body = await readFile(file).catch(() => null);
  if (body === null) return route.fulfill({ status: 404, body: '' });
  return route.fulfill({ body, contentType: `${contentType}; charset=utf-8` });
}
