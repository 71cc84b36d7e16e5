/** Names of attachments, reduced to what is safe to save. */

import { visibleLine } from './visible.ts';

// Windows refuses these whatever the extension is.
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const LONGEST = 120;

/** The last part of a path, without hidden or forbidden characters, leading dots or trailing dots and blanks. Never empty. */
export function baseName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = visibleLine(last)
    .replace(/[<>:"|?*\\]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const safe = RESERVED.test(plain) ? `_${plain}` : plain;
  return shortened(safe) || 'file';
}

/** Long names keep their extension. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, LONGEST - ending.length).join('') + ending;
}
