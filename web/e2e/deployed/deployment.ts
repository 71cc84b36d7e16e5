/** The real thing on this machine: Redis, two instances, and a proxy in front of them. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../store.ts';
import { type Authority, makeAuthority } from './authority.ts';
import { startCaddy } from './caddy.ts';
import { type Callers, callers } from './callers.ts';
import type { Instance } from './instance.ts';
import { startNginx } from './nginx.ts';
import type { ReverseProxy } from './reverseproxy.ts';
import { Secrets } from './secrets.ts';
import { type Service, type Started, startService } from './service.ts';

const PROXIES = { nginx: startNginx, caddy: startCaddy };
export type ProxyName = keyof typeof PROXIES;

export type Deployment = Callers & {
  /** Where people come: below a path. */
  url: string;
  /** The same, at the root. */
  root: string;
  proxy: ReverseProxy;
  instances: [Instance, Instance];
  /** The key of a machine. */
  key: string;
  /** Where a browser believes the authority. */
  home: string;
  /** All that went through it and that no log may have. */
  secrets: Secrets;
  /** Another proxy of the same sort, in front of nobody. */
  deserted: (log: 'shipped' | 'usual') => Promise<ReverseProxy & { url: string }>;
  logs: () => Promise<Record<string, string>>;
  /** Ends every program; the logs stay. */
  stop: () => Promise<void>;
  remove: () => Promise<void>;
};

/** All or nothing: what has begun when something fails is ended. */
export async function deploy(name: ProxyName): Promise<Deployment> {
  const running: { stop: () => Promise<void> }[] = [];
  const stop = async () => {
    for (const program of running.toReversed()) await program.stop();
  };
  const started: Started = (program) => {
    running.push(program);
    return program;
  };
  const folder = await mkdtemp(join(tmpdir(), 'handover-deployed-'));
  const remove = () => rm(folder, { recursive: true });
  try {
    return { ...(await begin(name, folder, started)), stop, remove };
  } catch (error) {
    await stop();
    await remove();
    throw error;
  }
}

async function begin(
  name: ProxyName,
  folder: string,
  started: Started,
): Promise<Omit<Deployment, 'stop' | 'remove'>> {
  const authority = await newAuthority(folder);
  const { certificate, home } = authority;
  const port = await freePort();
  const root = `https://localhost:${port}`;
  const url = `${root}/handover`;
  const service = await startService(folder, authority, url, started);
  const { instances, key, operator } = service;
  const addresses = [instances[0].address, instances[1].address] as const;
  const site = { port, instances: addresses, log: 'shipped' } as const;
  const proxy = started(await PROXIES[name](join(folder, name), authority, site));
  return {
    ...callers({ url, folder, certificate, key, operator }),
    url,
    root,
    proxy,
    instances,
    key,
    home,
    secrets: new Secrets(),
    deserted: (log) => startDeserted(name, join(folder, log), authority, log),
    logs: () => logsOf(proxy, service),
  };
}

async function newAuthority(folder: string): Promise<Authority> {
  const made = join(folder, 'authority');
  await mkdir(made);
  return makeAuthority(made);
}

async function startDeserted(
  name: ProxyName,
  folder: string,
  authority: Authority,
  log: 'shipped' | 'usual',
): Promise<ReverseProxy & { url: string }> {
  const instances = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`] as const;
  const port = await freePort();
  const proxy = await PROXIES[name](folder, authority, { port, instances, log });
  return { ...proxy, url: `https://localhost:${port}` };
}

async function logsOf(proxy: ReverseProxy, service: Service): Promise<Record<string, string>> {
  const { redis, instances } = service;
  return {
    ...(await proxy.logs()),
    'the first instance': instances[0].said(),
    'the second instance': instances[1].said(),
    Redis: redis.said(),
  };
}
