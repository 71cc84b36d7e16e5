import { describe, expect, test } from 'vitest';
import { type Draft, emptyItem, isTouched, type Options, pastedItem } from '../src/draft.ts';
import { lacks, optionLacks, toBundle } from '../src/ready.ts';

const DAY = 86_400;
const BLANK: Draft = { paste: '', items: [], files: [] };
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

  test('says that it is not there: no value goes with that', () => {
    const item = { ...emptyItem('ftp'), note: 'Ask my host.', absent: true };
    expect(isTouched({ ...BLANK, items: [{ ...emptyItem('ftp'), absent: true }] })).toBe(true);
    expect(lacks({ items: [item], files: [] })).toEqual([]);
    expect(toBundle({ items: [item], files: [] }, 'en').items).toEqual([
      { kind: 'ftp', fields: {}, note: 'Ask my host.', absent: true },
    ]);
  });

  test('lacks what stops the sealing, and nothing else', () => {
    const what = (draft: Partial<Draft>) => lacks({ ...BLANK, ...draft }).map((lack) => lack.what);
    expect(what({})).toEqual(['nothing']);
    expect(what({ files: [FILE] })).toEqual([]);
    expect(what({ items: [emptyItem('other')] })).toEqual(['required']);
  });

  test('lacks a lifetime that the server takes, and a passphrase where one is wanted', () => {
    const what = (options: Partial<Options>) =>
      optionLacks({ expiresIn: DAY, passphrase: null, ...options }, 7 * DAY);
    expect(what({})).toEqual([]);
    expect(what({ passphrase: '' })).toEqual(['passphrase']);
    expect(what({ expiresIn: null })).toEqual(['expiresIn']);
    expect(what({ expiresIn: 8 * DAY })).toEqual(['expiresIn']);
    expect(what({ expiresIn: 59 })).toEqual(['expiresIn']);
  });
});
