/** `/` after the seal. */

import { expect } from '@playwright/test';
import { empty, fillBackOffice, withPassphrase } from './share.ts';
import { type At, press, type State, see, titled } from './state.ts';

async function seal({ page, words }: At): Promise<void> {
  await press(page, words.share.seal);
  await titled(page, words.sealed.title);
}

async function sealed(at: At): Promise<void> {
  await empty(at);
  await fillBackOffice(at);
  await seal(at);
}

const share = (name: string, reach: State['reach']): State => ({ page: 'share', name, reach });

export const SEALED: readonly State[] = [
  share('sealed', sealed),
  share('sealed-copied', async (at) => {
    await at.page.context().grantPermissions(['clipboard-write']);
    await sealed(at);
    await press(at.page, at.words.sealed.copy);
    await expect(
      at.page.getByText(at.words.share.copiedThing(at.words.sealed.link)),
    ).toBeAttached();
  }),
  share('sealed-with-passphrase', async (at) => {
    await empty(at);
    await fillBackOffice(at);
    await withPassphrase(at);
    await seal(at);
  }),
  share('sealed-with-qr-and-receipt', async (at) => {
    await sealed(at);
    await press(at.page, at.words.sealed.qr);
    await see(at.page.getByRole('img', { name: at.words.sealed.qrLabel }));
    await at.page.getByText(at.words.sealed.receiptLink, { exact: true }).click();
    await at.page.getByLabel(at.words.sealed.remember).check();
  }),
  share('sealed-not-remembered', async (at) => {
    await at.page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    await sealed(at);
    await at.page.getByLabel(at.words.sealed.remember).click();
    await see(at.page.getByText(at.words.sealed.rememberFailed));
  }),
  share('sealed-copy-refused', async (at) => {
    await at.page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'));
      document.execCommand = () => false;
    });
    await sealed(at);
    await press(at.page, at.words.sealed.copy);
    await see(at.page.getByText(at.words.share.copyFailed));
  }),
];
