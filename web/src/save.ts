/** A bundle as JSON, text or KeePass CSV; made in this browser. Pure: labels come from the caller, the file from `parts/download`. */

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
 * KeePass's columns, RFC 4180 quoting. A cell that a spreadsheet would run as a formula gets a `'` in
 * front (OWASP, CSV injection); `guarded` says that this happened, as the copied value then differs.
 */
export function asCsv(items: readonly Item[], labels: Labels): Csv {
  const rows = items.map((item) => cells(item, labels));
  const guarded = rows.flat().some(isFormula);
  const text = [['Group', 'Title', 'Username', 'Password', 'URL', 'Notes'], ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
  return { text, guarded };
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

function isFormula(text: string): boolean {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text);
}

function cell(text: string): string {
  return `"${(isFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
