/** Signs that people and programs put around a value. */

const WRAPS = ['**', '__', '*', '`', '"', "'", '«»', '“”', '<>'].map((wrap) => {
  const [open = '', close = ''] = wrap;
  return open === close || wrap.length === 1
    ? { wrap, open: wrap, close: wrap }
    : { wrap, open, close };
});

/** The value inside the marks around it, if there are any. */
export function unwrapped(text: string): { text: string; wrap: string } {
  const found = WRAPS.find(
    ({ open, close }) =>
      text.length > open.length * 2 && text.startsWith(open) && text.endsWith(close),
  );
  if (!found) return { text, wrap: '' };
  const inner = text.slice(found.open.length, -found.open.length);
  return { text: found.wrap === '«»' ? inner.trim() : inner, wrap: found.wrap };
}
