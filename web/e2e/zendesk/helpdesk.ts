/** The real server with clients for a help desk, and what the people beside the agent do with it. */

import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { handover } from '../commandline.ts';
import { ITEM } from '../sealed.ts';
import { BINARY, type Server, startServer } from '../server.ts';

const run = promisify(execFile);
const PASSPHRASE = 'four words of a team';

/** API keys, by what is wrong with them. */
export type Keys = { good: string; reader: string; teamless: string; unknown: string };

export type HelpDesk = Server & {
  keys: Keys;
  /** As the merchant: gives what the request link asks for. */
  answer: (requestLink: string) => Promise<void>;
  /** As the team: opens the answer, and gives its password. */
  collect: (collectLink: string) => Promise<string>;
  /** As the operator: how the requests of a ticket stand. */
  requests: (ticket: string) => Promise<Record<string, string>[]>;
};

/** What merchants see of the client. */
export const DISPLAY = 'Example Shop support';

export async function startHelpDesk(settings: Record<string, string> = {}): Promise<HelpDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-'));
  const clients = join(folder, 'clients.toml');
  const team = join(folder, 'team.json');
  const at = { folder, passphrase: PASSPHRASE };
  await handover(['team-key', 'new', 'Support'], '', { ...at, server: '' });
  const exported = await handover(['team-key', 'export', 'Support'], '', { ...at, server: '' });
  await writeFile(team, exported);
  const add = async (name: string, ...scopesAndKeys: string[]): Promise<string> => {
    const args = ['clients', '--clients', clients, 'add', name, '--display', DISPLAY];
    const { stdout } = await run(BINARY, [...args, ...scopesAndKeys, '-o', 'json']);
    return String(JSON.parse(stdout).key);
  };
  const both = ['--scope', 'requests:write,requests:read'];
  const good = await add('zendesk', ...both, '--team-key', team);
  const reader = await add('reader', '--scope', 'requests:read', '--team-key', team);
  const teamless = await add('teamless', ...both);
  const elsewhere = join(folder, 'other.toml');
  const unknown = await run(BINARY, [
    ...['clients', '--clients', elsewhere, 'add', 'other', '--display', DISPLAY],
    ...['--scope', 'requests:read', '-o', 'json'],
  ]).then(({ stdout }) => String(JSON.parse(stdout).key));
  const server = await startServer({ HANDOVER_CLIENTS: clients, ...settings });
  const terminal = { ...at, server: server.url };
  return {
    ...server,
    keys: { good, reader, teamless, unknown },
    answer: async (link) => {
      const items = JSON.stringify({ items: [ITEM] });
      const how = ['--json', '-', '--absent', 'ftp', '-o', 'json'];
      await handover(['answer', link, ...how], items, terminal);
    },
    collect: async (link) => {
      const opened = await handover(['collect', '-', '--yes', '-o', 'json'], link, terminal);
      return JSON.parse(opened).items[0].fields.password;
    },
    requests: async (ticket) => {
      const headers = { authorization: `Bearer ${good}` };
      const path = `${server.url}/api/v1/requests?reference=${ticket}`;
      const { requests } = await (await fetch(path, { headers })).json();
      return requests;
    },
  };
}
