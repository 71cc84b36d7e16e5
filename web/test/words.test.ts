import { describe, expect, test } from 'vitest';
import { fieldLabel } from '../src/labels.ts';
import { isKind, KINDS } from '../src/protocol/kind.ts';
import * as enKinds from '../src/words/en/kinds.ts';
import * as frKinds from '../src/words/fr/kinds.ts';

const FILES = import.meta.glob<Record<string, unknown>>('../src/words/*/*.ts', { eager: true });

type Said = [where: string, text: string];

/** Every text of a module; functions are asked with plain arguments. */
function texts(value: unknown, where: string): Said[] {
  if (typeof value === 'string') return [[where, value]];
  if (typeof value === 'function') return [[where, String(value(2, 'x', true))]];
  return Object.entries(value ?? {}).flatMap(([key, part]) => texts(part, `${where}.${key}`));
}

const said = (lang: string) =>
  Object.entries(FILES)
    .filter(([path]) => path.includes(`/words/${lang}/`))
    .flatMap(([path, module]) => texts({ ...module }, path.replace(/.*\/words\/../, '')));

describe('words', () => {
  test('every kind and field has a name in both languages', () => {
    for (const words of [enKinds, frKinds]) {
      for (const kind of Object.keys(KINDS).filter(isKind)) {
        expect(words.kinds[kind]).toBeTruthy();
        for (const { id } of KINDS[kind]) {
          expect([kind, id, fieldLabel(words, kind, id)]).not.toContain(undefined);
          expect(fieldLabel(words, kind, id)).not.toBe(id);
        }
      }
    }
  });

  test('nothing is empty, and both languages say as much', () => {
    expect(said('fr').map(([where]) => where)).toEqual(said('en').map(([where]) => where));
    for (const [where, text] of [...said('en'), ...said('fr')])
      expect([where, text.trim()]).not.toContain('');
  });

  test('placeholders are the same in both languages', () => {
    const marks = (lang: string) =>
      said(lang).map(([where, text]) => [where, text.match(/\{\w+\}/g)]);
    expect(marks('fr')).toEqual(marks('en'));
  });

  test('French has no plain blank where a line may not break, and its own apostrophe', () => {
    for (const [where, text] of said('fr')) {
      expect([where, /[ ][;:!?»]|«[ ]/.test(text)]).toEqual([where, false]);
      expect([where, /\w'\w/.test(text)]).toEqual([where, false]);
    }
  });
});
