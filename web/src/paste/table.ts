/** Tables with a row of labels on top: columns between bars or tabs. */

import { bare, type Found } from './lines.ts';
import { isHostName, readValue, type Value } from './value.ts';
import { type Context, type Meaning, meaning } from './vocabulary.ts';

type Row = Found & { line: number };
type Table = { rows: Row[]; height: number; whole: boolean };

export function readTable(lines: readonly string[], at: number): Table | null {
  const head = cells(lines[at] ?? '');
  if (head.length < 3) return null;
  const columns = head.map(meaning);
  const fields = columns.flatMap((column) => column?.field ?? []);
  if (
    !fields.includes('password') ||
    new Set(fields).size < 3 ||
    fields.length > new Set(fields).size
  )
    return null;
  const rows: Row[] = [];
  let below = at + 1;
  for (; below < lines.length; below += 1) {
    const line = lines[below] ?? '';
    if (/^[\s>|:+=-]*-[\s>|:+=-]*$/.test(line.slice(0, 400))) continue;
    const row = cells(line);
    if (row.length !== head.length) break;
    const read = readRow(columns, row);
    if (read) rows.push({ ...read, line: below - at });
  }
  if (below === at + 1) return null;
  const whole = columns.every((column) => column?.whole === true);
  return { rows, height: below - at, whole };
}

function cells(line: string): string[] {
  const text = bare(line).slice(0, 2000);
  if (text.includes('|')) {
    return text
      .trim()
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => cell.trim());
  }
  return text.includes('\t') ? text.split('\t') : [];
}

function readRow(columns: ReadonlyArray<Meaning | null>, row: readonly string[]): Found | null {
  const values: Value[] = [];
  const said: Meaning[] = [];
  let whole = true;
  for (const [index, text] of row.entries()) {
    const column = columns[index];
    const field = column?.field === 'address' ? addressed(text) : column?.field;
    const value = field && field !== 'aside' ? readValue(field, text) : null;
    const about = meaning(text);
    if (value) values.push(value);
    else if (!field && about?.whole && !about.unclear) said.push(about);
    else if (text.trim() !== '') whole = false;
    if (value && (!value.whole || value.state !== 'given')) whole = false;
  }
  const contexts = new Set([...columns, ...said].flatMap((part) => part?.context ?? []));
  if (contexts.size > 1 || values.length === 0) return null;
  const context: Context | null = [...contexts][0] ?? null;
  const marks = [...columns, ...said].flatMap((part) => part?.marks ?? []);
  return { is: 'values', context, marks, values, whole, code: false, height: 1 };
}

function addressed(text: string): 'host' | 'url' {
  return isHostName(text.trim()) ? 'host' : 'url';
}
