/** Which addresses from a bundle may become links. */

export type Visit = { href: string; encrypted: boolean };

/** http and https only; none with a name or password inside, which makes one site look like another. */
export function visit(value: string): Visit | null {
  const address = value.trim();
  if (!/^https?:\/\/[^\s\\]+$/i.test(address)) return null;
  try {
    const url = new URL(address);
    return url.username === '' && url.password === ''
      ? { href: url.href, encrypted: url.protocol === 'https:' }
      : null;
  } catch {
    return null;
  }
}

const HOST = /^(?=.{1,80}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/** Whose access a bundle is, for a heading: the first plain host name in it, or null. */
export function subject(
  items: ReadonlyArray<{ fields: Readonly<Record<string, string>> }>,
): string | null {
  const named = items.flatMap(({ fields }) => [hostOf(fields.url), fields.domain, fields.host]);
  return named.find((host) => host !== undefined && HOST.test(host)) ?? null;
}

function hostOf(address: string | undefined): string | undefined {
  const href = visit(address ?? '')?.href;
  return href && new URL(href).hostname;
}
