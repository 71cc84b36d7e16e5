// Which version answers stands in the footer, for whoever asks how it works.
import { expect, test } from './test.ts';

for (const path of ['/', '/open', '/receipt', '/request', '/answer', '/collect']) {
  test(`${path} says its version`, async ({ page, serverUrl }) => {
    const about = await page.request.get(`${serverUrl}/api/v1/about`);
    const { version } = await about.json();
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    await page.goto(path);
    await page.getByText('How it works', { exact: true }).click();
    await expect(page.getByText(`Handover ${version}`, { exact: true })).toBeVisible();
  });
}
