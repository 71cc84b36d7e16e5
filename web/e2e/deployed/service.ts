/** Redis and two instances of the service, set up as an operator does. */

import { join } from 'node:path';
import { BINARY } from '../server.ts';
import { freePort } from '../store.ts';
import type { Authority } from './authority.ts';
import { type Instance, startInstance } from './instance.ts';
import { type Redis, startRedis } from './redis.ts';
import { run } from './shipped.ts';

export type Service = {
  redis: Redis;
  instances: [Instance, Instance];
  /** The key of a machine. */
  key: string;
  /** What stands in the environment of who looks after the first instance. */
  operator: Record<string, string>;
};

/** What has begun, in its order: to be ended, whatever happens. */
export type Started = <P extends { stop: () => Promise<void> }>(program: P) => P;

export async function startService(
  folder: string,
  authority: Authority,
  url: string,
  started: Started,
): Promise<Service> {
  const redis = started(await startRedis(join(folder, 'redis'), authority));
  const clients = join(folder, 'clients.toml');
  const key = await addClient(clients);
  const settings = {
    ...SETTINGS,
    HANDOVER_PUBLIC_URL: url,
    HANDOVER_REDIS_URL: redis.url('handover'),
    HANDOVER_CLIENTS: clients,
    SSL_CERT_FILE: authority.certificate,
  };
  const admin = { HANDOVER_ADMIN_BIND: `127.0.0.1:${await freePort()}` };
  const instances: Service['instances'] = [
    started(await startInstance({ ...settings, ...admin })),
    started(await startInstance(settings)),
  ];
  const operator = { ...settings, ...admin, HANDOVER_OPERATOR_URL: redis.url('operator') };
  return { redis, instances, key, operator };
}

/** Talkative, with the largest envelopes, and far above what a test calls; not off, for the doctor minds that. */
const SETTINGS = {
  HANDOVER_TRUSTED_PROXIES: '127.0.0.1',
  HANDOVER_REQUESTS: 'keys',
  HANDOVER_MAX_ENVELOPE: '8MiB',
  HANDOVER_RATE_CREATE: '6000/min',
  HANDOVER_RATE_OPEN: '6000/min',
  HANDOVER_LOG: 'debug',
  HANDOVER_LOG_FORMAT: 'json',
};

/** What merchants see of the machine. */
export const DISPLAY = 'Example Shop support';

async function addClient(clients: string): Promise<string> {
  const args = ['clients', '--clients', clients, 'add', 'desk', '--display', DISPLAY];
  const scope = ['--scope', 'bundles:write,requests:write', '-o', 'json'];
  const { stdout } = await run(BINARY, [...args, ...scope]);
  return String(JSON.parse(stdout).key);
}
