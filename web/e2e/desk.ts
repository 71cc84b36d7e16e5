/** A help desk that does what `/api` says: the commands and calls of the page, as they stand there. */

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from './commandline.ts';
import { BINARY, type Server, startServer } from './server.ts';
import { test as base } from './test.ts';

const SAMPLES = new URL('../samples/', import.meta.url);
const CLIENTS = '/etc/handover/clients.toml';

/** What is to be put in the place of what: the page's hosts and ids are those of nobody. */
export type Instead = Readonly<Record<string, string>>;

export type Desk = Server & {
  /** What `clients add` has printed. */
  added: Record<'client' | 'key_id' | 'key' | 'webhook_secret', string>;
  /** The text of a sample as it stands on the page. */
  sample: (name: string) => Promise<string>;
  /** Runs lines in a shell, where `handover` and `curl` are; what they write to standard output. */
  run: (lines: string, instead?: Instead) => Promise<string>;
};

/** In a folder of its own, with all that stands on the page before the first call. */
export async function startDesk(
  settings: Record<string, string> = {},
  webhook = 'https://desk.example/handover',
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-desk-'));
  await mkdir(join(folder, 'bin'));
  await symlink(BINARY, join(folder, 'bin', 'handover'));
  // So that the calls can stand on the page without these.
  await writeFile(join(folder, '.curlrc'), 'silent\nshow-error\ninclude\n');
  const clients = join(folder, 'clients.toml');
  const run: Desk['run'] = (lines, instead = {}) =>
    shell(changed(lines, { [CLIENTS]: clients, ...instead }), folder);
  const sample = async (name: string) => (await readFile(new URL(name, SAMPLES), 'utf8')).trimEnd();

  await run(await sample('team-key.sh'));
  const added = JSON.parse(
    await run(await sample('add.sh'), { 'https://desk.example/handover': webhook }),
  );
  const { key } = JSON.parse(await sample('add.json'));
  const header = changed(await sample('handover.auth'), { [key]: added.key });
  await writeFile(join(folder, 'handover.auth'), header, { mode: 0o600 });
  const { url, stop } = await startServer({ HANDOVER_CLIENTS: clients, ...settings });
  return {
    url,
    added,
    sample,
    run,
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

function changed(lines: string, instead: Instead): string {
  return Object.entries(instead).reduce((all, [one, other]) => all.replaceAll(one, other), lines);
}

async function shell(lines: string, folder: string): Promise<string> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', lines], {
    cwd: folder,
    env: {
      HOME: folder,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      XDG_CONFIG_HOME: folder,
      XDG_RUNTIME_DIR: folder,
      HANDOVER_PASSPHRASE: 'four words of a team',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${lines}\nended with ${code}: ${said}`);
  return out;
}

/** The test of this suite, each at the server of a help desk of its own. */
export const test = base.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
  desk: async ({}, use) => {
    const desk = await startDesk();
    await use(desk);
    await desk.stop();
  },
  baseURL: async ({ desk }, use) => use(desk.url),
});
