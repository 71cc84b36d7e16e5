import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meaning } from '../../src/paste/meaning.ts';
import { sort } from '../../src/paste/sort.ts';

type Expected = { items: Array<{ kind: string; fields: Record<string, string> }>; rest: string[] };

const FOLDER = new URL('./pastes/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const files = readdirSync(FOLDER);
const names = files.filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -4));

test('every paste has its expectation, and every expectation its paste', () => {
  const expected = files.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
  expect(expected).toEqual(names);
  expect(names.length).toBeGreaterThanOrEqual(40);
});

describe.each(names)('%s', (name) => {
  const text = read(`${name}.txt`);
  const pasted = sort(text);

  test('is sorted as expected', () => {
    const { items, rest }: Expected = JSON.parse(read(`${name}.json`));
    const typed = pasted.filter(({ kind }) => kind !== 'other');
    expect(typed.map(({ kind, fields }) => ({ kind, fields }))).toEqual(items);
    const others = pasted.filter(({ kind }) => kind === 'other');
    expect(others.map(({ fields }) => fields.secret?.split('\n'))).toEqual(
      rest.length === 0 ? [] : [rest],
    );
  });

  test('is sorted the same with the line ends of Windows', () => {
    expect(sort(text.replace(/\n/g, '\r\n'))).toEqual(pasted);
  });

  test('names the lines that each item was taken from', () => {
    const lines = text.split('\n');
    for (const { source } of pasted) {
      for (const line of source.split('\n'))
        expect(lines.map((one) => one.trimEnd())).toContain(line.trimEnd());
    }
  });

  test('loses no line: what is not in the rest is values and labels', () => {
    const rest = new Set(
      pasted.filter(({ kind }) => kind === 'other').flatMap(({ source }) => source.split('\n')),
    );
    for (const line of text.split('\n')) {
      if (rest.has(line) || rest.has(line.trimEnd())) continue;
      // Its own item must say it: another account can have the same value.
      const own = pasted.filter(({ source }) => source.split('\n').includes(line));
      const values = own.flatMap(({ fields }) => Object.values(fields));
      expect(left(line, values)).toBe('');
    }
  });
});

/** What the notations of files and addresses are made of. */
const SYNTAX =
  /\b(?:https?|sftp|ftp|define|encoding="base64"|PS_DOMAIN|PS_FOLDER_ADMIN|PS_ENABLE_SSL.*)|\s-[hpPu](?=\s)/g;

/** What a line says beside the values that were taken from it and the words of labels. */
function left(line: string, values: readonly string[]): string {
  const shown = [...values, ...values.flatMap(notations)].flatMap((value) => value.split('\n'));
  const longestFirst = shown.filter((value) => value !== '').sort((a, b) => b.length - a.length);
  const others = longestFirst.reduce((text, value) => text.replaceAll(value, ' '), inPlain(line));
  const words = others.replace(SYNTAX, ' ');
  return !/[\p{L}\p{N}]/u.test(words) || meaning(words)?.whole ? '' : words;
}

/** Undoes what JSON and FileZilla write instead of a sign or a word. */
function inPlain(line: string): string {
  return line
    .replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\/', '/')
    .replace('<Protocol>0<', '<Protocol>ftp<')
    .replace('<Protocol>1<', '<Protocol>sftp<');
}

/** A value as files and addresses write it. */
function notations(value: string): string[] {
  const base64 = Buffer.from(value, 'utf8').toString('base64');
  const escaped = value.replace(/["\\$]/g, '\\$&');
  return [
    base64,
    encodeURIComponent(value),
    escaped,
    ...value.split(/[/:]+/),
    value.replace(/['\\]/g, '\\$&'),
    JSON.stringify(value).slice(1, -1),
  ];
}
