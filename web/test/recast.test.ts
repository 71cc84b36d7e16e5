import { expect, test } from 'vitest';
import { type DraftItem, emptyItem, pastedItem } from '../src/draft.ts';
import type { KindId } from '../src/protocol/kind.ts';
import { recast } from '../src/recast.ts';

const label = (field: string) => field.toUpperCase();

function item(
  kind: KindId,
  fields: Record<string, string>,
  rest: Partial<DraftItem> = {},
): DraftItem {
  const blank = emptyItem(kind);
  return { ...blank, fields: { ...blank.fields, ...fields }, ...rest };
}

test('values stay in the fields that both kinds have; the others go into the note', () => {
  const ftp = item(
    'ftp',
    {
      protocol: 'ftp',
      host: 'h.example',
      port: '2121',
      username: 'u',
      password: ' p ',
      path: '/www',
    },
    { note: 'Mondays' },
  );
  expect(recast(ftp, 'database', label)).toEqual([
    {
      key: ftp.key,
      kind: 'database',
      fields: {
        engine: 'MySQL/MariaDB',
        host: 'h.example',
        port: '2121',
        username: 'u',
        password: ' p ',
        prefix: 'ps_',
      },
      note: 'Mondays\nPROTOCOL: ftp\nPATH: /www',
    },
  ]);
});

test('a secret without a field of its own stays a secret', () => {
  const ftp = item('ftp', { host: 'h', private_key: 'line 1\nline 2', key_passphrase: 'x' });
  const [panel, other] = recast(ftp, 'panel', label);
  expect(panel).toMatchObject({ kind: 'panel', note: 'HOST: h' });
  expect(other).toMatchObject({
    kind: 'other',
    fields: { secret: 'line 1\nline 2\nKEY_PASSPHRASE: x' },
  });
});

test('as text it is what was pasted', () => {
  const source = 'Host : h.example\nLogin : u';
  const [ftp] = [pastedItem({ kind: 'ftp', fields: { host: 'h.example', username: 'u' }, source })];
  expect(recast(ftp, 'other', label)).toEqual([
    { ...ftp, kind: 'other', fields: { secret: source } },
  ]);
});

test('as text it is what was made of the paste since, not the paste', () => {
  const fields = { host: 'h.example', username: 'u', password: 'Secret12', path: '/www' };
  const ftp = pastedItem({ kind: 'ftp', fields, source: 'h.example u Secret12 /www' });
  const edited = { ...ftp, fields: { ...ftp.fields, password: 'Secret1', path: '' } };
  expect(recast(edited, 'other', label)[0]?.fields).toEqual({
    secret: 'HOST: h.example\nUSERNAME: u\nPASSWORD: Secret1',
  });
});

test('a choice that the other kind does not know goes into the note', () => {
  const office = item('backoffice', { url: 'https://s.example', environment: 'staging' });
  expect(recast(office, 'panel', label)[0]).toMatchObject({
    fields: { url: 'https://s.example' },
    note: 'ENVIRONMENT: staging',
  });
});

test('to the same kind nothing changes', () => {
  const ftp = item('ftp', { host: 'h' });
  expect(recast(ftp, 'ftp', label)).toEqual([ftp]);
});
