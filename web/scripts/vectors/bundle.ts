/** tests/vectors/bundle.json: padded bodies, right and wrong. */

import { pad } from '../../src/protocol/padding.ts';
import { type Bytes, concat, u32 } from '../../src/protocol/token.ts';
import { filled, sha256Hex, unhex } from './bytes.ts';

/** `head`, `count` times `unit` with `between` between them, `tail`. */
type Repeated = { head: string; unit: string; between: string; count: number; tail: string };
/**
 * The parts of a padded body. `meta` is text, `meta_hex` bytes, `meta_rule` a rule; `files` are
 * lengths, filled by the rule; the rest is zeros up to `padded` bytes (default: pad(body)).
 * `meta_len` overrides the length that stands before meta, `raw` everything.
 */
export type Parts = {
  meta?: string;
  meta_hex?: string;
  meta_rule?: Repeated;
  meta_len?: number;
  files?: number[];
  padded?: number;
  xor?: [offset: number, mask: number];
  raw?: string;
};

export function padded(parts: Parts): Bytes {
  if (parts.raw !== undefined) return unhex(parts.raw);
  const meta = metaBytes(parts);
  const files = (parts.files ?? []).map(filled);
  const body = concat(u32(parts.meta_len ?? meta.length), meta, ...files);
  const out = new Uint8Array(parts.padded ?? pad(body.length));
  out.set(body);
  const [offset, mask] = parts.xor ?? [0, 0];
  out[offset] = (out[offset] ?? 0) ^ mask;
  return out;
}

function metaBytes({ meta, meta_hex, meta_rule }: Parts): Bytes {
  if (meta_hex !== undefined) return unhex(meta_hex);
  return new TextEncoder().encode(meta_rule === undefined ? meta : repeated(meta_rule));
}

function repeated({ head, unit, between, count, tail }: Repeated): string {
  return head + Array.from({ length: count }, () => unit).join(between) + tail;
}

const ITEM = '{"kind":"other","fields":{"title":"t","secret":"s"}}';
const FILE = '{"name":"a","type":"","size":0}';

function meta(items: string, files = '', lang = '"en"'): string {
  return `{"v":1,"items":[${items}],"files":[${files}],"lang":${lang}}`;
}

function many(unit: string, count: number, where: 'items' | 'files'): Repeated {
  const [head, tail] =
    where === 'items'
      ? ['{"v":1,"items":[', '],"files":[],"lang":"en"}']
      : ['{"v":1,"items":[],"files":[', '],"lang":"en"}'];
  return { head, unit, between: ',', count, tail };
}

/** Meta of exactly `length` bytes: one long secret. */
function long(length: number): Repeated {
  const head = '{"v":1,"items":[{"kind":"other","fields":{"secret":"';
  const tail = '"}}],"files":[],"lang":"en"}';
  return { head, unit: 'x', between: '', count: length - head.length - tail.length, tail };
}

const MAX_META = 256 * 1024;

const GOOD: readonly (readonly [string, Parts])[] = [
  ['one item', { meta: meta(ITEM) }],
  ['no item and no file', { meta: meta('') }],
  ['French', { meta: meta(ITEM, '', '"fr"') }],
  [
    'note and absent',
    { meta: meta('{"kind":"ftp","fields":{},"note":"n\\u00b7\\n","absent":true}') },
  ],
  ['unknown kind and field', { meta: meta('{"kind":"fax","fields":{"tone":"beep"}}') }],
  ['a field named __proto__', { meta: meta('{"kind":"other","fields":{"__proto__":"x"}}') }],
  ['a field named constructor', { meta: meta('{"kind":"other","fields":{"constructor":"x"}}') }],
  ['a field without a name', { meta: meta('{"kind":"other","fields":{"":""}}') }],
  [
    'escapes, and what lies outside the basic plane',
    {
      meta: meta('{"kind":"other","fields":{"secret":"\\ud83d\\udd11\u{1f512}\\"\\\\\\/\\b\\f"}}'),
    },
  ],
  [
    'bidi and control characters',
    { meta: meta('{"kind":"other","fields":{"secret":"\\u202ea\\u0000b\\u001b"}}') },
  ],
  [
    'white space between',
    { meta: `\n{ "v" : 1 , "items" : [ ${ITEM} ] , "files" : [ ] , "lang" : "en" }\t` },
  ],
  ['members in another order', { meta: `{"lang":"en","files":[],"items":[${ITEM}],"v":1}` }],
  [
    'unknown members are ignored',
    {
      meta: `{"v":1,"items":[{"x":null,"kind":"other","fields":{}}],"files":[],"lang":"en","y":{"z":[1.5,-2,true]}}`,
    },
  ],
  ['the same name in two objects', { meta: meta(`${ITEM},${ITEM}`) }],
  [
    'a name and the same text as a value',
    { meta: meta('{"kind":"kind","fields":{"a":"a","b":"a"}}') },
  ],
  [
    'a file',
    {
      meta: meta(ITEM, '{"name":"id_ed25519","type":"application/octet-stream","size":411}'),
      files: [411],
    },
  ],
  ['an empty file', { meta: meta('', FILE), files: [0] }],
  [
    'two files of one name',
    {
      meta: meta('', '{"name":"a","type":"t","size":3},{"name":"a","type":"t","size":5}'),
      files: [3, 5],
    },
  ],
  [
    'a file name with a path and bidi',
    { meta: meta('', '{"name":"../\\u202egpj.exe","type":"t","size":1}'), files: [1] },
  ],
  ['two chunks', { meta: meta('', '{"name":"a","type":"t","size":70000}'), files: [70_000] }],
  ['64 items', { meta_rule: many(ITEM, 64, 'items') }],
  ['64 files', { meta_rule: many(FILE, 64, 'files') }],
  ['meta of 256 KiB', { meta_rule: long(MAX_META) }],
];

const BAD: readonly (readonly [string, string, Parts])[] = [
  ['nothing', 'meta', { raw: '' }],
  ['three bytes', 'meta', { raw: '000000' }],
  ['meta_len 0', 'meta', { meta: '' }],
  ['meta_len past the end', 'meta', { meta: meta(ITEM), meta_len: 1021 }],
  ['meta_len one too small', 'meta', { meta: meta(ITEM), meta_len: meta(ITEM).length - 1 }],
  ['meta_len one too large', 'meta', { meta: meta(ITEM), meta_len: meta(ITEM).length + 1 }],
  ['meta_len over the limit', 'limit', { meta: meta(ITEM), meta_len: MAX_META + 1 }],
  ['meta_len of all ones', 'limit', { meta: meta(ITEM), meta_len: 0xffffffff }],
  ['meta over 256 KiB', 'limit', { meta_rule: long(MAX_META + 1) }],
  ['65 items', 'limit', { meta_rule: many(ITEM, 65, 'items') }],
  ['65 files', 'limit', { meta_rule: many(FILE, 65, 'files') }],
  ['not JSON', 'meta', { meta: 'hello' }],
  ['two values', 'meta', { meta: `${meta(ITEM)}${meta(ITEM)}` }],
  ['trailing comma', 'meta', { meta: meta(`${ITEM},`) }],
  ['byte order mark', 'meta', { meta: `\ufeff${meta(ITEM)}` }],
  ['an array', 'meta', { meta: '[]' }],
  ['null', 'meta', { meta: 'null' }],
  ['version 2', 'meta', { meta: meta(ITEM).replace('"v":1', '"v":2') }],
  ['version as text', 'meta', { meta: meta(ITEM).replace('"v":1', '"v":"1"') }],
  ['no version', 'meta', { meta: meta(ITEM).replace('"v":1,', '') }],
  ['no items', 'meta', { meta: '{"v":1,"files":[],"lang":"en"}' }],
  ['no files', 'meta', { meta: '{"v":1,"items":[],"lang":"en"}' }],
  ['no language', 'meta', { meta: '{"v":1,"items":[],"files":[]}' }],
  ['another language', 'meta', { meta: meta(ITEM, '', '"de"') }],
  ['items is an object', 'meta', { meta: '{"v":1,"items":{},"files":[],"lang":"en"}' }],
  ['an item is text', 'meta', { meta: meta('"x"') }],
  ['an item without kind', 'meta', { meta: meta('{"fields":{}}') }],
  ['an item without fields', 'meta', { meta: meta('{"kind":"other"}') }],
  ['fields is a list', 'meta', { meta: meta('{"kind":"other","fields":[]}') }],
  ['a port as a number', 'meta', { meta: meta('{"kind":"ftp","fields":{"port":22}}') }],
  ['a field that is null', 'meta', { meta: meta('{"kind":"ftp","fields":{"port":null}}') }],
  ['a note that is a number', 'meta', { meta: meta('{"kind":"ftp","fields":{},"note":1}') }],
  ['absent is false', 'meta', { meta: meta('{"kind":"ftp","fields":{},"absent":false}') }],
  ['a file without a size', 'meta', { meta: meta('', '{"name":"a","type":""}') }],
  ['a size below zero', 'meta', { meta: meta('', '{"name":"a","type":"","size":-1}') }],
  ['a size with a fraction', 'meta', { meta: meta('', '{"name":"a","type":"","size":0.5}') }],
  ['a size as text', 'meta', { meta: meta('', '{"name":"a","type":"","size":"0"}') }],
  ['a size past the end', 'meta', { meta: meta('', '{"name":"a","type":"","size":1024}') }],
  [
    'sizes that overflow 64 bits',
    'meta',
    {
      meta: meta(
        '',
        '{"name":"a","type":"","size":18446744073709551615},{"name":"b","type":"","size":2}',
      ),
    },
  ],
  [
    'half of a surrogate pair',
    'meta',
    { meta: meta('{"kind":"other","fields":{"secret":"\\ud83d"}}') },
  ],
  [
    'surrogates in the wrong order',
    'meta',
    { meta: meta('{"kind":"other","fields":{"secret":"\\udd11\\ud83d"}}') },
  ],
  [
    'a control character without escape',
    'meta',
    { meta: meta('{"kind":"other","fields":{"secret":"\u0001"}}') },
  ],
  ['a byte that UTF-8 never has', 'utf8', { meta_hex: '7bff7d' }],
  ['UTF-8 cut in a letter', 'utf8', { meta_hex: '22c3' }],
  ['UTF-8 longer than needed', 'utf8', { meta_hex: '22c0af22' }],
  ['a surrogate in UTF-8', 'utf8', { meta_hex: '22eda08022' }],
  ['v twice', 'duplicate', { meta: meta(ITEM).replace('"v":1', '"v":1,"v":1') }],
  ['items twice', 'duplicate', { meta: meta(ITEM).replace('"lang"', '"items":[],"lang"') }],
  ['kind twice', 'duplicate', { meta: meta('{"kind":"other","kind":"other","fields":{}}') }],
  ['fields twice', 'duplicate', { meta: meta('{"kind":"other","fields":{},"fields":{}}') }],
  ['note twice', 'duplicate', { meta: meta('{"kind":"other","fields":{},"note":"a","note":"b"}') }],
  [
    'a field twice',
    'duplicate',
    { meta: meta('{"kind":"other","fields":{"secret":"a","secret":"b"}}') },
  ],
  [
    'a field twice, once escaped',
    'duplicate',
    { meta: meta('{"kind":"other","fields":{"secret":"a","s\\u0065cret":"b"}}') },
  ],
  [
    'a field twice, far apart',
    'duplicate',
    { meta: meta('{"kind":"other","fields":{"a":"","b":"}","c":"\\"","a":""}}') },
  ],
  ['size twice', 'duplicate', { meta: meta('', '{"name":"a","type":"","size":0,"size":0}') }],
  [
    'an unknown member twice',
    'duplicate',
    { meta: '{"v":1,"x":1,"x":2,"items":[],"files":[],"lang":"en"}' },
  ],
  ['first byte of the padding', 'padding', { meta: meta(ITEM), xor: [4 + meta(ITEM).length, 1] }],
  ['last byte of the padding', 'padding', { meta: meta(ITEM), xor: [1023, 0x80] }],
  ['one step more padding than pad gives', 'padding', { meta: meta(ITEM), padded: 2048 }],
  ['less padding than pad gives', 'padding', { meta: meta(ITEM), padded: 512 }],
];

/** What a reader must find, where meta is short: the members that the SPEC names. */
function decoded({ meta: text }: Parts) {
  if (text === undefined) return {};
  const { items, files, lang } = JSON.parse(text);
  const known = ({ kind, fields, note, absent }: Record<string, unknown>) => ({
    kind,
    fields,
    note,
    absent,
  });
  return { decoded: { items: items.map(known), files, lang } };
}

export function bundleVectors() {
  return {
    about: 'padded bodies by their parts, and the bundle in them: SPEC section 3',
    bundles: [
      ...GOOD.map(([name, parts]) => {
        const bytes = padded(parts);
        const made = { length: bytes.length, sha256: sha256Hex(bytes) };
        return { name, ...parts, ...made, ...decoded(parts), expect: 'ok' };
      }),
      ...BAD.map(([name, expect, parts]) => ({
        name,
        ...parts,
        sha256: sha256Hex(padded(parts)),
        expect,
      })),
    ],
  };
}
