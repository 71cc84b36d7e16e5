/** Signs that people and programs put around a value. */

const WRAPS = ['**', '__', '*', '`', '"', "'", '«»', '“”', '<>'];

/** The value inside the marks around it, if there are any. */
export function unwrapped(text: string): { text: string; wrap: string } {
  const wrap = WRAPS.find((marks) => {
    const [open, close] = ends(marks);
    return text.length > open.length * 2 && text.startsWith(open) && text.endsWith(close);
  });
  if (!wrap) return { text, wrap: '' };
  const size = ends(wrap)[0].length;
  const inner = text.slice(size, -size);
  return { text: wrap === '«»' ? inner.trim() : inner, wrap };
}

function ends(marks: string): [string, string] {
  const [open = '', close = ''] = marks;
  return open === close || marks.length === 1 ? [marks, marks] : [open, close];
}
