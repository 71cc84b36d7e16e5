import { describe, expect, test } from 'vitest';
import { check, missing, passphraseDoubts } from '../src/check.ts';
import type { KindId } from '../src/protocol/kind.ts';

describe('a doubt about a value', () => {
  type Case = [kind: KindId, field: string, value: string, found: ReturnType<typeof check>];
  const cases: readonly Case[] = [
    [
      'backoffice',
      'password',
      ' s3cret\u00a0',
      [{ doubt: 'spaces', fixed: { password: 's3cret' } }],
    ],
    ['ftp', 'password', '\u200bs3cret\n', [{ doubt: 'spaces', fixed: { password: 's3cret' } }]],
    ['ftp', 'password', 's3 cret', []],
    ['ftp', 'password', '   ', []],
    ['database', 'password', '“x”’', [{ doubt: 'quotes', fixed: { password: '"x"\'' } }]],
    [
      'panel',
      'password',
      ' ‘x’',
      [
        { doubt: 'spaces', fixed: { password: '‘x’' } },
        { doubt: 'quotes', fixed: { password: " 'x'" } },
      ],
    ],
    [
      'ftp',
      'host',
      'ftps://u:p:w@ftp.shop.example:2121/www',
      [
        {
          doubt: 'host',
          fixed: {
            protocol: 'ftps',
            host: 'ftp.shop.example',
            port: '2121',
            username: 'u',
            password: 'p:w',
            path: '/www',
          },
        },
      ],
    ],
    [
      'ftp',
      'host',
      'ftp.shop.example:2222/',
      [{ doubt: 'host', fixed: { host: 'ftp.shop.example', port: '2222' } }],
    ],
    [
      'ftp',
      'host',
      'https://ftp.shop.example/',
      [{ doubt: 'host', fixed: { host: 'ftp.shop.example' } }],
    ],
    ['database', 'host', 'https://[::1]/', [{ doubt: 'host', fixed: { host: '[::1]' } }]],
    [
      'database',
      'host',
      'db.shop.example:3307',
      [{ doubt: 'host', fixed: { host: 'db.shop.example', port: '3307' } }],
    ],
    ['database', 'host', 'localhost:/run/mysqld.sock', []],
    ['ftp', 'host', 'ftp.shop.example', []],
    ['ftp', 'host', '2001:db8::1', []],
    ['ftp', 'port', '0', [{ doubt: 'port', fixed: { port: '' } }]],
    ['ftp', 'port', '65536', [{ doubt: 'port', fixed: { port: '' } }]],
    ['ftp', 'port', '2222 ', []],
    ['database', 'port', '3306a', [{ doubt: 'port', fixed: { port: '3306' } }]],
    ['ftp', 'private_key', 'ssh-ed25519 AAAAC3 me@shop', [{ doubt: 'publicKey' }]],
    ['ftp', 'private_key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl', [{ doubt: 'cutKey' }]],
    [
      'ftp',
      'private_key',
      '-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY-----\n',
      [],
    ],
    [
      'backoffice',
      'url',
      'shop.example/admin834xk',
      [{ doubt: 'https', fixed: { url: 'https://shop.example/admin834xk' } }],
    ],
    [
      'backoffice',
      'url',
      '//shop.example/x',
      [{ doubt: 'https', fixed: { url: 'https://shop.example/x' } }],
    ],
    [
      'panel',
      'url',
      'HTTP://shop.example:8443/',
      [{ doubt: 'http', fixed: { url: 'https://shop.example:8443/' } }],
    ],
    ['backoffice', 'url', 'https://shop.example/admin/', [{ doubt: 'admin' }]],
    ['backoffice', 'url', 'https://shop.example/Admin/index.php', [{ doubt: 'admin' }]],
    ['backoffice', 'url', 'https://shop.example/admin834xk', []],
    ['backoffice', 'email', 'support@shop', [{ doubt: 'email' }]],
    [
      'backoffice',
      'email',
      'mailto:me@shop.example',
      [{ doubt: 'email', fixed: { email: 'me@shop.example' } }],
    ],
    [
      'backoffice',
      'email',
      'Support <me@shop.example>,',
      [{ doubt: 'email', fixed: { email: 'me@shop.example' } }],
    ],
    ['backoffice', 'email', 'support@shop.example', []],
    ['ftp', 'username', 'root', [{ doubt: 'root' }]],
    ['ftp', 'username', 'rooter', []],
    ['other', 'secret', ' “kept” ', []],
    ['ftp', 'password', '', []],
  ];
  test.each(cases)('%s.%s: %j', (kind, field, value, found) => {
    expect(check(kind, field, { [field]: value })).toEqual(found);
  });

  test('a fix fills other fields only where nothing stands yet', () => {
    const fields = { host: 'sftp://u:p@h.example:2222', username: 'mine', password: '' };
    expect(check('ftp', 'host', fields)).toEqual([
      {
        doubt: 'host',
        fixed: { protocol: 'sftp', host: 'h.example', port: '2222', password: 'p' },
      },
    ]);
  });

  test('what a fix makes has that doubt no more', () => {
    for (const [kind, field, value] of cases) {
      for (const { doubt, fixed } of check(kind, field, { [field]: value })) {
        if (fixed === undefined) continue;
        expect(check(kind, field, fixed).map((left) => left.doubt)).not.toContain(doubt);
      }
    }
  });
});

describe('a passphrase', () => {
  test('may have blanks around it, and be short: both are said', () => {
    expect(passphraseDoubts(' four random words here ')).toEqual([
      { doubt: 'spaces', fixed: 'four random words here' },
    ]);
    expect(passphraseDoubts('hunter2')).toEqual([{ doubt: 'short' }]);
    expect(passphraseDoubts('clock river apple chair')).toEqual([]);
    expect(passphraseDoubts('')).toEqual([]);
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
