/** The page's origin and path prefix, without a slash at the end: a sub-path behind a proxy needs no configuration. */
export function baseUrl(): string {
  return new URL('.', location.href).href.replace(/\/$/, '');
}
