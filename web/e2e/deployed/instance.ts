/** One `handover serve` behind the proxy, which ends and comes back at the same address. */

import { startServer } from '../server.ts';

export type Instance = {
  /** `host:port`. */
  address: string;
  url: string;
  said: () => string;
  stop: () => Promise<void>;
  run: () => Promise<void>;
};

export async function startInstance(settings: Record<string, string>): Promise<Instance> {
  let server = await startServer(settings);
  const before: string[] = [];
  const { url } = server;
  const address = new URL(url).host;
  return {
    address,
    url,
    said: () => [...before, ...server.said].join('\n'),
    stop: () => server.stop(),
    run: async () => {
      before.push(...server.said);
      server = await startServer({ ...settings, HANDOVER_BIND: address });
    },
  };
}
