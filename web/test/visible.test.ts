import { describe, expect, test } from 'vitest';
import { baseName, keyFile } from '../src/filename.ts';
import { visible, visibleLine } from '../src/visible.ts';
import { subject, visit } from '../src/visit.ts';

describe('hidden characters are written as escapes', () => {
  test.each([
    ['abc\u202etxt', 'abc\\u{202e}txt'],
    ['a\u200bb\u2066c', 'a\\u{200b}b\\u{2066}c'],
    ['a\u0000\u001b[31m', 'a\\u{0}\\u{1b}[31m'],
    ['a\u{e0041}', 'a\\u{e0041}'],
    ['a\ud800', 'a\\u{d800}'],
    ['été 漢字 😀\nline', 'été 漢字 😀\nline'],
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('on one line, line feeds too', () => {
    expect(visibleLine('a\nb')).toBe('a\\nb');
  });
});

describe('a file name is reduced to a base name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\key.pem', 'key.pem'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['photo\u202egnp.exe', 'photo_gnp.exe'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['note.txt. ', 'note.txt'],
    ['clé privée.pem', 'clé privée.pem'],
    [`${'a'.repeat(300)}.pem`, `${'a'.repeat(116)}.pem`],
  ])('%j', (name, safe) => {
    expect(baseName(name)).toBe(safe);
  });
});

test.each([
  ['-----BEGIN', 'ssh.host.example', 'ssh.host.example.key'],
  ['PuTTY-User-Key-File-3: x', 'h.example', 'h.example.ppk'],
  ['-----BEGIN', '../../etc', 'private-key.key'],
  ['-----BEGIN', '', 'private-key.key'],
  ['-----BEGIN', '-rf.example', 'private-key.key'],
])('a key file %j of %j is %j', (key, host, name) => {
  expect(keyFile(key, host)).toBe(name);
});

describe('only plain web addresses become links', () => {
  test.each([
    ['https://s.example/a1', { href: 'https://s.example/a1', encrypted: true }],
    ['http://s.example', { href: 'http://s.example/', encrypted: false }],
    [' https://s.example ', { href: 'https://s.example/', encrypted: true }],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['java\nscript:alert(1)', null],
    ['https://bank.example@evil.example/', null],
    ['https:\\\\s.example', null],
    ['//s.example', null],
    ['https://', null],
    ['s.example', null],
  ])('%j', (address, link) => {
    expect(visit(address)).toEqual(link);
  });

  test('the heading names the first plain host', () => {
    expect(subject([{ fields: { host: '<b>' } }, { fields: { url: 'https://s.example/x' } }])).toBe(
      's.example',
    );
    expect(subject([{ fields: { domain: 'my-shop.com' } }])).toBe('my-shop.com');
    expect(subject([{ fields: { host: 'localhost' } }])).toBeNull();
  });
});
