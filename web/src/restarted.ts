import type { About } from './client.ts';

/** When the store began, if a link of today could be older than that; else null. */
export function restarted(
  server: Pick<About, 'store_since' | 'max_lifetime'> | null,
  now = Date.now(),
): string | null {
  const young = server && now - Date.parse(server.store_since) < server.max_lifetime * 1000;
  return young ? server.store_since : null;
}
