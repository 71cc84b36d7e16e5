import { describe, expect, test } from 'vitest';
import { commands } from '../src/command.ts';

const SFTP = { protocol: 'sftp', host: 'ssh.host.example', username: 'shop-support' };
const MYSQL = { engine: 'MySQL/MariaDB', host: '10.0.3.12', username: 'ps', name: 'ps_shop' };

const lines = (kind: string, fields: Record<string, string>) =>
  commands(kind, fields).map(({ line }) => line);

describe('a plain access gets a plain line', () => {
  test('sftp, with the default port, another port, a path', () => {
    expect(lines('ftp', SFTP)).toEqual(['sftp -P 22 shop-support@ssh.host.example']);
    expect(lines('ftp', { ...SFTP, port: '2222', path: '/home/shop/www' })).toEqual([
      'sftp -P 2222 shop-support@ssh.host.example:/home/shop/www/.',
    ]);
    expect(lines('ftp', { ...SFTP, path: '/old,new/' })).toEqual([
      "sftp -P 22 'shop-support@ssh.host.example:/old,new/.'",
    ]);
  });

  test('ssh has both, with an IPv6 address too', () => {
    expect(lines('ftp', { ...SFTP, protocol: 'ssh', host: '2001:db8::1' })).toEqual([
      'ssh -p 22 shop-support@2001:db8::1',
      "sftp -P 22 'shop-support@[2001:db8::1]'",
    ]);
  });

  test('mysql asks for the password itself', () => {
    expect(lines('database', MYSQL)).toEqual([
      'mysql --local-infile=0 -h 10.0.3.12 -P 3306 -u ps -p ps_shop',
    ]);
  });

  test('plain ftp and other engines have none', () => {
    expect(lines('ftp', { ...SFTP, protocol: 'ftp' })).toEqual([]);
    expect(lines('database', { ...MYSQL, engine: 'PostgreSQL' })).toEqual([]);
    expect(lines('backoffice', SFTP)).toEqual([]);
  });
});

describe('what a stranger typed never becomes code', () => {
  const bad = [
    '-oProxyCommand=id',
    'a;id',
    '$(id)',
    '`id`',
    'a b',
    "a'b",
    'a\nid',
    'a\u202eb',
    'a|b',
    'a&b',
    'a>b',
    '',
  ];
  test.each(bad)('host and user %j: no line', (text) => {
    expect(lines('ftp', { ...SFTP, host: text })).toEqual([]);
    expect(lines('ftp', { ...SFTP, username: text })).toEqual([]);
    expect(lines('database', { ...MYSQL, host: text })).toEqual([]);
    expect(lines('database', { ...MYSQL, username: text })).toEqual([]);
  });

  test.each(['-rf', '$(id)', "a'b", '/a\nb', '/a;b', '/`id`', '~$HOME', ' /a', '/a b'])(
    'path %j: no line',
    (path) => {
      expect(lines('ftp', { ...SFTP, path })).toEqual([]);
    },
  );

  test.each(['0', '65536', '022', '22;id', '-22', ' 22', '٢٢'])('port %j: no line', (port) => {
    expect(lines('ftp', { ...SFTP, port })).toEqual([]);
  });

  test.each(['-e', 'a b', 'a;b', 'a.b'])('database %j: no line', (name) => {
    expect(lines('database', { ...MYSQL, name })).toEqual([]);
  });
});
