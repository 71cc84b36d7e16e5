import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sort } from '../../src/paste/sort.ts';
import { KINDS } from '../../src/protocol/kind.ts';

/** The items without the lines that they were taken from. */
function sorted(text: string) {
  return sort(text).map(({ kind, fields }) => ({ kind, fields }));
}

const asText = (text: string) => [{ kind: 'other', fields: { secret: text } }];

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
        source: 'sftp://my%40user:p%2Fw%20d@ftp.shop.example:2222/www/shop',
      },
    ]);
  });

  test('of a database becomes one; what follows the question mark is kept', () => {
    const text = 'mysql://shop:x@db.example:3306/ps?charset=utf8';
    expect(sorted(text)).toEqual([
      {
        kind: 'database',
        fields: { host: 'db.example', port: '3306', username: 'shop', password: 'x', name: 'ps' },
      },
      ...asText(text),
    ]);
  });

  test.each([
    'https://shop.example/admin834xk',
    'sftp://ftp.shop.example',
    'ftp://user:50%off@ftp.shop.example',
    'ftp://user:pass@ftp.shop.example and more',
    'ftp://user:pass@ftp.shop.example#part',
    'ftp://user:pass@ftp.shop.example:70000',
  ])('stays text where that is not certain: %s', (text) => {
    expect(sorted(text)).toEqual(asText(text));
  });
});

describe('labelled lines', () => {
  test('with a host that says so become file access; a password keeps its blanks', () => {
    expect(sorted('Host: ftp.shop.example\r\nUser: me \r\nPassword:  p w \r\n')).toEqual([
      { kind: 'ftp', fields: { host: 'ftp.shop.example', username: 'me', password: ' p w ' } },
    ]);
  });

  test('in French, with a database, become a database', () => {
    expect(
      sorted('Serveur : 10.0.3.12\nBase : ps_shop\nUtilisateur : ps\nMot de passe : x'),
    ).toEqual([
      {
        kind: 'database',
        fields: { host: '10.0.3.12', name: 'ps_shop', username: 'ps', password: 'x' },
      },
    ]);
  });

  test('with an address of a back office and an e-mail become one', () => {
    expect(sorted('URL: https://s.example/admin1\nE-mail: a@s.example\nPassword: x')).toEqual([
      {
        kind: 'backoffice',
        fields: { url: 'https://s.example/admin1', email: 'a@s.example', password: 'x' },
      },
    ]);
  });

  test.each([
    ['a user and a password of anything', 'User: me\nPassword: x'],
    ['a host that may be anything', 'Host: shop.example\nUser: me\nPassword: x'],
    ['an account on any site', 'URL: https://s.example/a1\nE-mail: a@s.example\nPassword: x'],
    ['a label twice', 'Host: ftp.a.example\nUser: me\nPassword: x\nPassword: y'],
    ['no password', 'Host: ftp.shop.example\nUser: me\nPort: 22'],
    ['text between', 'Host: ftp.shop.example\nThe forum is new\nUser: me\nPassword: x'],
    ['another block', 'User: me\nPassword: x\n\nHost: ftp.a.example\nUser: you'],
    ['another heading', 'FTP\nHost: ftp.a.example\n\nWebmail\nUser: me\nPassword: x'],
    ['a denial', 'No FTP access:\nHost: shop.example\nUser: me\nPassword: x'],
    ['a remark on the password', 'Host: ftp.a.example\nUser: me\nPassword: x (old)'],
    ['thanks behind the password', 'Host: ftp.a.example\nUser: me\nPassword: x1 merci'],
    ['a wish behind the password', 'Host: ftp.a.example\nUser: me\nPassword: x1 Bonne journée'],
    ['more behind the password', 'Host: ftp.a.example\nUser: me\nPassword: x1, port 2222'],
    [
      'a sign-in for another door',
      'URL: https://u:p@s.example/admin1\nE-mail: a@s.example\nPassword: x',
    ],
    ['a sign-in with a slash', 'Panel\nURL: https://u:1/p@s.example\nUser: me\nPassword: x'],
    [
      'both environments',
      'Recette\nBack office de recette et production : https://s.example/admin1\nE-mail: a@s.example\nPassword: x',
    ],
    [
      'fields of two kinds',
      'Host: ftp.a.example\nUser: me\nPassword: x\nPath: /\nE-mail: a@b.example',
    ],
  ])('stay text where that is a guess: %s', (_, text) => {
    expect(sorted(text)).toEqual(asText(text));
  });

  test.each([
    ['SFTP', '', 'sftp'],
    ['FTP', '', 'ftp'],
    ['FTPS', '', 'ftps'],
    ['SSH', '', 'ssh'],
    ['SSH', '\nPort: 22', 'ssh'],
    ['FTP', '\nPort: 22', 'sftp'],
    ['SFTP / SSH', '', 'sftp'],
    ['FTP', '\nProtocole : FTP avec TLS explicite', 'ftps'],
    ['FTP / SFTP', '', undefined],
  ])('under %s%s use the protocol %s', (heading, port, protocol) => {
    const [item] = sort(`${heading}\nHost: a.example\nUser: me\nPassword: x${port}`);
    expect(item).toMatchObject({ kind: 'ftp', fields: { host: 'a.example' } });
    expect(item?.fields.protocol).toBe(protocol);
  });

  test.each([
    '********',
    '••••••',
    '(not shown)',
    '[hidden]',
    '<votre mot de passe>',
    'voir autre mail',
    'demander au support',
    'à définir',
    'idem',
    'same',
    'Identique',
  ])('with %s have no password yet, and keep that line', (placeholder) => {
    expect(sorted(`Host: ftp.a.example\nUser: me\nPassword: ${placeholder}`)).toEqual([
      { kind: 'ftp', fields: { host: 'ftp.a.example', username: 'me' } },
      ...asText(`Password: ${placeholder}`),
    ]);
  });
});

test('blocks are sorted one by one, the rest is kept in its order', () => {
  const text = 'Hello,\n\nHost: ftp.a.example\nUser: me\nPassword: x\n\nBest wishes\nTom\n';
  expect(sort(text)).toEqual([
    {
      kind: 'ftp',
      fields: { host: 'ftp.a.example', username: 'me', password: 'x' },
      source: 'Host: ftp.a.example\nUser: me\nPassword: x',
    },
    {
      kind: 'other',
      fields: { secret: 'Hello,\n\nBest wishes\nTom' },
      source: 'Hello,\n\nBest wishes\nTom',
    },
  ]);
});

test('blank text is nothing', () => {
  expect(sort(' \n\t\n ')).toEqual([]);
});

test('a mail that quotes itself gives each item once', () => {
  const block = 'Host: ftp.a.example\nUser: me\nPassword: x';
  expect(sort(`${block}\n\n${block.replace(/^/gm, '> ')}`)).toHaveLength(1);
});

const LABELS = {
  ftp: ['FTP host', 'FTP user', 'FTP password'],
  letter: ['Host', 'User', 'Password'],
  lettre: ['Hôte\u00a0', 'Identifiant\u00a0', 'Mot de passe\u00a0'],
} as const;

test('a password is never altered: it stands as typed in an item or in the rest', () => {
  const password = fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() !== '');
  const labels = fc.constantFrom(...Object.values(LABELS));
  fc.assert(
    fc.property(password, labels, (secret, [host, user, pass]) => {
      const out = sort(`${host}: ftp.a.example\n${user}: me\n${pass}: ${secret}`);
      const kept = out.map(({ fields }) => fields.password ?? fields.secret ?? '');
      const shown = out.length === 1 && out[0]?.kind === 'ftp' ? secret : secret.trimEnd();
      expect(kept.some((text) => text === shown || text.endsWith(`: ${shown}`))).toBe(true);
    }),
  );
});

test('nothing is dropped: each run of visible signs comes out again, or is a label', () => {
  const word = fc.stringMatching(/^[!-9;-~]{1,12}$/);
  const labels = [
    'Host',
    'User',
    'Password',
    'Port',
    'Path',
    'Database',
    'FTP user',
    'URL',
    'Mail',
  ];
  const line = fc.oneof(
    word,
    fc
      .tuple(fc.constantFrom(...labels), fc.constantFrom(': ', ' = ', ':'), word)
      .map((parts) => parts.join('')),
    fc.constantFrom(
      '',
      'FTP',
      'Base de données',
      'ftp.a.example',
      'Host: ftp.a.example',
      'Port: 21',
      '> ',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const items = sort(lines.join('\n'));
      for (const text of lines) {
        const [, label = '', value = text] = /^([\w ]+?)(?: = |: ?)(.*)$/.exec(text) ?? [];
        if (/^(?:FTP|Base de données|> |[[\]{}(),;]*)$/.test(value)) continue;
        // Its own item, or the rest, must say it: another item can have the same value.
        const own = items.filter(({ source }) => source.split('\n').includes(text));
        const out = own
          .flatMap(({ fields }) => Object.values(fields))
          .join('\n')
          .toLowerCase();
        const bare = label !== '' && labels.includes(label) ? value : text;
        expect(out).toContain(
          bare
            .replace(/^(?:\s?>)+ ?/, '')
            .replace(/^[*_`"'<]+|[*_`"'>]+$/g, '')
            .toLowerCase(),
        );
      }
    }),
    { numRuns: 2000 },
  );
});

test('any text is sorted, into fields and choices that the forms have', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'FTP: ',
      'Host: ',
      '\n',
      '\t',
      '|',
      'Password',
      '-----BEGIN PRIVATE KEY-----\n',
      'ssh -p ',
      'mysql -h',
      '<Pass encoding="base64">%</Pass>',
      '{"a":',
      '"}',
      '> ',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      for (const { kind, fields } of sort(pieces.join(''))) {
        for (const [id, value] of Object.entries(fields)) {
          const field = KINDS[kind].find((one) => one.id === id);
          expect(field).toBeDefined();
          if (field?.choices) expect(field.choices).toContain(value);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
