import type { About } from './client.ts';

/**
 * When the store began, if what lived from `created` to `expires` was in the one before it and went
 * with that; else null.
 */
export function emptied(
  since: About['store_since'] | null | undefined,
  { created, expires }: { created: string; expires: string },
): string | null {
  if (!since) return null;
  const at = Date.parse(since);
  return Date.parse(created) < at && at < Date.parse(expires) ? since : null;
}
