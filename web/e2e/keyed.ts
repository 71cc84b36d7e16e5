/** A server that takes nothing without an access key, and keys for it. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BINARY, type Server, startServer } from './server.ts';
import { test as base } from './test.ts';

const run = promisify(execFile);

/** `key` may make bundles and requests, `reader` may only read requests. */
export type Keyed = Server & { key: string; reader: string };

/** What merchants see of the client that `key` belongs to. */
export const DISPLAY = 'Example Shop support';

async function startKeyed(): Promise<Keyed> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-'));
  const clients = join(folder, 'clients.toml');
  const add = async (name: string, scope: string): Promise<string> => {
    const args = ['clients', '--clients', clients, 'add', name, '--display', DISPLAY];
    const { stdout } = await run(BINARY, [...args, '--scope', scope, '-o', 'json']);
    return String(JSON.parse(stdout).key);
  };
  const key = await add('tickets', 'bundles:write,requests:write');
  const reader = await add('reports', 'requests:read');
  const closed = { HANDOVER_CREATE: 'keys', HANDOVER_REQUESTS: 'keys', HANDOVER_CLIENTS: clients };
  const { url, stop } = await startServer(closed);
  return {
    url,
    key,
    reader,
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The test of this suite, at such a server. */
export const test = base.extend<object, { keyed: Keyed }>({
  keyed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
    async ({}, use) => {
      const server = await startKeyed();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ keyed }, use) => use(keyed.url),
});
