import { describe, expect, test } from 'vitest';
import { type Draft, emptyItem, isTouched, pastedItem } from '../src/draft.ts';
import { lacks, toBundle } from '../src/ready.ts';
import { timeline } from '../src/timeline.ts';

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

describe('the timeline of a receipt', () => {
  const [T0, T1, T2, T3] = [
    '2026-11-21T10:00:00Z',
    '2026-11-21T11:00:00Z',
    '2026-11-21T11:01:00Z',
    '2026-11-22T11:00:00Z',
  ] as const;
  const SEALED = {
    id: 'x',
    state: 'sealed',
    created_at: T0,
    expires_at: T3,
    receipt_until: T3,
    passphrase: false,
    tries_left: 5,
    size: 1,
    late_attempts: 0,
  } as const;

  test('waits while it is sealed', () => {
    expect(timeline(SEALED)).toEqual([
      { name: 'sealed', at: T0 },
      { name: 'waiting', at: null },
    ]);
  });

  test('says who erased it', () => {
    const opened = { ...SEALED, state: 'opened', claimed_at: T1, opened_at: T2 } as const;
    const third = (receipt: Parameters<typeof timeline>[0]) => timeline(receipt)[2];
    expect(third(opened)).toEqual({ name: 'erased', at: T2, note: 'notConfirmed' });
    expect(third({ ...opened, confirmed_at: T2, readable: true })).toEqual({
      name: 'erased',
      at: T2,
    });
    expect(third({ ...opened, confirmed_at: T2, readable: false })).toEqual({
      name: 'erased',
      at: T2,
      note: 'notReadable',
      bad: true,
    });
    expect(timeline({ ...opened, finished_at: T3 })[3]).toEqual({ name: 'finished', at: T3 });
  });

  test.each(['expired', 'revoked', 'destroyed', 'lost'] as const)(
    'ends when it was %s',
    (state) => {
      expect(timeline({ ...SEALED, state, ended_at: T1 })[1]).toMatchObject({
        name: state,
        at: T1,
      });
    },
  );
});
