/** What a handover carries, and its bytes: `u32 meta_len ‖ meta ‖ files ‖ zeros` (SPEC section 3). */

import { DuplicateMember, parseJson } from './json.ts';
import { envelopeLength, pad } from './padding.ts';
import { isWellFormed } from './text.ts';
import { type Bytes, u32 } from './token.ts';

export type Lang = 'fr' | 'en';

/** One access. `absent` says: I do not have this. Every value is text, ports too. */
export type Item = { kind: string; fields: Record<string, string>; note?: string; absent?: true };

/** `name` and `type` are what the sender's system said: untrusted text. */
export type BundleFile = { name: string; type: string; bytes: Uint8Array };

export type Bundle = { items: Item[]; files: BundleFile[]; lang: Lang };

export const MAX_ITEMS = 64;
export const MAX_FILES = 64;
/** Bytes of meta. */
export const MAX_META = 256 * 1024;

/**
 * Why bytes are no bundle, or a bundle cannot be sealed: `meta` (not the JSON of the SPEC, or
 * sizes that do not add up), `duplicate` member, `limit` exceeded, `padding` not zero or of the
 * wrong length, `utf8` (invalid, or text with an unpaired surrogate).
 */
export type Flaw = 'meta' | 'duplicate' | 'limit' | 'padding' | 'utf8';

export class BundleRefused extends Error {
  override name = 'BundleRefused';
  readonly reason: Flaw;
  constructor(reason: Flaw) {
    super(`bundle refused: ${reason}`);
    this.reason = reason;
  }
}

/** `body`, padded to `pad(|body|)`. Throws {@link BundleRefused}: `limit`, `utf8`. */
export function encodeBundle(bundle: Bundle): Bytes {
  const meta = encodeMeta(bundle);
  const padded = new Uint8Array(pad(bodyLength(meta, bundle)));
  padded.set(u32(meta.length));
  padded.set(meta, 4);
  let at = 4 + meta.length;
  for (const file of bundle.files) {
    padded.set(file.bytes, at);
    at += file.bytes.length;
  }
  return padded;
}

/**
 * Bytes of the envelope of a bundle before it is sealed: to compare with `max_envelope`. Throws
 * like {@link encodeBundle}.
 */
export function envelopeSize(bundle: Bundle): number {
  return envelopeLength(pad(bodyLength(encodeMeta(bundle), bundle)));
}

function bodyLength(meta: Uint8Array, bundle: Bundle): number {
  return bundle.files.reduce((sum, file) => sum + file.bytes.length, 4 + meta.length);
}

/** The members in the SPEC's order, without white space. */
function encodeMeta({ items, files, lang }: Bundle): Bytes {
  if (items.length > MAX_ITEMS || files.length > MAX_FILES) throw new BundleRefused('limit');
  const listed = files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length }));
  const text = JSON.stringify({ v: 1, items: items.map(orderedItem), files: listed, lang });
  // JSON.stringify writes an unpaired surrogate as an escape, which no strict reader accepts.
  if (!everyTextWellFormed(items, files)) throw new BundleRefused('utf8');
  const meta = new TextEncoder().encode(text);
  if (meta.length > MAX_META) throw new BundleRefused('limit');
  return meta;
}

function orderedItem({ kind, fields, note, absent }: Item): Item {
  return {
    kind,
    fields,
    ...(note === undefined ? {} : { note }),
    ...(absent === undefined ? {} : { absent }),
  };
}

function everyTextWellFormed(items: readonly Item[], files: readonly BundleFile[]): boolean {
  const ofItem = ({ kind, fields, note }: Item) => [
    kind,
    note ?? '',
    ...Object.keys(fields),
    ...Object.values(fields),
  ];
  const texts = [...items.flatMap(ofItem), ...files.flatMap(({ name, type }) => [name, type])];
  return texts.every(isWellFormed);
}

/** Reads a padded body; the files are views of it. Throws {@link BundleRefused}. */
export function decodeBundle(padded: Bytes): Bundle {
  const metaLength =
    padded.length < 4 ? 0 : new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (metaLength > MAX_META) throw new BundleRefused('limit');
  if (metaLength > padded.length - 4) throw new BundleRefused('meta');
  const meta = readMeta(padded.subarray(4, 4 + metaLength));
  const body = meta.files.reduce((sum, file) => sum + file.size, 4 + metaLength);
  if (body > padded.length) throw new BundleRefused('meta');
  if (padded.length !== pad(body)) throw new BundleRefused('padding');
  if (padded.subarray(body).some((byte) => byte !== 0)) throw new BundleRefused('padding');
  let at = 4 + metaLength;
  const files = meta.files.map(({ name, type, size }) => {
    at += size;
    return { name, type, bytes: padded.subarray(at - size, at) };
  });
  return { items: meta.items, files, lang: meta.lang };
}

type Listed = { name: string; type: string; size: number };

function readMeta(bytes: Uint8Array): { items: Item[]; files: Listed[]; lang: Lang } {
  const meta = parse(decodeText(bytes));
  const { v, items, files, lang } = object(meta);
  if (v !== 1 || (lang !== 'fr' && lang !== 'en')) throw new BundleRefused('meta');
  return {
    items: list(items, MAX_ITEMS).map(readItem),
    files: list(files, MAX_FILES).map(readFile),
    lang,
  };
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BundleRefused('utf8');
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new BundleRefused(error instanceof DuplicateMember ? 'duplicate' : 'meta');
  }
}

function readItem(value: unknown): Item {
  const { kind, fields, note, absent } = object(value);
  if (absent !== undefined && absent !== true) throw new BundleRefused('meta');
  return {
    kind: string(kind),
    fields: stringMap(fields),
    ...(note === undefined ? {} : { note: string(note) }),
    ...(absent === undefined ? {} : { absent }),
  };
}

function readFile(value: unknown): Listed {
  const { name, type, size } = object(value);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new BundleRefused('meta');
  }
  return { name: string(name), type: string(type), size };
}

/** Unknown members are left alone: refusing them would lose a bundle that can be read once. */
function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BundleRefused('meta');
  }
  return { ...value };
}

function list(value: unknown, most: number): unknown[] {
  if (!Array.isArray(value)) throw new BundleRefused('meta');
  if (value.length > most) throw new BundleRefused('limit');
  return value;
}

/** A text; `\ud800` alone is no text in JSON's own terms (RFC 8259 §8.2). */
function string(value: unknown): string {
  if (typeof value !== 'string' || !isWellFormed(value)) throw new BundleRefused('meta');
  return value;
}

function stringMap(value: unknown): Record<string, string> {
  const entries = Object.entries(object(value));
  return Object.fromEntries(entries.map(([name, text]) => [string(name), string(text)]));
}
