/** Who is called by webhooks: takes everything. */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from './commandline.ts';

/** The first line of a call, its headers, and the body as it came. */
export type Received = { head: string; headers: IncomingHttpHeaders; body: string };

export type Receiver = { url: string; first: Promise<Received>; stop: () => Promise<void> };

/** On a free loopback port. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer();
  const first = new Promise<Received>((resolve) =>
    server.on('request', async (request, response) => {
      const { method, url, httpVersion, headers } = request;
      const body = await text(request);
      response.writeHead(204).end();
      resolve({ head: `${method} ${url} HTTP/${httpVersion}`, headers, body });
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, first, stop };
}
