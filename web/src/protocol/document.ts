/** D, the document of a request: who asks whom for what, and whose keys may read (SPEC section 5). */

import type { Lang } from './bundle.ts';
import { DuplicateMember, parseJson } from './json.ts';
import { isKind, type KindId } from './kind.ts';
import { isWellFormed } from './text.ts';
import { type Bytes, fromB64u, Malformed, toB64u } from './token.ts';

/**
 * Why a request or its answer is refused. Of the document: `sealed` (does not decrypt), `hash`
 * (is not the one that the link names), `limit` (over 16 KiB, no key or more than eight), `utf8`,
 * `duplicate` member, `update` (of a later version), `document` (not that of the SPEC). For who
 * answers: `expired` (a day and more ago), `clock` (the server has another end), `key` (one that
 * nothing can be sealed to). For who collects: `wraps` (not one for each key), `unknown-key`
 * (another key can read this answer), `wrap` (does not open), `envelope` (is not the one that was
 * sealed).
 */
export type RequestFlaw =
  | 'sealed'
  | 'hash'
  | 'limit'
  | 'utf8'
  | 'duplicate'
  | 'update'
  | 'document'
  | 'expired'
  | 'clock'
  | 'key'
  | 'wraps'
  | 'unknown-key'
  | 'wrap'
  | 'envelope';

export class RequestRefused extends Error {
  override name = 'RequestRefused';
  readonly reason: RequestFlaw;
  constructor(reason: RequestFlaw) {
    super(`request refused: ${reason}`);
    this.reason = reason;
  }
}

/** `keys`: X-Wing public keys, 1216 bytes each. `expiresAt`: RFC 3339. Text is what somebody typed. */
export type Asked = {
  keys: Bytes[];
  ask: KindId[];
  reference: string;
  from: string;
  lang: Lang;
  expiresAt: string;
};

/** Bytes of D. */
export const MAX_DOCUMENT = 16 * 1024;
export const MAX_KEYS = 8;
/** Bytes of salt: they make two requests with one content differ. */
export const DOCUMENT_SALT = 32;
/** Bytes of an X-Wing public key; see xwing.ts, which who only reads a document does not load. */
const PUBLIC_KEY = 1216;

/** The members in the SPEC's order, without white space. Throws {@link RequestRefused}. */
export function encodeDocument(asked: Asked, salt: Uint8Array): Bytes {
  const { keys, ask, reference, from, lang, expiresAt } = asked;
  const members = { v: 1, salt: toB64u(salt), keys: keys.map(toB64u), ask, reference, from, lang };
  const document = new TextEncoder().encode(JSON.stringify({ ...members, expires_at: expiresAt }));
  // What no reader would take is not written.
  decodeDocument(document);
  return document;
}

/** Reads D, whose hash is another matter. Throws {@link RequestRefused}. */
export function decodeDocument(document: Uint8Array): Asked {
  if (document.length > MAX_DOCUMENT) throw new RequestRefused('limit');
  const { v, salt, keys, ask, reference, from, lang, expires_at } = parse(decodeText(document));
  if (Number.isSafeInteger(v) && Number(v) > 1) throw new RequestRefused('update');
  if (v !== 1) throw new RequestRefused('document');
  const publicKeys = readKeys(keys);
  bytes(salt, DOCUMENT_SALT);
  if (lang !== 'fr' && lang !== 'en') throw new RequestRefused('document');
  return {
    keys: publicKeys,
    ask: kinds(ask),
    reference: text(reference),
    from: text(from),
    lang,
    expiresAt: time(expires_at),
  };
}

function decodeText(document: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(document);
  } catch {
    throw new RequestRefused('utf8');
  }
}

/** Unknown members are left alone. */
function parse(json: string): Record<string, unknown> {
  const value = tryParse(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new RequestRefused('document');
}

function tryParse(json: string): unknown {
  try {
    return parseJson(json);
  } catch (error) {
    throw new RequestRefused(error instanceof DuplicateMember ? 'duplicate' : 'document');
  }
}

function bytes(value: unknown, length: number): Bytes {
  try {
    return fromB64u(text(value), length);
  } catch (error) {
    throw error instanceof Malformed ? new RequestRefused('document') : error;
  }
}

/** None twice: a one-off request has its own key only, and a team's holders are told apart. */
function readKeys(value: unknown): Bytes[] {
  if (!Array.isArray(value)) throw new RequestRefused('document');
  if (value.length === 0 || value.length > MAX_KEYS) throw new RequestRefused('limit');
  if (new Set(value).size < value.length) throw new RequestRefused('document');
  return value.map((key) => bytes(key, PUBLIC_KEY));
}

/** At least one, and none twice: each is a form that the merchant fills. */
function kinds(value: unknown): KindId[] {
  const known = (kind: unknown): kind is KindId => typeof kind === 'string' && isKind(kind);
  const good = Array.isArray(value) && value.length > 0 && new Set(value).size === value.length;
  if (!good || !value.every(known)) throw new RequestRefused('document');
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string' || !isWellFormed(value)) throw new RequestRefused('document');
  return value;
}

// RFC 3339 §5.6; `Date.parse` takes far more.
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function time(value: unknown): string {
  const read = text(value);
  if (!TIME.test(read) || Number.isNaN(Date.parse(read))) throw new RequestRefused('document');
  return read;
}
