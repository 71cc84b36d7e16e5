// What a first look costs over the wire: every script and style that a page asks for by itself.
import { brotliCompressSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { place } from './sealed.ts';
import { expect, test } from './test.ts';

const MOST = 25_000;

async function weight(response: Response): Promise<number> {
  return brotliCompressSync(await response.body()).length;
}

for (const locale of ['en-GB', 'fr-FR']) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const path of ['/', '/open', '/receipt']) {
      test(`${path} is light`, async ({ page, serverUrl }) => {
        const bundle = await place(serverUrl);
        const links: Record<string, string> = {
          '/open': bundle.shareLink,
          '/receipt': bundle.receiptLink,
        };
        const loaded: Response[] = [];
        page.on('response', (response) => {
          if (/\.(js|css)$/.test(new URL(response.url()).pathname)) loaded.push(response);
        });
        await page.goto(links[path] ?? path, { waitUntil: 'networkidle' });
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const sizes = await Promise.all(loaded.map(weight));
        const sum = sizes.reduce((total, size) => total + size, 0);
        console.log(`${path}, ${locale}: ${sum} bytes in ${sizes.length} files`);
        expect(sum).toBeGreaterThan(5_000);
        expect(sum).toBeLessThanOrEqual(MOST);
      });
    }
  });
}
