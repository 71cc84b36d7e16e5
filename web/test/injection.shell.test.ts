// Command lines as a shell reads them: each starts the one program with the words that were meant,
// whatever was typed, and nothing else.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { commands } from '../src/command.ts';

const place = mkdtempSync(join(tmpdir(), 'handover-shell-'));
const [bin, home] = [join(place, 'bin'), join(place, 'home')];
for (const directory of [bin, home]) mkdirSync(directory);
// In place of the programs: each prints its own words. Nothing else can be found.
for (const program of ['sftp', 'ssh', 'mysql']) {
  const script = `#!/bin/sh\nprintf '%s\\0' ${program} "$@" END\n`;
  writeFileSync(join(bin, program), script, { mode: 0o755 });
}
afterAll(() => rmSync(place, { recursive: true }));

/** What programs were started, each with its words. */
function started(lines: readonly string[]): string[][] {
  const said = execFileSync('/bin/sh', ['-c', lines.join('\n')], {
    cwd: home,
    env: { PATH: bin, HOME: home },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return said
    .split('END\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

type Typed = Record<'host' | 'port' | 'username' | 'path' | 'name', string>;

function meant(kind: string, { host, port, username, path, name }: Typed): string[][] {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const directory = path === '' ? '' : `:${path.replace(/\/$/, '')}/.`;
  return kind === 'ftp'
    ? [
        ['ssh', '-p', port || '22', `${username}@${host}`],
        ['sftp', '-P', port || '22', `${username}@${bracketed}${directory}`],
      ]
    : [
        [
          'mysql',
          '--local-infile=0',
          '-h',
          host,
          '-P',
          port || '3306',
          '-u',
          username,
          '-p',
        ].concat(name === '' ? [] : [name]),
      ];
}

const SIGNS = [
  '-',
  '-oProxyCommand=id',
  '$(id)',
  '$HOME',
  '`id`',
  ';id',
  '|id',
  '&',
  '>f',
  "'",
  '"',
];
const BLANKS = [' ', '\n', '\t', '\r', '\\', '*', '{a,b}', '~', '#', '!', '=', '\u00a0', '\u202e'];
const hostile = fc.constantFrom(...SIGNS, ...BLANKS);

/** Mostly what people type; sometimes with something hostile in it. */
function field(...usual: string[]) {
  const plain = fc.constantFrom(...usual);
  const spoilt = fc
    .tuple(plain, hostile, plain, fc.nat(2))
    .map(([a, sign, b, where]) => [sign + a, a + sign + b, a + sign][where] ?? a);
  return fc.oneof({ weight: 6, arbitrary: plain }, spoilt, fc.string({ maxLength: 6 }));
}

const typed = fc.record({
  host: field('shop.example', '10.0.3.12', '2001:db8::1', 'a-b.example', 'localhost'),
  port: field('', '22', '2222', '65535'),
  username: field('shop', 'support@shop.example', 'a+b', '_x', 'A.b-c'),
  path: field('', '/', '/home/shop/www', '~', '~shop/www/', './a@b', '../,+'),
  name: field('', 'ps_shop', '$HOME', '$', 'a-b'),
});

test('a shell starts the program that was meant, with the words that were meant', () => {
  let tried = 0;
  fc.assert(
    fc.property(typed, fc.constantFrom('ftp', 'database'), (fields, kind) => {
      const lines = commands(kind, { ...fields, protocol: 'ssh' }).map(({ line }) => line);
      if (lines.length === 0) return;
      tried += 1;
      const program = (words: string[]) => lines.some((line) => line.startsWith(`${words[0]} `));
      expect(started(lines)).toEqual(meant(kind, fields).filter(program));
      expect(readdirSync(home)).toEqual([]);
      for (const text of [fields.host, fields.username]) expect(text).toMatch(/^[^-]/);
    }),
    { numRuns: 500 },
  );
  expect(tried).toBeGreaterThan(50);
});
