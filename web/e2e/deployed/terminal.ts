/** What people do in terminals, behind a proxy. */

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect } from '../test.ts';
import { PASSWORD } from './browser.ts';
import type { Deployment } from './deployment.ts';

const ITEM = {
  kind: 'ftp',
  fields: {
    protocol: 'sftp',
    host: 'ftp.my-shop.example',
    username: 'support',
    password: PASSWORD,
  },
};
const ITEMS = JSON.stringify({ items: [ITEM] });

/** Hands one over and opens it; nobody opens it again. */
export async function handOverInTheTerminal({ deployed }: { deployed: Deployment }): Promise<void> {
  const { handover, secrets } = deployed;
  const shared = JSON.parse(await handover(['share', '--json', '-', '-o', 'json'], ITEMS));
  for (const link of [shared.share_link, shared.receipt_link]) await secrets.addLink(link);
  const open = ['open', '-', '--yes', '-o', 'json'];
  const opened = JSON.parse(await handover(open, shared.share_link));
  expect(opened.items).toMatchObject([ITEM]);
  await expect(handover(open, shared.share_link)).rejects.toThrow('ended with 1');
  const receipt = JSON.parse(await handover(['receipt', '-', '-o', 'json'], shared.receipt_link));
  expect(receipt).toMatchObject({ state: 'opened' });
}

/** The largest there can be, through whatever a proxy would rather keep small or write to its disk. */
export async function largestInTheTerminal({ deployed }: { deployed: Deployment }): Promise<void> {
  const { handover, secrets } = deployed;
  const bytes = randomBytes(7 << 20);
  const file = await deployed.file('dump.sql', bytes);
  const share = ['share', '--json', '-', '--file', file, '-o', 'json'];
  const { share_link } = JSON.parse(await handover(share, ITEMS));
  await secrets.addLink(share_link);
  const out = ['--out', dirname(file)];
  const opened = JSON.parse(
    await handover(['open', '-', '--yes', ...out, '-o', 'json'], share_link),
  );
  expect((await readFile(opened.files[0].path)).equals(bytes)).toBe(true);
}

export async function askInTheTerminal({ deployed }: { deployed: Deployment }): Promise<void> {
  const { handover, secrets } = deployed;
  const asked = JSON.parse(await handover(['request', '--ask', 'ftp', '-o', 'json']));
  for (const link of [asked.request_link, asked.collect_link]) await secrets.addLink(link);
  // The link comes from standard input, and so what is answered from a file.
  const items = await deployed.file('items.json', ITEMS);
  const answer = ['answer', '-', '--json', items, '-o', 'json'];
  const { receipt_link } = JSON.parse(await handover(answer, asked.request_link));
  await secrets.addLink(receipt_link);
  const collect = ['collect', '-', '--yes', '-o', 'json'];
  const collected = JSON.parse(await handover(collect, asked.collect_link));
  expect(collected.items).toMatchObject([ITEM]);
  await handover(['finish', '-'], asked.collect_link);
  const receipt = JSON.parse(await handover(['receipt', '-', '-o', 'json'], receipt_link));
  expect(receipt.finished_at).toBeTruthy();
}

export async function onlyToTheVouched({ deployed }: { deployed: Deployment }): Promise<void> {
  const asked = deployed.handover(['request', '--ask', 'ftp'], '', {});
  await expect(asked).rejects.toThrow('ended with 3');
}

export async function withoutEither({ deployed }: { deployed: Deployment }): Promise<void> {
  for (const instance of deployed.instances) {
    await instance.stop();
    await handOverInTheTerminal({ deployed });
    await instance.run();
  }
}
