import { describe, expect, test } from 'vitest';
import type { Item } from '../src/protocol/bundle.ts';
import { asCsv, asJson, asKey, asText, type Labels } from '../src/save.ts';

const LABELS: Labels = {
  kind: (kind) => `<${kind}>`,
  field: (_, field) => `<${field}>`,
  note: '<note>',
};
const ITEM: Item = {
  kind: 'backoffice',
  fields: { url: 'https://s.example/a1', email: 'a@s.example', password: 'p"w' },
  note: 'after\nsix',
};

describe('KeePass CSV', () => {
  const cells = (item: Item) => asCsv([item], LABELS).text.split('\r\n')[1];

  test('has its columns, quotes doubled, the rest as notes', () => {
    expect(asCsv([ITEM], LABELS)).toEqual({
      text: '"Group","Title","Username","Password","URL","Notes"\r\n"Handover","<backoffice>","a@s.example","p""w","https://s.example/a1","<note>:\nafter\nsix"\r\n',
      guarded: false,
    });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠A1'])(
    '%j is no formula',
    (password) => {
      const { text, guarded } = asCsv([{ kind: 'other', fields: { password } }], LABELS);
      expect(text).toContain(`"'${password}"`);
      expect(guarded).toBe(true);
    },
  );

  test('keeps what has no column of its own', () => {
    const fields = {
      host: 'h.example',
      username: 'u',
      password: 'p',
      secret: 's',
      email: 'e@x.example',
      url: 'https://u.example',
      admin_url: 'https://a.example',
    };
    const row = cells({ kind: 'database', fields }) ?? '';
    for (const value of Object.values(fields)) expect(row).toContain(value);
  });

  test('a kind from a newer version keeps every field', () => {
    expect(cells({ kind: 'vpn', fields: { token: 'x' } })).toBe(
      '"Handover","<vpn>","","","","<token>: x"',
    );
  });
});

test('text has labels, several lines below theirs', () => {
  expect(asText([ITEM, { kind: 'other', fields: { secret: 'x' } }], LABELS)).toBe(
    '<backoffice>\n<url>: https://s.example/a1\n<email>: a@s.example\n<password>: p"w\n<note>:\nafter\nsix\n\n<other>\n<secret>: x\n',
  );
});

test('JSON is the shape of the command line', () => {
  const file = { name: 'a.pem', type: '', size: 3 };
  expect(JSON.parse(asJson([ITEM], [file], 'fr'))).toEqual({
    items: [ITEM],
    files: [file],
    lang: 'fr',
  });
});

test('a private key is saved with the end of line that OpenSSH wants, and otherwise as it is', () => {
  expect(asKey('-----BEGIN\nx\n-----END')).toBe('-----BEGIN\nx\n-----END\n');
  expect(asKey('-----BEGIN\r\nx\r\n')).toBe('-----BEGIN\r\nx\r\n');
});
