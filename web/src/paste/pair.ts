/** `Label: value`, and several of them on one line. */

import { type Parts, readAddress } from './address.ts';
import { holdsLabel, parted } from './label.ts';
import type { Line } from './line.ts';
import type { Meaning } from './meaning.ts';
import { ASIDE, BREAK, found, joined, type Reading } from './reading.ts';
import { given, hostAndPort, isHost, isSecret, isUrl, readValue, unsure } from './value.ts';
import type { Context, FieldName } from './vocabulary.ts';
import { unwrapped } from './wrap.ts';

export function readPairs(line: Line, heading: Context | null = null): Reading | null {
  const isRow = line.trimmed.startsWith('|');
  const row = isRow ? line.trimmed.replace(/^\|\s?|\s*\|$/g, '') : line.text;
  const one = isRow ? parted(row) : line.labelled();
  if (!one) return null;
  if (!holdsLabel(one.value)) return readPair(one.said, one.value, heading);
  const { field, context } = one.said;
  const all = inline(row, heading);
  return all ?? (field ? found({ context, values: [unsure(field)], whole: false }) : BREAK);
}

const BETWEEN = / [|/–-] |[;,] |\t+| {2,}/;

/** Several pairs on one line, each value one word. Such a line stays text as well. */
function inline(line: string, heading: Context | null): Reading | null {
  const pieces = line.length > 400 ? [] : line.split(BETWEEN);
  if (pieces.length < 2 || pieces.length > 8) return null;
  const all = pieces.map((piece) => {
    const one = parted(piece);
    return one && !holdsLabel(one.value) ? readPair(one.said, one.value.trim(), heading) : null;
  });
  const isPlain = all.every(
    (one) => one?.is === 'values' && one.values.every(({ text }) => !/[\s,;]/.test(text)),
  );
  return isPlain ? joined(all, false) : null;
}

export function readPair(said: Meaning, raw: string, heading: Context | null): Reading | null {
  const { context, marks } = said;
  if (said.unclear) return BREAK;
  const { text } = unwrapped(raw.trim());
  if (said.isName && heading === 'database' && isDatabaseName(text)) {
    return found({ values: [given('name', text)] });
  }
  if (said.field === 'aside') return ASIDE;
  const address = said.field && isSecret(said.field) ? null : readAddress(text);
  if (address) return agrees(context, address) ? found(address) : BREAK;
  const field = fieldFor(said, text);
  if (text === '' && !(field && isSecret(field))) return null;
  if (!field) return context ? BREAK : ASIDE;
  const both = field === 'host' && hostAndPort(text, isHost);
  if (both) return found({ context, marks, values: both });
  const value = text === '' ? null : readValue(field, raw);
  if (!value) return ASIDE;
  return found({ context, marks, values: [value], whole: value.whole && value.state === 'given' });
}

function agrees(context: Context | null, { context: other }: Parts): boolean {
  return context === null || context === other;
}

/** The field that a label and the shape of its value name together: 'FTP: ftp.shop.example'. */
function fieldFor({ field, context, marks }: Meaning, text: string): FieldName | null {
  const isLink = /^https?:\/\/|\//.test(text) && isUrl(text);
  const atUrl = context === 'panel' || context === 'backoffice' || context === 'domain';
  if (marks.includes('pma') && isLink && field !== 'password') return 'admin_url';
  if (field === 'address') return isLink || atUrl ? 'url' : 'host';
  if (field) return field;
  if (atUrl) return isUrl(text) ? 'url' : null;
  if (context === 'ftp') return isHost(text.replace(/:\d+$/, '')) ? 'host' : null;
  const isName = context === 'database' && !marks.includes('pma') && !marks.includes('engine');
  return isName && isDatabaseName(text) ? 'name' : null;
}

/** 'Base de données : incluse' is not one. */
function isDatabaseName(text: string): boolean {
  const said = /^(?:\d+|mysql|mariadb|innodb|oui|yes|non|no|inclu.*|acti.*|illimit.*|unlimited)$/i;
  return /^[\w$-]+$/.test(text) && !said.test(text);
}
