/** The files of `deploy/` as an operator sets them up: a few places filled in, all else as it stands there. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

export const deploy = (name: string): string =>
  fileURLToPath(new URL(`../../../deploy/${name}`, import.meta.url));

export const shipped = (name: string): Promise<string> => readFile(deploy(name), 'utf8');

/** The text with each first in the place of its second. What is not there any more is a failure. */
export function filled(text: string, places: readonly (readonly [string, string])[]): string {
  return places.reduce((all, [place, value]) => {
    if (!all.includes(place)) throw new Error(`the file has no ${place}`);
    return all.replaceAll(place, value);
  }, text);
}

/** The text with its lines from the one that has `first` to the one that has `last` uncommented. */
export function uncommented(text: string, first: string, last: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.includes(first));
  const to = lines.findIndex((line, at) => at >= from && line.includes(last));
  if (from < 0 || to < 0) throw new Error(`the file has no ${first} … ${last}`);
  return lines
    .map((line, at) => (at < from || at > to ? line : line.replace(/^(\s*)# ?/, '$1')))
    .join('\n');
}
