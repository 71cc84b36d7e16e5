import { describe, expect, test } from 'vitest';
import { doubts } from '../src/doubt.ts';
import { WORDS as EN } from '../src/lists/en.ts';
import { WORDS as FR } from '../src/lists/fr.ts';

const found = (typed: string) => doubts(typed).map(({ doubt, fixed }) => [doubt, fixed]);

describe('a slip is found before it costs a try', () => {
  test.each([
    [' correct horse battery staple', [['spaces', 'correct horse battery staple']]],
    ['correct horse battery staple ', [['spaces', 'correct horse battery staple']]],
    ['correct  horse battery staple', [['spaces', 'correct horse battery staple']]],
    ['correct horse\u200b battery staple', [['spaces', 'correct horse battery staple']]],
    ['l’été 2026', [['quotes', "l'été 2026"]]],
    ['“quoted”', [['quotes', '"quoted"']]],
    ['Correct horse battery staple', [['plain', 'correct horse battery staple']]],
    ['CORRECT HORSE BATTERY STAPLE', [['plain', 'correct horse battery staple']]],
    ['correct horse battery staple.', [['plain', 'correct horse battery staple']]],
    ['correct-horse-battery-staple', [['plain', 'correct horse battery staple']]],
    ['académie acquérir bœuf élève', [['plain', 'academie acquerir boeuf eleve']]],
    [
      'Correct horse  battery staple',
      [
        ['spaces', 'Correct horse battery staple'],
        ['plain', 'correct horse battery staple'],
      ],
    ],
  ])('%j', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });
});

describe('what the sender may well have chosen is left alone', () => {
  test.each([
    'correct horse battery staple',
    'academie acquerir boeuf eleve',
    // It is hashed as a plain space.
    'correct\u00a0horse battery staple',
    'Tr0ub4dor&3',
    'Ma phrase à moi, avec des accents.',
    'été',
    "don't",
    '漢字 かな',
    '',
    ' ',
  ])('%j', (typed) => {
    expect(found(typed)).toEqual([]);
  });
});

test('no generated passphrase is in doubt', () => {
  for (const words of [EN, FR])
    for (let i = 0; i < words.length; i += 4)
      expect(found(words.slice(i, i + 4).join(' '))).toEqual([]);
});
