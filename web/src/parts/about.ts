/** For the pages whose form follows from what the server says of itself. */

import { useEffect, useState } from 'preact/hooks';
import type { About } from '../client.ts';
import { asked, soon } from './asked.ts';

let known: About | null = null;
const answered = asked.then((server) => {
  known = server;
  return server;
});

/** `prepare`: what the page then needs. Whatever becomes of it, the page begins. */
export function aboutSoon(prepare: (server: About) => unknown): Promise<unknown> {
  return soon(answered.then((server) => server && prepare(server)));
}

/** Null until it is known; the page works without it, the server then checks alone. */
export function useAbout(): About | null {
  const [server, set] = useState(known);
  useEffect(() => void answered.then(set), []);
  return server;
}
