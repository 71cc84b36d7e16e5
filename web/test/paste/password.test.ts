import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sort } from '../../src/paste/sort.ts';

/**
 * Letters and files with one password in them. `written` is the line as it stands there: the item has
 * the password, or the rest has that line.
 */
type Template = {
  kind: string;
  before: string;
  written: (password: string) => string;
  after: string;
};

const label = (text: string) => (password: string) => `${text}${password}`;

const TEMPLATES: Record<string, Template> = {
  'a letter in French': {
    kind: 'ftp',
    before: 'Bonjour,\n\nAccès FTP\nServeur : ftp.velo.example\nIdentifiant : velo',
    written: label('Mot de passe : '),
    after: '\nCordialement,\nLe support',
  },
  'a letter with more behind it': {
    kind: 'ftp',
    before: 'SFTP\nHost: sftp.velo.example\nUsername: velo',
    written: label('Password: '),
    after: 'Port: 2222\nPath: /www\n',
  },
  'a list of a database': {
    kind: 'database',
    before:
      'Base de données\n\n * Nom de la base : velo\n * Serveur : velo.mysql.example\n * Utilisateur : velo',
    written: label(' * Mot de passe : '),
    after: ' * Port : 3306',
  },
  'labels in bold': {
    kind: 'ftp',
    before: '**FTP hostname:** ftp.velo.example\n**FTP username:** velo',
    written: label('**FTP password:** '),
    after: '**FTP port:** 21',
  },
  arrows: {
    kind: 'panel',
    before: 'cPanel\nURL → https://velo.example:2083\nIdentifiant → velo',
    written: label('Mot de passe → '),
    after: '',
  },
  'columns of tabs': {
    kind: 'ftp',
    before: 'Accès SFTP\nHôte\tsftp.velo.example\nUtilisateur\tvelo',
    written: label('Mot de passe\t'),
    after: 'Port\t22',
  },
  'a value under its label': {
    kind: 'ftp',
    before: 'SSH\n\nHostname\nssh.velo.example\n\nUsername\nvelo\n\nPassword',
    written: label(''),
    after: '\nPort\n22',
  },
  'a quoted letter': {
    kind: 'backoffice',
    before: '> Back office\n> URL: https://velo.example/admin7x\n> E-mail: a@velo.example',
    written: label('> Password: '),
    after: '> \n> Thank you',
  },
  'an account at a registrar': {
    kind: 'domain',
    before: 'Espace client OVH\nIdentifiant : ab123-ovh',
    written: label('Mot de passe : '),
    after: 'URL : https://www.ovh.com/manager/',
  },
  'a table': {
    kind: 'ftp',
    before: '| Service | Host | User | Password |\n|---|---|---|---|',
    written: (password) => `| SFTP | sftp.velo.example | velo | ${password} |`,
    after: '',
  },
  'parameters.php': {
    kind: 'database',
    before:
      "'database_host' => 'db.velo.example',\n'database_name' => 'velo',\n'database_user' => 'velo',",
    written: (password) => `'database_password' => '${password.replace(/['\\]/g, '\\$&')}',`,
    after: "'database_prefix' => 'ps_',",
  },
  'a file of JSON': {
    kind: 'ftp',
    before: '{\n"protocol": "sftp",\n"host": "velo.example",\n"username": "velo",',
    written: (password) => `"password": ${JSON.stringify(password)},`,
    after: '"port": 22\n}',
  },
  'a site of FileZilla': {
    kind: 'ftp',
    before: '<Server>\n<Host>velo.example</Host>\n<Protocol>1</Protocol>\n<User>velo</User>',
    written: (password) =>
      `<Pass encoding="base64">${Buffer.from(password).toString('base64')}</Pass>`,
    after: '</Server>',
  },
  'an address': {
    kind: 'ftp',
    before: 'Hello,\n',
    written: (password) => `sftp://velo:${encodeURIComponent(password)}@velo.example/www`,
    after: '\nBye',
  },
};

const SIGNS = [...':=#;"\'\\<>{}[]()|/@%$&*`-–«»“” \u00a0\tabcXYZ019éüß漢😀'];
const WORDS = ['password: ', ' (old)', 'voir', 'e-mail', '%41', "\\'", '$1', '$&', '&amp;'];
const UNICODE = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
  .filter((text) => !/\p{C}|\p{Zl}|\p{Zp}/u.test(text));
const MIXED = fc
  .array(fc.constantFrom(...SIGNS, ...WORDS), { minLength: 1, maxLength: 16 })
  .map((parts) => parts.join(''));
const PASSWORD = fc.oneof(UNICODE, MIXED).filter((text) => text !== '' && text.trim() === text);

describe.each(Object.entries(TEMPLATES))('a password in %s', (_, template) => {
  const { kind, before, written, after } = template;
  const textWith = (password: string) => `${before}\n${written(password)}\n${after}`;

  test('is taken exactly', () => {
    const items = sort(textWith('Zx-48_tyU'));
    expect(items.find((item) => item.kind === kind)?.fields.password).toBe('Zx-48_tyU');
  });

  test('is the field of its item as it was written, or stays in the rest', () => {
    fc.assert(
      fc.property(PASSWORD, (password) => {
        const items = sort(textWith(password));
        const taken = items.flatMap(({ fields }) => fields.password ?? []);
        const rest = items.find((item) => item.kind === 'other')?.fields.secret ?? '';
        expect(taken.length).toBeLessThanOrEqual(1);
        if (taken.length === 1) {
          expect(items.find((item) => item.fields.password)?.kind).toBe(kind);
          expect(taken[0]).toBe(password);
        } else expect(rest.split('\n')).toContain(written(password));
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  'a:b',
  'a=b#c;d',
  '"quoted',
  "it's",
  'back\\slash',
  'a<{x}>',
  'p w d',
  '50%off',
  '$1$&',
  '|bar',
  'é漢😀',
])('%s is taken from a letter', (password) => {
  const [item] = sort(`FTP\nHost: ftp.a.example\nUser: me\nPassword: ${password}`);
  expect(item?.fields.password).toBe(password);
});
