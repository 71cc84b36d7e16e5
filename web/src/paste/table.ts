/** Tables with a row of labels on top: columns between bars or tabs. */

import type { Line, Lines } from './line.ts';
import { type Meaning, meaning } from './meaning.ts';
import { type Found, found } from './reading.ts';
import { isHostName, readValue, type Value } from './value.ts';
import type { FieldName } from './vocabulary.ts';

/** `line` counts from the row of labels, which is `whole` where all its words are known. */
export type Table = { rows: Array<{ found: Found; line: number }>; height: number; whole: boolean };

export function readTable(lines: Lines, at: number): Table | null {
  const columns = headed(cells(lines.at(at)));
  if (!columns) return null;
  const rows: Table['rows'] = [];
  let height = 1;
  for (; at + height < lines.length; height += 1) {
    const line = lines.at(at + height);
    if (/^[\s>|:+=-]*-[\s>|:+=-]*$/.test(line.text.slice(0, 400))) continue;
    const row = cells(line);
    if (row.length !== columns.length) break;
    const read = readRow(columns, row);
    if (read) rows.push({ found: read, line: height });
  }
  return height === 1 ? null : { rows, height, whole: columns.every((column) => column?.whole) };
}

type Column = Meaning | null;

/** A row of labels names a password and two fields more, each once. */
function headed(head: readonly string[]): Column[] | null {
  if (head.length < 3) return null;
  const columns = head.map(meaning);
  const fields = columns.flatMap((column) => column?.field ?? []);
  const different = new Set(fields);
  const isHead = different.has('password') && different.size > 2;
  return isHead && fields.length === different.size ? columns : null;
}

function cells({ text, trimmed }: Line): string[] {
  if (text.length > 2000) return [];
  if (!text.includes('|')) return text.includes('\t') ? text.split('\t') : [];
  const row = trimmed.replace(/^\||\|$/g, '').split('|');
  return row.map((cell) => cell.trim());
}

function readRow(columns: readonly Column[], row: readonly string[]): Found | null {
  const values: Value[] = [];
  const said: Column[] = [...columns];
  let whole = true;
  for (const [index, text] of row.entries()) {
    const field = fieldOf(columns[index] ?? null, text);
    const value = field && readValue(field, text);
    const about = meaning(text);
    if (value) values.push(value);
    else if (!columns[index]?.field && about?.whole && !about.unclear) said.push(about);
    else whole &&= text.trim() === '';
    whole &&= !value || (value.whole && value.state === 'given');
  }
  const contexts = new Set(said.flatMap((part) => part?.context ?? []));
  if (contexts.size > 1 || values.length === 0) return null;
  const marks = said.flatMap((part) => part?.marks ?? []);
  return found({ context: [...contexts][0] ?? null, marks, values, whole });
}

function fieldOf(column: Column, text: string): FieldName | null {
  if (column?.field === 'address') return isHostName(text.trim()) ? 'host' : 'url';
  return column?.field ?? null;
}
