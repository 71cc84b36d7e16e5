/** What the server says of itself: asked at once, while the words are on their way. */

import { useEffect, useState } from 'preact/hooks';
import { type About, about } from '../client.ts';

let known: About | null = null;

const asked = about().then(
  (server) => {
    known = server;
    return server;
  },
  () => null,
);

/** Milliseconds that a page waits for it, so that its form does not change under a hand. */
const SOON = 1000;

/** `prepare`: what the page then needs. Whatever becomes of it, the page begins. */
export function aboutSoon(prepare: (server: About) => unknown): Promise<unknown> {
  const prepared = asked.then((server) => server && prepare(server));
  const late = new Promise((resolve) => setTimeout(resolve, SOON));
  return Promise.race([prepared.catch(() => {}), late]);
}

/** Null until it is known; the page works without it, the server then checks alone. */
export function useAbout(): About | null {
  const [server, set] = useState(known);
  useEffect(() => void asked.then(set), []);
  return server;
}
