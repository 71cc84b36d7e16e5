/** A bundle as JSON, text or KeePass CSV, a key as a file; made in this browser. Pure: labels come from the caller, the file from `parts/download`. */

import type { Item } from './protocol/bundle.ts';

/** How a kind and a field are called in the reader's language. */
export type Labels = {
  kind: (kind: string) => string;
  field: (kind: string, field: string) => string;
  note: string;
};

/** The shape that `handover open -o json` prints, without the files' bytes. */
export function asJson(
  items: readonly Item[],
  files: readonly { name: string; type: string; size: number }[],
  lang: string,
): string {
  return `${JSON.stringify({ items, files, lang }, null, 2)}\n`;
}

export function asText(items: readonly Item[], labels: Labels): string {
  return items
    .map((item) => [labels.kind(item.kind), ...lines(item, labels)].join('\n'))
    .join('\n\n')
    .concat('\n');
}

function lines(item: Item, labels: Labels): string[] {
  const fields = Object.entries(item.fields).map(([id, value]) =>
    line(labels.field(item.kind, id), value),
  );
  return item.note ? [...fields, line(labels.note, item.note)] : fields;
}

function line(label: string, value: string): string {
  return value.includes('\n') ? `${label}:\n${value}` : `${label}: ${value}`;
}

export type Csv = { text: string; guarded: boolean };

/**
 * KeePass's columns, RFC 4180 quoting. What a spreadsheet would run as a formula gets a `'` in front
 * (OWASP, CSV injection); `guarded` says that this happened, as the copied value then differs.
 */
export function asCsv(items: readonly Item[], labels: Labels): Csv {
  const rows = items.map((item) => cells(item, labels));
  const safe = rows.map(guarded);
  const text = [['Group', 'Title', 'Username', 'Password', 'URL', 'Notes'], ...safe]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
  return { text, guarded: safe.flat().join() !== rows.flat().join() };
}

function cells(item: Item, labels: Labels): string[] {
  const { username, email, password, secret, url, admin_url, host, ...rest } = item.fields;
  const others = {
    ...rest,
    ...(username && email ? { email } : {}),
    ...(url && host ? { host } : {}),
    ...(password && secret ? { secret } : {}),
  };
  const notes = lines(
    { ...item, fields: { ...others, ...(url && admin_url ? { admin_url } : {}) } },
    labels,
  ).join('\n');
  return [
    'Handover',
    labels.kind(item.kind),
    username ?? email ?? '',
    password ?? secret ?? '',
    url ?? admin_url ?? host ?? '',
    notes,
  ];
}

const SIGN = '[=+\\-−@＝＋－＠﹢﹣﹦﹫]';
// Also behind what a spreadsheet may skip.
const FORMULA = new RegExp(`^(?:[\\t\\r\\n]|[\\s\\p{C}]*${SIGN})`, 'u');
// A spreadsheet that splits at `;`, as in France, reads no quotes behind the first cell and begins
// others inside ours. There only what calls or refers counts, as lines of a key may begin with `+`;
// and what runs on into the next cell.
const inner = (end: string) =>
  new RegExp(
    `([;\\r\\n])(?=(?:(?![;\\r\\n])[\\s\\p{C}"])*${SIGN}[^;\\r\\n]*(?:[(|!#[（｜！＃［]${end}))`,
    'gu',
  );
const INNER = inner('|$');
const INNER_LAST = inner('');

function guarded(row: readonly string[]): string[] {
  return row.map((text, at) => {
    const rest = text.replace(at === row.length - 1 ? INNER_LAST : INNER, "$1'");
    return FORMULA.test(text) ? `'${rest}` : rest;
  });
}

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A private key as OpenSSH reads it: it refuses one whose last line has no end, as it is often pasted. */
export function asKey(key: string): string {
  return key.endsWith('\n') ? key : `${key}\n`;
}
