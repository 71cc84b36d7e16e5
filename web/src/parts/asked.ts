/** What the server says of itself: asked at once, while the words are on their way. */

import { type About, about } from '../client.ts';

/** Null where it does not say. */
export const asked: Promise<About | null> = about().catch(() => null);

/** Milliseconds that a page waits for it, so that nothing changes under a hand. */
const SOON = 1000;

/** Whatever becomes of this work, the page begins. */
export function soon(work: Promise<unknown>): Promise<unknown> {
  const late = new Promise((resolve) => setTimeout(resolve, SOON));
  return Promise.race([work.catch(() => {}), late]);
}
