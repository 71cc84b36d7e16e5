/** `/open` before the press, and while it shows what it holds. */

import { outwait } from '../outwait.ts';
import type { Placed } from '../sealed.ts';
import { rich } from './rich.ts';
import {
  type At,
  button,
  drop,
  hold,
  offline,
  oneLanguage,
  press,
  refuse,
  type State,
  see,
  tell,
  titled,
  withoutScript,
  withoutScripts,
} from './state.ts';

const RIGHT = 'correct horse battery staple';
const MAIL_PROGRAM =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 401.0';

export async function follow(at: At, passphrase: string | null = null): Promise<Placed> {
  const placed = await at.place(rich(at.lang), passphrase);
  await at.page.goto(placed.shareLink);
  await see(button(at.page, at.words.open.open));
  return placed;
}

const type = ({ page, words }: At, passphrase: string): Promise<void> =>
  page.getByLabel(words.open.passphrase, { exact: true }).fill(passphrase);

export async function opened(at: At): Promise<void> {
  await follow(at);
  await press(at.page, at.words.open.open);
  await see(button(at.page, at.words.shown.erase));
}

/** Opens again in the same tab, as far as the button. */
async function reloaded(at: At, passphrase: string | null = null): Promise<void> {
  await follow(at, passphrase);
  if (passphrase) await type(at, passphrase);
  await press(at.page, at.words.open.open);
  await see(button(at.page, at.words.shown.erase));
  await at.page.reload();
  await titled(at.page, at.words.open.resume.title);
}

/** Presses; the call is under way. */
async function calling({ page, words }: At): Promise<void> {
  const call = page.waitForRequest((request) => request.method() === 'POST');
  await press(page, words.open.open);
  await call;
}

/** As {@link calling}, until the page no longer repeats it by itself. */
async function inVain(at: At): Promise<void> {
  await calling(at);
  await at.page.clock.fastForward(60_000);
  await see(at.page.getByRole('alert'));
}

const open = (name: string, reach: State['reach']): State => ({ page: 'open', name, reach });

export const OPEN: readonly State[] = [
  open('before', async (at) => void (await follow(at))),
  open('before-with-passphrase', async (at) => void (await follow(at, RIGHT))),
  open('before-in-a-mail-program', async (at) => {
    await at.page.addInitScript((agent) => {
      Object.defineProperty(navigator, 'userAgent', { get: () => agent });
    }, MAIL_PROGRAM);
    await follow(at);
    await see(at.page.getByText(at.words.inapp.title));
  }),
  open('before-without-storage', async (at) => {
    await at.page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    await follow(at);
    await see(at.page.getByText(at.words.open.noReload));
  }),
  open('passphrase-empty', async (at) => {
    await follow(at, RIGHT);
    await press(at.page, at.words.open.open);
    await see(at.page.getByText(at.words.open.passphraseEmpty));
  }),
  open('passphrase-wrong', async (at) => {
    await follow(at, RIGHT);
    await type(at, 'wrong');
    await press(at.page, at.words.open.open);
    await see(at.page.getByText(at.words.open.tries(4)));
  }),
  open('passphrase-one-try-left', async (at) => {
    const { shareLink, miss } = await at.place(rich(at.lang), RIGHT);
    for (let times = 0; times < 4; times++) await miss();
    await at.page.goto(shareLink);
    await see(at.page.getByText(at.words.open.tries(1)));
  }),
  open('passphrase-checking', async (at) => {
    await follow(at, RIGHT);
    await type(at, RIGHT);
    await at.page.route('**/argon2.worker*', hold);
    await press(at.page, at.words.open.open);
    await see(at.page.getByText(at.words.open.checking));
  }),
  open('opening', async (at) => {
    await follow(at);
    await at.page.route('**/api/v1/bundles/*/open', hold);
    await calling(at);
    await see(at.page.getByRole('progressbar'));
  }),
  open('press-throttled', async (at) => {
    await follow(at);
    await at.page.route('**/api/v1/bundles/*/open', refuse(429, 'slow_down'));
    await inVain(at);
  }),
  open('press-unanswered', async (at) => {
    await follow(at);
    await at.page.route('**/api/v1/bundles/*/open', drop);
    await inVain(at);
  }),
  oneLanguage(
    open('press-offline', async (at) => {
      await follow(at);
      await offline(at.page);
      await at.page.route('**/assets/*', drop);
      await press(at.page, at.words.open.open);
      await see(at.page.getByText(at.words.open.problem.offline));
    }),
  ),
  open('resume', (at) => reloaded(at)),
  open('resume-mistyped', async (at) => {
    await reloaded(at, RIGHT);
    await type(at, 'a typing error');
    await press(at.page, at.words.open.resume.button);
    await see(at.page.getByText(at.words.open.wrongFree));
  }),
  open('opened', opened),
  open('opened-one-item', async (at) => {
    await at.page.goto((await at.place()).shareLink);
    await press(at.page, at.words.open.open);
    await see(button(at.page, at.words.shown.erase));
  }),
  open('opened-values-shown', async (at) => {
    await opened(at);
    const name = new RegExp(`^${at.words.open.showThing('')}`);
    for (const show of await at.page.getByRole('button', { name }).all()) await show.click();
  }),
  open('opened-csv-guarded', async (at) => {
    await opened(at);
    await at.page.getByRole('button', { name: 'KeePass CSV' }).click();
    await see(at.page.getByText(at.words.shown.csvGuarded));
  }),
  open('opened-copy-refused', async (at) => {
    await at.page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'));
      document.execCommand = () => false;
    });
    await opened(at);
    await at.page.locator('[data-row] [data-copy]').first().click();
    await see(at.page.getByText(at.words.open.copyFailed));
  }),
  open('opened-erased-at-the-server', async (at) => {
    await opened(at);
    await at.page.clock.fastForward(31_000);
    await see(at.page.getByText(at.words.shown.gone));
  }),
  open('opened-erasing-not-told', async (at) => {
    await at.page.route('**/confirm', drop);
    await opened(at);
    await at.page.clock.fastForward(31_000);
    await see(at.page.getByText(at.words.shown.telling));
    await at.page.clock.fastForward(61_000);
    await see(at.page.getByText(at.words.shown.eraseFailed));
  }),
  open('opened-about-to-hide', async (at) => {
    await opened(at);
    await at.page.clock.fastForward(4.6 * 60_000);
    await see(button(at.page, at.words.shown.keepOpen));
  }),
  open('opened-hidden', async (at) => {
    await opened(at);
    await at.page.clock.fastForward(5.1 * 60_000);
    await see(at.page.getByRole('heading', { name: at.words.shown.hidden }));
  }),
  open('opened-empty', async (at) => {
    await at.page.goto((await at.place({ items: [], files: [], lang: at.lang })).shareLink);
    await press(at.page, at.words.open.open);
    await see(at.page.getByText(at.words.shown.empty));
  }),
  oneLanguage(
    open('words-did-not-load', async (at) => {
      await withoutScript(at.page, at.words.open.notOpened);
      await at.page.goto((await at.place()).shareLink);
      await see(at.page.getByText('Rien n’est perdu'));
    }),
  ),
  oneLanguage(
    open('without-scripts', async (at) => withoutScripts(at.page, (await at.place()).shareLink)),
  ),
  open('down', async (at) => {
    const { shareLink } = await at.place();
    await at.page.route('**/api/v1/bundles/*', drop);
    await at.page.goto(shareLink);
    await outwait(at.page, at.page.getByText(at.words.open.down.silent));
  }),
  open('throttled', async (at) => {
    const { shareLink } = await at.place();
    await at.page.route('**/api/v1/bundles/*', refuse(429, 'slow_down'));
    await at.page.goto(shareLink);
    await titled(at.page, at.words.open.down.refused);
  }),
  open('ended-while-it-was-read', async (at) => {
    const { revoke } = await follow(at);
    await revoke();
    await press(at.page, at.words.open.open);
    await titled(at.page, at.words.ended.revoked.title);
  }),
  open('last-day', async (at) => {
    await tell(at, { state: 'sealed', expires_at: new Date(at.now + 2_400_000).toISOString() });
    await at.page.goto((await at.place()).shareLink);
    await see(button(at.page, at.words.open.open));
  }),
];
