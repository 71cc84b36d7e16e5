/** `/receipt`. */

import type { State as BundleState } from '../../src/protocol/wire.ts';
import { outwait } from '../outwait.ts';
import { BUNDLE, ITEM, type Placed } from '../sealed.ts';
import { OTHER_LINK } from './open-ends.ts';
import {
  type At,
  button,
  describe,
  drop,
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

const KINDS = ['backoffice', 'ftp', 'database'];

/** As if this device had sealed it and had been asked to remember. */
async function remember(at: At, link: string, kinds = KINDS): Promise<void> {
  const created = new Date(at.now - 26 * 3_600_000).toISOString();
  const expires = new Date(at.now + 142 * 3_600_000).toISOString();
  await at.page.addInitScript(
    (entry) => {
      const kept = JSON.parse(localStorage.getItem('handover.receipts') ?? '[]');
      localStorage.setItem('handover.receipts', JSON.stringify([...kept, entry]));
    },
    { link, kinds, created, expires },
  );
}

async function look(at: At, { receiptLink }: Placed): Promise<void> {
  await at.page.goto(receiptLink);
  await see(button(at.page, at.words.receipt.refresh));
}

async function sealed(at: At): Promise<Placed> {
  const placed = await at.place();
  await look(at, placed);
  await titled(at.page, at.words.receipt.state.sealed.title);
  return placed;
}

async function asked(at: At): Promise<Placed> {
  const placed = await sealed(at);
  await press(at.page, at.words.receipt.revoke.button);
  await see(button(at.page, at.words.receipt.revoke.yes));
  return placed;
}

async function openedHere(at: At): Promise<void> {
  const placed = await at.place();
  await remember(at, placed.receiptLink);
  await placed.open();
  await look(at, placed);
}

const told =
  (
    state: BundleState,
    more: object = {},
    said: keyof At['words']['receipt']['state'] = state,
  ): State['reach'] =>
  async (at) => {
    await tell(at, { state, ...more });
    await look(at, await at.place());
    await titled(at.page, at.words.receipt.state[said].title);
  };

const refused =
  (link: (placed: Placed) => string, title: (words: At['words']['receipt']) => string) =>
  async (at: At): Promise<void> => {
    await at.page.goto(link(await at.place()));
    await titled(at.page, title(at.words.receipt));
  };

const receipt = (name: string, reach: State['reach']): State => ({
  page: 'receipt',
  name,
  reach,
});

const FINISHED = { finished_at: '2026-11-21T13:40:00Z' };

export const RECEIPT: readonly State[] = [
  receipt('none', async (at) => {
    await at.page.goto('/receipt');
    await see(at.page.getByText(at.words.receipt.mine.none));
  }),
  receipt('none-but-remembered', async (at) => {
    const [one, two] = [await at.place(), await at.place()];
    await remember(at, one.receiptLink);
    await remember(at, two.receiptLink, []);
    await at.page.goto('/receipt');
    const { mine } = at.words.receipt;
    await see(at.page.getByText(mine.standing.sealed).last());
    await press(at.page, mine.all.button);
    await see(at.page.getByText(mine.all.sure));
  }),
  receipt('sealed', async (at) => void (await sealed(at))),
  receipt('revoke-asked', async (at) => void (await asked(at))),
  receipt('revoke-failed', async (at) => {
    await asked(at);
    await at.page.route('**/api/v1/bundles/*', drop);
    await press(at.page, at.words.receipt.revoke.yes);
    await outwait(at.page, at.page.getByRole('alert'));
  }),
  receipt('revoked', async (at) => {
    await asked(at);
    await press(at.page, at.words.receipt.revoke.yes);
    await titled(at.page, at.words.receipt.state.revoked.title);
  }),
  receipt('revoke-too-late', async (at) => {
    const { open } = await asked(at);
    await open();
    await press(at.page, at.words.receipt.revoke.yes);
    await see(at.page.getByText(at.words.receipt.revoke.tooLate));
  }),
  receipt('claimed', told('claimed')),
  receipt('opened', told('opened')),
  receipt('opened-remembered', openedHere),
  receipt(
    'opened-by-the-clock',
    told('opened', {
      opened_at: '2026-11-21T11:32:00Z',
      confirmed_at: undefined,
      readable: undefined,
    }),
  ),
  receipt('opened-finished', told('opened', FINISHED, 'finished')),
  receipt('all-closed', async (at) => {
    await openedHere(at);
    for (const tick of await at.page.getByRole('checkbox').all()) await tick.check();
    await see(at.page.getByText(at.words.receipt.close.all));
  }),
  receipt('late-attempt', told('opened', { late_attempts: 1 })),
  receipt('late-attempts-finished', told('opened', { ...FINISHED, late_attempts: 12 }, 'finished')),
  receipt('unreadable', async (at) => {
    const placed = await at.place(BUNDLE, null, true);
    await at.page.goto(placed.shareLink);
    await press(at.page, at.words.open.open);
    await titled(at.page, at.words.open.damaged.title);
    await look(at, placed);
    await titled(at.page, at.words.receipt.state.unreadable.title);
  }),
  receipt('expired', async (at) => {
    const placed = await at.place();
    await remember(at, placed.receiptLink);
    const id = /#1m(.{22})/.exec(placed.receiptLink)?.[1];
    await tell(at, { state: 'expired', id });
    await look(at, placed);
  }),
  receipt('destroyed', async (at) => {
    const placed = await at.place({ ...BUNDLE, items: [ITEM] }, 'four words said aloud');
    for (let times = 0; times < 5; times++) await placed.miss();
    await look(at, placed);
    await titled(at.page, at.words.receipt.state.destroyed.title);
  }),
  receipt('lost', told('lost')),
  receipt('nothing', async (at) => {
    await describe(at, {});
    await at.page.route('**/api/v1/bundles/*', refuse(404, 'nothing_here'));
    await at.page.goto((await at.place()).receiptLink);
    await titled(at.page, at.words.receipt.nothing.title);
  }),
  receipt('store-emptied', async (at) => {
    const iso = (hours: number) => new Date(at.now + hours * 3_600_000).toISOString();
    const { receiptLink: link } = await at.place();
    const known = [{ link, kinds: ['ftp'], created: iso(-48), expires: iso(120) }];
    const text = JSON.stringify(known);
    await at.page.addInitScript((text) => localStorage.setItem('handover.receipts', text), text);
    await describe(at, { store_since: iso(-24) });
    await at.page.route('**/api/v1/bundles/*', refuse(404, 'nothing_here'));
    await at.page.goto(link);
    await titled(at.page, at.words.receipt.emptied.title);
    await see(at.page.getByText(at.words.receipt.mine.standing.emptied));
  }),
  receipt('nothing-since-a-restart', async (at) => {
    await describe(at, { store_since: new Date(at.now - 86_400_000).toISOString() });
    await at.page.route('**/api/v1/bundles/*', refuse(404, 'nothing_here'));
    await at.page.goto((await at.place()).receiptLink);
    await titled(at.page, at.words.receipt.nothing.title);
  }),
  receipt(
    'cut-link',
    refused(
      ({ receiptLink }) => receiptLink.slice(0, -5),
      ({ refused }) => refused.cut.title,
    ),
  ),
  receipt(
    'share-link',
    refused(
      ({ shareLink }) => shareLink.replace('/open#', '/receipt#'),
      ({ wrongKind }) => wrongKind.share.title,
    ),
  ),
  receipt('other-link', async ({ page, words }) => {
    await page.goto(`/receipt${OTHER_LINK}`);
    await titled(page, words.receipt.wrongKind.other.title);
  }),
  receipt('down', async (at) => {
    const { receiptLink } = await at.place();
    await at.page.route('**/api/v1/bundles/*', drop);
    await at.page.goto(receiptLink);
    await outwait(at.page, at.page.getByText(at.words.receipt.down.silent));
  }),
  oneLanguage(
    receipt('words-did-not-load', async ({ page, words }) => {
      await withoutScript(page, words.receipt.step.willFinish);
      await page.goto('/receipt');
      await see(page.getByText('Rien n’est perdu'));
    }),
  ),
  oneLanguage(
    receipt('without-scripts', ({ page, origin }) => withoutScripts(page, `${origin}/receipt`)),
  ),
];
