/** Names of files, reduced to what is safe to save; the command line makes the same of attachments. */

import { HIDDEN } from './visible.ts';

// Windows refuses these whatever the extension is.
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/i;
/** Letters, and bytes: a file system takes 255 bytes, and ` (2)` may have to follow. */
const LONGEST = 120;
const MOST_BYTES = 200;

/**
 * The last part of a path, without hidden or forbidden characters, leading dots or dashes, and
 * trailing dots and blanks. Never empty.
 */
export function baseName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(HIDDEN, '_')
    .replace(/[\n<>:"|?*]/g, '_')
    .replace(/^[\s.-]+/, '');
  // Cut first: what the cut lays bare is trimmed, and looked at, too.
  const safe = shortened(trimmed(plain));
  return RESERVED.test(safe) ? `_${safe}` : safe || 'file';
}

function trimmed(name: string): string {
  let end = name.length;
  while (/[\s.]/.test(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/** Where a private key is saved: named after its host where that is a plain name; PuTTY's own kind has its own ending. */
export function keyFile(key: string, host = ''): string {
  const ending = key.startsWith('PuTTY-User-Key-File') ? 'ppk' : 'key';
  const plain = /^[A-Za-z0-9][A-Za-z0-9.-]{0,80}$/.test(host);
  return plain ? `${host}.${ending}` : `private-key.${ending}`;
}

/** Long names keep their extension. */
function shortened(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const stem = [...name.slice(0, name.length - ending.length)].slice(0, LONGEST - ending.length);
  while (bytes(stem.join('')) + ending.length > MOST_BYTES) stem.pop();
  return trimmed(stem.join('') + ending);
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
