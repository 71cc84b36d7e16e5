import { describe, expect, test } from 'vitest';
import { check, missing } from '../src/check.ts';

describe('a doubt about a value', () => {
  const cases: ReadonlyArray<[Parameters<typeof check>, ReturnType<typeof check>]> = [
    [['backoffice', 'password', ' s3cret\u00a0'], [{ doubt: 'spaces', fixed: 's3cret' }]],
    [['ftp', 'password', '\u200bs3cret\n'], [{ doubt: 'spaces', fixed: 's3cret' }]],
    [['ftp', 'password', 's3 cret'], []],
    [['ftp', 'password', '   '], []],
    [['database', 'password', '“x”’'], [{ doubt: 'quotes', fixed: '"x"\'' }]],
    [
      ['panel', 'password', ' ‘x’'],
      [
        { doubt: 'spaces', fixed: '‘x’' },
        { doubt: 'quotes', fixed: " 'x'" },
      ],
    ],
    [
      ['ftp', 'host', 'ftp://u:p@ftp.shop.example:21/www'],
      [{ doubt: 'scheme', fixed: 'ftp.shop.example' }],
    ],
    [['database', 'host', 'https://[::1]/'], [{ doubt: 'scheme', fixed: '[::1]' }]],
    [['ftp', 'host', 'ftp.shop.example'], []],
    [['ftp', 'port', '0'], [{ doubt: 'port' }]],
    [['ftp', 'port', '65536'], [{ doubt: 'port' }]],
    [['ftp', 'port', '2222 '], []],
    [['database', 'port', '3306a'], [{ doubt: 'port' }]],
    [
      ['backoffice', 'url', 'shop.example/admin834xk'],
      [{ doubt: 'https', fixed: 'https://shop.example/admin834xk' }],
    ],
    [
      ['backoffice', 'url', '//shop.example/x'],
      [{ doubt: 'https', fixed: 'https://shop.example/x' }],
    ],
    [['backoffice', 'url', 'https://shop.example/admin/'], [{ doubt: 'admin' }]],
    [['backoffice', 'url', 'https://shop.example/Admin/index.php'], [{ doubt: 'admin' }]],
    [['backoffice', 'url', 'https://shop.example/admin834xk'], []],
    [['backoffice', 'email', 'support@shop'], [{ doubt: 'email' }]],
    [['backoffice', 'email', 'support@shop.example'], []],
    [['ftp', 'username', 'root'], [{ doubt: 'root' }]],
    [['ftp', 'username', 'rooter'], []],
    [['other', 'secret', ' “kept” '], []],
    [['ftp', 'password', ''], []],
  ];
  test.each(cases)('%j', (input, found) => {
    expect(check(...input)).toEqual(found);
  });

  test('what a fix makes has that doubt no more', () => {
    for (const [[kind, field, value]] of cases) {
      for (const { doubt, fixed } of check(kind, field, value)) {
        if (fixed !== undefined) {
          expect(check(kind, field, fixed).map((left) => left.doubt)).not.toContain(doubt);
        }
      }
    }
  });
});

describe('required fields', () => {
  test('are named in the order of the form', () => {
    expect(missing('backoffice', { email: 'a@b.c' })).toEqual(['url', 'password']);
  });

  test('are not filled by blanks, except for a secret', () => {
    expect(missing('backoffice', { url: '  ', email: '\u00a0', password: ' ' })).toEqual([
      'url',
      'email',
    ]);
  });
});
