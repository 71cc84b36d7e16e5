/** One `handover serve` behind the proxy, which ends and comes back at the same address. */

import { startServer } from '../server.ts';
import { freePort } from '../store.ts';

export type Instance = {
  /** `host:port`. */
  address: string;
  url: string;
  said: () => string;
  stop: () => Promise<void>;
  run: () => Promise<void>;
};

export async function startInstance(settings: Record<string, string>): Promise<Instance> {
  // While it is away nobody else gets this one.
  const address = `127.0.0.1:${await freePort()}`;
  const bound = { ...settings, HANDOVER_BIND: address };
  let server = await startServer(bound);
  const before: string[] = [];
  const { url } = server;
  return {
    address,
    url,
    said: () => [...before, ...server.said].join('\n'),
    stop: () => server.stop(),
    run: async () => {
      before.push(...server.said);
      server = await startServer(bound);
    },
  };
}
