import { describe, expect, test } from 'vitest';
import { type Draft, emptyItem, isTouched, pastedItem } from '../src/draft.ts';
import { lacks, toBundle } from '../src/ready.ts';

const DAY = 86_400;
const BLANK: Draft = { paste: '', items: [], files: [], expiresIn: DAY, passphrase: null };
const FILE = { key: 1, name: 'a.pem', type: '', bytes: new Uint8Array(3) };

describe('a draft', () => {
  test('starts with the defaults of its kind, and counts as untouched', () => {
    const ftp = emptyItem('ftp');
    expect(ftp.fields).toEqual({ protocol: 'sftp' });
    expect(isTouched({ ...BLANK, items: [ftp] })).toBe(false);
    expect(isTouched({ ...BLANK, items: [{ ...ftp, note: 'x' }] })).toBe(true);
    expect(isTouched({ ...BLANK, files: [FILE] })).toBe(true);
    expect(isTouched({ ...BLANK, paste: 'x' })).toBe(true);
  });

  test('becomes a bundle: secrets exact, names trimmed, empty fields left out', () => {
    const item = pastedItem({
      kind: 'ftp',
      fields: { host: ' h.example ', password: ' p ', port: '' },
      source: '',
    });
    expect(toBundle({ items: [item], files: [FILE] }, 'fr')).toEqual({
      items: [{ kind: 'ftp', fields: { protocol: 'sftp', host: 'h.example', password: ' p ' } }],
      files: [{ name: 'a.pem', type: '', bytes: FILE.bytes }],
      lang: 'fr',
    });
  });

  test('lacks what stops the sealing, and nothing else', () => {
    const what = (draft: Partial<Draft>) =>
      lacks({ ...BLANK, ...draft }, 7 * DAY).map((lack) => lack.what);
    expect(what({})).toEqual(['nothing']);
    expect(what({ files: [FILE] })).toEqual([]);
    expect(what({ files: [FILE], passphrase: '' })).toEqual(['passphrase']);
    expect(what({ files: [FILE], expiresIn: null })).toEqual(['expiry']);
    expect(what({ files: [FILE], expiresIn: 8 * DAY })).toEqual(['expiry']);
    expect(what({ items: [emptyItem('other')] })).toEqual(['required']);
  });
});
