// tests/vectors/injection.json: what strangers type, and what may come of it; its README says what
// the members mean. The command line runs the same names and texts.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/command.ts';
import { baseName } from '../src/filename.ts';
import { asCsv, type Labels } from '../src/save.ts';
import { visibleLine } from '../src/visible.ts';
import { visit } from '../src/visit.ts';
import { readVectors } from './protocol/hex.ts';

/** A text, or a rule for a long one. */
type Text = string | { head?: string; unit: string; count: number; tail: string };
type Case = { name: string; text: Text; expect: Text };

type Corpus = {
  commands: { name: string; kind: string; fields: Record<string, Text>; expect: string[] }[];
  links: { name: string; text: string; expect: string | null; encrypted?: boolean }[];
  cells: Case[];
  names: Case[];
  texts: Case[];
  hidden: string[];
};

const corpus = readVectors<Corpus>('injection.json');

function whole(text: Text): string {
  if (typeof text === 'string') return text;
  return (text.head ?? '') + text.unit.repeat(text.count) + text.tail;
}

/** Signs that mean something to somebody, and a few that do not. */
const hostile = fc.string({
  unit: fc.constantFrom(...'=+-@;,|(!#[]"\'\t\r\n  \0a1\u200b\u202e\uff1d\uff08'),
  maxLength: 24,
});

describe('command lines', () => {
  test.each(corpus.commands)('$name', ({ kind, fields, expect: lines }) => {
    const typed = Object.entries(fields).map(([id, text]) => [id, whole(text)]);
    expect(commands(kind, Object.fromEntries(typed)).map(({ line }) => line)).toEqual(lines);
  });
});

describe('links', () => {
  test.each(corpus.links)('$name', ({ text, expect: href, encrypted }) => {
    expect(visit(text)).toEqual(href === null ? null : { href, encrypted });
  });

  test('whatever is typed, a link is http or https, without a name in front', () => {
    const part = fc.constantFrom(
      ...['https:', 'http:', 'javascript:', '/', '//', '\\', '@', ':', '#', '?', '%40', '\t', '\n'],
      ...['s.example', 'evil.example', '[', ']', '\u0000', '\u202e', '\u3002', ' ', '"', '<b>'],
    );
    const tail = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    const start = fc.constantFrom('', 'https://', 'https://s.example');
    fc.assert(
      fc.property(start, tail, (head, rest) => {
        const link = visit(head + rest);
        if (link === null) return;
        const url = new URL(link.href);
        expect(['http:', 'https:']).toContain(url.protocol);
        expect(link).toEqual({ href: url.href, encrypted: url.protocol === 'https:' });
        expect([url.username, url.password]).toEqual(['', '']);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('cells of the CSV', () => {
  const LABELS: Labels = { kind: (kind) => kind, field: (_, field) => field, note: 'note' };
  const csv = (text: string, note = '') =>
    asCsv([{ kind: text, fields: { url: text, username: text, password: text }, note }], LABELS);
  const read = (text: string): string[][] => parse(text, { recordDelimiter: '\r\n' });

  test.each(corpus.cells)('$name', ({ text, expect: cell }) => {
    const { text: file, guarded } = csv(whole(text));
    const wanted = whole(cell);
    expect(read(file)).toEqual([
      ['Group', 'Title', 'Username', 'Password', 'URL', 'Notes'],
      ['Handover', wanted, wanted, wanted, wanted, ''],
    ]);
    expect(guarded).toBe(wanted !== whole(text));
  });

  test('whatever is typed, no cell is a formula and nothing but the guard is added', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [, row = []] = read(csv(text).text);
        expect(row).toHaveLength(6);
        for (const cell of row.slice(1, 5)) {
          expect(cell).not.toMatch(/^[\s\p{C}]*[=+\-@\uff1d]|^[\t\r\n]/u);
          expect(cell.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('nor where a spreadsheet splits at semicolons, and reads no quotes after the first cell', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const cell of csv(text, text).text.split(/[;\r\n]/)) {
          expect(cell.replace(/^[\s\p{C}"]+/u, '')).not.toMatch(/^[=+\-@\uff1d].*[(|!#[\uff08]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('file names', () => {
  test.each(corpus.names)('$name', ({ text, expect: safe }) => {
    expect(baseName(whole(text))).toBe(whole(safe));
  });

  test('whatever the name, what comes out is one, and stays itself', () => {
    const part = fc.constantFrom(
      ...['.', '-', '/', '\\', ':', ' ', '\0', '\u202e', 'con', 'é', 'x'],
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        (name) => {
          const safe = baseName(name);
          expect(safe).toMatch(/^[^./\\:\s-]/);
          expect(safe).not.toMatch(/[/\\:\p{C}]|[\s.]$/u);
          expect(new TextEncoder().encode(safe).length).toBeLessThan(250);
          expect(baseName(safe)).toBe(safe);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('text that is shown', () => {
  test.each(corpus.texts)('$name', ({ text, expect: shown }) => {
    expect(visibleLine(whole(text))).toBe(whole(shown));
  });

  test('what is hidden is the list of the corpus, and unpaired surrogates', () => {
    const ranges: string[] = [];
    let first: number | null = null;
    for (let code = 0; code <= 0x11_0000; code++) {
      const hides = code < 0x11_0000 && isHidden(code);
      if (hides && first === null) first = code;
      if (hides || first === null) continue;
      ranges.push(first === code - 1 ? hex(first) : `${hex(first)}-${hex(code - 1)}`);
      first = null;
    }
    expect(ranges.filter((range) => range !== 'd800-dfff')).toEqual(corpus.hidden);
    expect(ranges).toContain('d800-dfff');
  });

  const hex = (code: number) => code.toString(16);
  function isHidden(code: number): boolean {
    const character = String.fromCodePoint(code);
    return character !== '\n' && visibleLine(character) !== character;
  }
});
