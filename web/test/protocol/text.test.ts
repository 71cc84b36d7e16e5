import { expect, test, vi } from 'vitest';
import { decodeBundle, encodeBundle } from '../../src/protocol/bundle.ts';
import { passphraseBytes } from '../../src/protocol/key.ts';
import { isWellFormed } from '../../src/protocol/text.ts';

test.each([
  ['', true],
  ['é🔑', true],
  ['\ud83d\udd11', true],
  ['\ud83d', false],
  ['a\udd11b', false],
  ['\udd11\ud83d', false],
])('%j well formed: %s', (text, expected) => {
  expect(isWellFormed(text)).toBe(expected);
});

test('a browser without isWellFormed reads and writes bundles and passphrases', () => {
  vi.spyOn(String.prototype, 'isWellFormed').mockImplementation(() => {
    throw new TypeError('isWellFormed is not a function');
  });
  const item = { kind: 'other', fields: { secret: 'é🔑' } };
  const padded = encodeBundle({ items: [item], files: [], lang: 'en' });
  expect(decodeBundle(padded).items).toEqual([item]);
  expect(passphraseBytes('é')).toHaveLength(2);
  vi.restoreAllMocks();
});
