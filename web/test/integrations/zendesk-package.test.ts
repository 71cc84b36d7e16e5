// What the Zendesk app is made of: its words, its manifest, its package, and what must stand in no file of it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import * as theirs from '../../../deploy/integrations/zendesk/assets/format.js';
import { KINDS } from '../../../deploy/integrations/zendesk/assets/settings.js';
import * as en from '../../../deploy/integrations/zendesk/assets/words/en.js';
import * as fr from '../../../deploy/integrations/zendesk/assets/words/fr.js';
import { pack } from '../../../deploy/integrations/zendesk/pack.mjs';
import * as ours from '../../src/format.ts';
import * as enAsking from '../../src/words/en/asking.ts';
import { kinds as enKinds } from '../../src/words/en/kinds.ts';
import { words as enRequests } from '../../src/words/en/requests.ts';
import * as frAsking from '../../src/words/fr/asking.ts';
import { kinds as frKinds } from '../../src/words/fr/kinds.ts';
import { words as frRequests } from '../../src/words/fr/requests.ts';

const ROOT = fileURLToPath(new URL('../../../deploy/integrations/zendesk/', import.meta.url));
const read = (name: string) => readFileSync(ROOT + name, 'utf8');
const json = (name: string) => JSON.parse(read(name));

type Said = [where: string, text: string];

/** Every text of a module; functions are asked with plain arguments. */
function texts(value: unknown, where: string): Said[] {
  if (typeof value === 'string') return [[where, value]];
  if (typeof value === 'function') return [[where, String(value('x', 'y', 'z'))]];
  return Object.entries(value ?? {}).flatMap(([key, part]) => texts(part, `${where}.${key}`));
}

describe('words', () => {
  const both = [
    { ...en, kinds: enKinds, mine: enRequests.mine, asking: enAsking, hello: 'Hello' },
    { ...fr, kinds: frKinds, mine: frRequests.mine, asking: frAsking, hello: 'Bonjour' },
  ];

  test.each(both)('are those of the pages', ({ words, reply, kinds, mine, asking, hello }) => {
    expect(words.kinds).toEqual(kinds);
    expect(mine.standing).toMatchObject(words.standing);
    expect(words.collect.noteText('47', '123456', 'L')).toBe(mine.noteText('47', '123456', 'L'));
    expect(words.withdraw.done).toBe(mine.withdrawn);
    expect(words.withdraw.tooLate).toBe(mine.tooLate);
    expect(words.finish.button).toBe(mine.finish);
    expect(words.finish.done).toBe(mine.finished);
    expect(reply.asked).toEqual(asking.asked);
    const message = asking.asking('L', 'U', 'W');
    expect(`${hello},\n\n${reply.asking('L', 'U', 'W')}`, 'a reply has its greeting').toBe(message);
  });

  test('nothing is empty, and both languages say as much', () => {
    const said = [texts({ ...en }, 'en'), texts({ ...fr }, 'fr')];
    const [english, french] = said.map((all) => all.map(([where]) => where.slice(2)));
    expect(french).toEqual(english);
    for (const [where, text] of said.flat()) expect([where, text.trim()]).not.toContain('');
  });

  test('French has no plain blank where a line may not break, and its own apostrophe', () => {
    const listing = texts(json('translations/fr.json'), 'translations');
    for (const [where, text] of [...texts({ ...fr }, 'fr'), ...listing]) {
      expect([where, /[ ][;:!?»]|«[ ]/.test(text)]).toEqual([where, false]);
      expect([where, /\w'\w/.test(text)]).toEqual([where, false]);
    }
  });

  test('times are written as on the pages', () => {
    const now = Date.parse('2026-11-21T14:31:24.000Z');
    for (const lang of ['en', 'fr'] as const) {
      for (const seconds of [0, 1, 59, 90, 3599, 3600, 7200, 86_400, 170_000, 604_700, 604_800]) {
        const time = new Date(now + seconds * 1000).toISOString();
        expect(theirs.moment(lang, time)).toBe(ours.moment(lang, time));
        expect(theirs.zonedMoment(lang, time)).toBe(ours.zonedMoment(lang, time));
        expect(theirs.until(lang, time, now)).toBe(ours.until(lang, time, now));
        expect(theirs.clock(lang, Date.parse(time))).toBe(ours.clock(lang, time));
      }
      expect(theirs.days(lang, 1)).toBe(ours.lifetime(lang, 86_400));
      expect(theirs.days(lang, 7)).toBe(ours.lifetime(lang, 7 * 86_400));
      expect(theirs.list(lang, ['a', 'b', 'c'])).toBe(ours.list(lang, ['a', 'b', 'c']));
    }
  });
});

describe('the manifest', () => {
  const { parameters, location, defaultLocale } = json('manifest.json');
  const named = (name: string) => parameters.find((it: { name: string }) => it.name === name);

  test('keeps the key secret, and lets it into headers alone', () => {
    expect(named('key')).toMatchObject({ secure: true, required: true, scopes: ['header'] });
    expect(named('key')).not.toHaveProperty('default');
  });

  test('has a switch for each kind', () => {
    const names = parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['server', 'key', 'days', ...KINDS.map((kind) => `ask_${kind}`)]);
    expect(KINDS).toEqual(Object.keys(enKinds));
  });

  test('names each setting in both languages', () => {
    const names = parameters.map(({ name }: { name: string }) => name);
    for (const lang of [defaultLocale, 'fr']) {
      const { app } = json(`translations/${lang}.json`);
      expect(Object.keys(app.parameters)).toEqual(names);
      for (const name of names) expect(app.parameters[name].label).toBeTruthy();
    }
  });

  test('leads to a page that is there, with the logos that Zendesk asks for', () => {
    expect(location).toEqual({
      support: { ticket_sidebar: { url: 'assets/iframe.html', flexible: true } },
    });
    const size = (name: string) =>
      readFileSync(ROOT + name)
        .subarray(16, 24)
        .toString('hex');
    expect(size('assets/logo.png'), '320 × 320').toBe('0000014000000140');
    expect(size('assets/logo-small.png'), '128 × 128').toBe('0000008000000080');
  });
});

describe('the files', () => {
  const names = readdirSync(`${ROOT}assets`, { recursive: true }).map(String);
  const scripts = names.filter((name) => name.endsWith('.js'));

  test.each(scripts)('%s makes no markup of text, runs none, and calls nobody itself', (name) => {
    expect(read(`assets/${name}`).startsWith('// @ts-check\n')).toBe(true);
    const source = read(`assets/${name}`).replace(/\/\*.*?\*\//gs, '');
    expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
    expect(source).not.toMatch(/fetch\(|XMLHttpRequest|WebSocket|sendBeacon|new Image|import\(/);
  });

  test('the key is named once, in a header, and never read', () => {
    const all = scripts.map((name) => read(`assets/${name}`)).join('\n');
    expect(all.match(/setting\.\w+/g)).toEqual(['setting.key']);
    expect(all).toContain("Authorization: 'Bearer {{setting.key}}'");
    expect(all).not.toMatch(/raw\.key|settings\.key/);
  });

  test('the page lets nothing out, and takes scripts from itself and Zendesk alone', () => {
    const page = read('assets/iframe.html');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toBe(
      "default-src 'none'; script-src 'self' https://static.zdassets.com; style-src 'self'; base-uri 'none'; form-action 'none'",
    );
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script'));
    expect(page).not.toMatch(/style=|onclick|<style|<script>/);
  });
});

/** The files of an archive, read from their own headers. */
function unpacked(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let offset = 0;
  while (archive.readUInt32LE(offset) === 0x04034b50) {
    const [length, end] = [archive.readUInt32LE(offset + 22), offset + 30];
    const start = end + archive.readUInt16LE(offset + 26);
    const data = archive.subarray(start, start + length);
    expect(crc32(data)).toBe(archive.readUInt32LE(offset + 14));
    files.set(archive.subarray(end, start).toString(), data);
    offset = start + length;
  }
  expect(archive.readUInt32LE(offset), 'the directory follows').toBe(0x02014b50);
  expect(archive.readUInt16LE(archive.length - 12), 'and knows them all').toBe(files.size);
  return files;
}

describe('the package', () => {
  const archive = pack('https://access.my-shop.example/sub/');
  const files = unpacked(archive);

  test('is the same each time', () => {
    expect(pack('https://access.my-shop.example/sub/').equals(archive)).toBe(true);
  });

  test('has all that the app is, and nothing else', () => {
    const inside = ['assets', 'translations'].flatMap((folder) =>
      readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length)),
    );
    expect([...files.keys()].sort()).toEqual(['manifest.json', ...inside].sort());
    for (const name of inside)
      expect(files.get(name)?.equals(readFileSync(ROOT + name))).toBe(true);
  });

  test('lets Zendesk send the key to that server alone', () => {
    const manifest = JSON.parse(String(files.get('manifest.json')));
    expect(manifest.domainWhitelist).toEqual(['access.my-shop.example']);
    expect(manifest.parameters[0]).toMatchObject({
      name: 'server',
      default: 'https://access.my-shop.example/sub',
    });
  });

  test.each(['http://handover.example.org', 'ftp://handover.example.org', 'handover'])(
    'there is none for %s',
    (address) => {
      expect(() => pack(address)).toThrow();
    },
  );
});
