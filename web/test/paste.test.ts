import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sort } from '../src/paste.ts';

describe('an address with its sign-in', () => {
  test('becomes file access, decoded', () => {
    expect(sort('sftp://my%40user:p%2Fw%20d@ftp.shop.example:2222/www/shop')).toEqual([
      {
        kind: 'ftp',
        fields: {
          protocol: 'sftp',
          host: 'ftp.shop.example',
          port: '2222',
          username: 'my@user',
          password: 'p/w d',
          path: '/www/shop',
        },
      },
    ]);
  });

  test.each([
    'https://shop.example/admin834xk',
    'sftp://ftp.shop.example',
    'ftp://user:50%off@ftp.shop.example',
    'ftp://user:pass@ftp.shop.example and more',
    'ftp://user:pass@ftp.shop.example#part',
  ])('stays text where that is not certain: %s', (text) => {
    expect(sort(text)).toEqual([{ kind: 'other', fields: { secret: text } }]);
  });
});

describe('labelled lines', () => {
  test('with a host that says so become file access; a password keeps its blanks', () => {
    expect(sort('Host: ftp.shop.example\r\nUser: me \r\nPassword:  p w \r\n')).toEqual([
      { kind: 'ftp', fields: { host: 'ftp.shop.example', username: 'me', password: ' p w ' } },
    ]);
  });

  test('in French, with a database, become a database', () => {
    expect(sort('Serveur : 10.0.3.12\nBase : ps_shop\nUtilisateur : ps\nMot de passe : x')).toEqual(
      [
        {
          kind: 'database',
          fields: { host: '10.0.3.12', name: 'ps_shop', username: 'ps', password: 'x' },
        },
      ],
    );
  });

  test('with an e-mail become a back office', () => {
    expect(sort('URL: https://s.example/a1\nE-mail: a@s.example\nPassword: x')).toEqual([
      {
        kind: 'backoffice',
        fields: { url: 'https://s.example/a1', email: 'a@s.example', password: 'x' },
      },
    ]);
  });

  test.each([
    ['a user and a password of anything', 'User: me\nPassword: x'],
    ['a host that may be anything', 'Host: shop.example\nUser: me\nPassword: x'],
    ['a line that is none', 'Host: ftp.shop.example\nUser: me\nPassword: x\nsee you'],
    ['a label twice', 'Host: ftp.a.example\nUser: me\nPassword: x\nPassword: y'],
    ['no password', 'Host: ftp.shop.example\nUser: me\nPort: 22'],
    [
      'fields of two kinds',
      'Host: ftp.a.example\nUser: me\nPassword: x\nPath: /\nE-mail: a@b.example',
    ],
  ])('stay text where that is a guess: %s', (_, text) => {
    expect(sort(text)).toEqual([{ kind: 'other', fields: { secret: text } }]);
  });
});

test('blocks are sorted one by one, the rest is kept in its order', () => {
  const text = 'Hello,\n\nHost: ftp.a.example\nUser: me\nPassword: x\n\nBest wishes\nTom\n';
  expect(sort(text)).toEqual([
    { kind: 'ftp', fields: { host: 'ftp.a.example', username: 'me', password: 'x' } },
    { kind: 'other', fields: { secret: 'Hello,\n\nBest wishes\nTom' } },
  ]);
});

test('blank text is nothing', () => {
  expect(sort(' \n\t\n ')).toEqual([]);
});

test('nothing is dropped: each value and each line comes out again', () => {
  const word = fc.stringMatching(/^[!-9;-~]{1,12}$/);
  const line = fc.oneof(
    word,
    fc
      .tuple(fc.constantFrom('Host', 'User', 'Password', 'Port', 'Path', 'Database'), word)
      .map((pair) => pair.join(': ')),
    fc.constant(''),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const out = sort(lines.join('\n'))
        .flatMap(({ fields }) => Object.values(fields))
        .join('\n');
      for (const text of lines) {
        expect(out.toLowerCase()).toContain(text.replace(/^\w+: /, '').toLowerCase());
      }
    }),
  );
});
