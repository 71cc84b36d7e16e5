/** Redis on the profile `durable`, with its users and TLS, set up as deploy/redis/README.md says. */

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../store.ts';
import type { Authority } from './authority.ts';
import { type Child, start } from './child.ts';
import { deploy, filled, run, shipped, uncommented } from './shipped.ts';

export type Redis = Child & { url: (user: string) => string };

export async function startRedis(folder: string, authority: Authority): Promise<Redis> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const users = join(folder, 'users.acl');
  await copyFile(deploy('redis/users.acl'), users);
  const passwords = await fillUsers(folder);
  const port = await freePort();
  const { certificate, key } = await authority.vouch('redis');
  const text = uncommented(await shipped('redis/durable.conf'), '# port 0', '# tls-cluster yes');
  const file = join(folder, 'redis.conf');
  const places = [
    ['/etc/redis/users.acl', users],
    ['tls-port 6379', `tls-port ${port}`],
    ['/etc/redis/tls/redis.crt', certificate],
    ['/etc/redis/tls/redis.key', key],
    ['/etc/redis/tls/ca.crt', authority.certificate],
    ['bind 127.0.0.1 -::1', 'bind 127.0.0.1'],
  ] as const;
  await writeFile(file, filled(text, places));
  // What it says at its most talkative, so that nothing stays unsaid that some operator would log.
  const talk = ['--loglevel', 'debug', '--dir', data];
  const child = await start('redis-server', [file, ...talk], { ready: /Ready to accept/ });
  const url = (user: string) => `rediss://${user}:${passwords.get(user)}@127.0.0.1:${port}/`;
  return { ...child, url };
}

/** Runs what the page says, where it is said. */
async function fillUsers(folder: string): Promise<Map<string, string>> {
  const page = await shipped('redis/README.md');
  const [, , said = ''] = /^## Users$(.*?)^```sh$(.*?)^```$/ms.exec(page) ?? [];
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', said], { cwd: folder });
  const pairs = stdout.trim().split('\n');
  return new Map(pairs.map((pair) => pair.split(' ') as [string, string]));
}
