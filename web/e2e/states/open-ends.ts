/** `/open` where there is nothing to open, or nothing any more. */

import { outwait } from '../outwait.ts';
import { BUNDLE } from '../sealed.ts';
import { opened } from './open.ts';
import {
  type At,
  describe,
  drop,
  hold,
  press,
  refuse,
  type State,
  see,
  tell,
  titled,
} from './state.ts';

async function erased(at: At): Promise<void> {
  await opened(at);
  await press(at.page, at.words.shown.erase);
  await see(at.page.getByText(at.words.cleared.lead));
}

const told =
  (state: keyof At['words']['ended'], more: object = {}): State['reach'] =>
  async (at) => {
    await tell(at, { state, ...more });
    await at.page.goto((await at.place()).shareLink);
    await titled(at.page, at.words.ended[state].title);
  };

const refused =
  (change: (link: string) => string, title: (words: At['words']['open']) => string) =>
  async (at: At): Promise<void> => {
    await at.page.goto(change((await at.place()).shareLink));
    await titled(at.page, title(at.words.open));
  };

/** As long and as shaped as the fragment of a request link: none of these pages uses one. */
export const OTHER_LINK = `#1r${'A'.repeat(46)}`;

const open = (name: string, reach: State['reach']): State => ({ page: 'open', name, reach });

export const ENDS: readonly State[] = [
  open('erasing', async (at) => {
    await at.page.route('**/confirm', hold);
    await opened(at);
    await press(at.page, at.words.shown.erase);
    await titled(at.page, at.words.cleared.erasing);
  }),
  open('erased', erased),
  open('erased-finished', async (at) => {
    await erased(at);
    await press(at.page, at.words.cleared.finish);
    await see(at.page.getByText(at.words.cleared.finished));
  }),
  open('erased-finish-failed', async (at) => {
    await erased(at);
    await at.page.route('**/finish', drop);
    await press(at.page, at.words.cleared.finish);
    await outwait(at.page, at.page.getByRole('alert'));
  }),
  open('unconfirmed', async (at) => {
    await at.page.route('**/confirm', drop);
    await opened(at);
    await press(at.page, at.words.shown.erase);
    await titled(at.page, at.words.cleared.erasing);
    await at.page.clock.fastForward(61_000);
    await see(at.page.getByText(at.words.cleared.unconfirmed));
  }),
  open('left', async (at) => {
    await opened(at);
    await at.page.evaluate(() =>
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    );
    await titled(at.page, at.words.cleared.away);
  }),
  open('past', async (at) => {
    await erased(at);
    await at.page.reload();
    await titled(at.page, at.words.open.past.title);
  }),
  open('claimed-by-another', told('claimed')),
  open('opened-by-another', told('opened')),
  open('opened-by-another-finished', told('opened', { finished_at: '2026-11-20T09:12:00Z' })),
  open('not-me', async (at) => {
    const { open, shareLink } = await at.place();
    await open();
    await at.page.goto(shareLink);
    await press(at.page, at.words.notMe.button);
    await see(at.page.getByText(at.words.notMe.done));
  }),
  open('expired', told('expired')),
  open('revoked', told('revoked')),
  open('destroyed', told('destroyed', { passphrase: true, tries_left: 0 })),
  open('lost', told('lost')),
  open('nothing-since-a-restart', async (at) => {
    await describe(at, { store_since: new Date(at.now - 86_400_000).toISOString() });
    await at.page.route('**/api/v1/bundles/*', refuse(404, 'nothing_here'));
    await at.page.goto((await at.place()).shareLink);
    await titled(at.page, at.words.open.nothing.title);
  }),
  open('nothing', async (at) => {
    await describe(at, {});
    await at.page.route('**/api/v1/bundles/*', refuse(404, 'nothing_here'));
    await at.page.goto((await at.place()).shareLink);
    await titled(at.page, at.words.open.nothing.title);
  }),
  open(
    'no-link',
    refused(
      (link) => link.replace(/#.*/, ''),
      ({ refused }) => refused['not-a-link'].title,
    ),
  ),
  open(
    'newer-link',
    refused(
      (link) => link.replace('#1', '#2'),
      ({ refused }) => refused.update.title,
    ),
  ),
  open(
    'cut-link',
    refused(
      (link) => link.slice(0, -5),
      ({ refused }) => refused.cut.title,
    ),
  ),
  open(
    'damaged-link',
    refused(
      (link) => link.toLowerCase(),
      ({ refused }) => refused.damaged.title,
    ),
  ),
  open('receipt-link', async (at) => {
    await at.page.goto((await at.place()).receiptLink.replace('/receipt#', '/open#'));
    await titled(at.page, at.words.open.wrongKind.receipt.title);
  }),
  open('other-link', async ({ page, words }) => {
    await page.goto(`/open${OTHER_LINK}`);
    await titled(page, words.open.wrongKind.other.title);
  }),
  open('unreadable', async (at) => {
    await at.page.goto((await at.place(BUNDLE, null, true)).shareLink);
    await press(at.page, at.words.open.open);
    await see(at.page.getByText(at.words.open.damaged.text));
  }),
  open('unreadable-not-told', async (at) => {
    await at.page.route('**/confirm', drop);
    await at.page.goto((await at.place(BUNDLE, null, true)).shareLink);
    await press(at.page, at.words.open.open);
    await see(at.page.getByText(at.words.open.damaged.unreported));
  }),
];
