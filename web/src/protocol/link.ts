/**
 * Links: what stands behind the `#`, told apart and checked before any network call (SPEC
 * section 4).
 *
 * A link has survived mail programs, chats and people: trackers, markup and sentences may stand
 * around it, so a decoder looks for its own shape and takes exactly as many characters as the kind
 * has.
 */

import { sha256 } from './sha256.ts';
import { type Bytes, concat, equal, fromB64u, label, Malformed, toB64u } from './token.ts';

export type LinkKind = 'share' | 'receipt' | 'request' | 'collect';

/** Why a link is refused; where several hold, the first in this order. */
export type Refusal = 'not-a-link' | 'update' | 'cut' | 'wrong-kind' | 'damaged';

/** The text holds no link that opens here. Nothing was asked of the server, nothing is lost. */
export class LinkRefused extends Error {
  override name = 'LinkRefused';
  readonly reason: Refusal;
  /** For `wrong-kind`: which kind of link it is. */
  readonly found?: LinkKind;
  constructor(reason: Refusal, found?: LinkKind) {
    super(`link refused: ${reason}`);
    this.reason = reason;
    if (found !== undefined) this.found = found;
  }
}

export type Letter = 's' | 'p' | 'm' | 'r' | 'c' | 't';
type Shape = { kind: LinkKind; payload: number; check: number };

/** Bytes of payload before the checksum, and of the checksum. */
const SHAPES: Readonly<Record<Letter, Shape>> = {
  s: { kind: 'share', payload: 32, check: 2 },
  p: { kind: 'share', payload: 32, check: 2 },
  m: { kind: 'receipt', payload: 48, check: 2 },
  r: { kind: 'request', payload: 32, check: 2 },
  c: { kind: 'collect', payload: 64, check: 3 },
  t: { kind: 'collect', payload: 48, check: 2 },
};

/** Reads a share link: a URL, a bare fragment, or text around either. Throws {@link LinkRefused}. */
export function parseShareLink(input: string): { key: Bytes; passphrase: boolean } {
  const { letter, payload } = decode(input, 'share');
  return { key: payload, passphrase: letter === 'p' };
}

/** Reads a receipt link, like {@link parseShareLink}. */
export function parseReceiptLink(input: string): { id: Bytes; secret: Bytes } {
  const { payload } = decode(input, 'receipt');
  return { id: payload.slice(0, 16), secret: payload.slice(16) };
}

/** Whether two texts hold the same link, of whatever kind: programs hang trackers onto it, another one each time. */
export function isSameLink(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    const [one, other] = [decode(a, null), decode(b, null)];
    return one.letter === other.letter && equal(one.payload, other.payload);
  } catch {
    return false;
  }
}

/** `base` is the page's origin and path prefix, without a slash at the end. */
export function shareLink(base: string, key: Uint8Array, passphrase: boolean): string {
  return `${base}/open#${encode(passphrase ? 'p' : 's', key)}`;
}

/** `base` as in {@link shareLink}. */
export function receiptLink(base: string, id: Uint8Array, secret: Uint8Array): string {
  return `${base}/receipt#${encode('m', concat(id, secret))}`;
}

/** A fragment without its mark. */
export function encode(letter: Letter, payload: Uint8Array): string {
  return `1${letter}${toB64u(concat(payload, checksum(letter, payload)))}`;
}

/** `chk` = the first bytes of H(L("check ") ‖ the two kind characters ‖ payload). */
function checksum(letter: Letter, payload: Uint8Array): Uint8Array {
  return sha256(concat(label(`check 1${letter}`), payload)).subarray(0, SHAPES[letter].check);
}

/** How far a candidate got before it was refused: the furthest one names the refusal. */
const ORDER: readonly Refusal[] = ['not-a-link', 'update', 'cut', 'wrong-kind', 'damaged'];

type Decoded = { letter: Letter; payload: Bytes };
type Candidate = { version: string; letter: string; run: string };

/** The first candidate in the text that is whole, of the expected kind (null: of any) and undamaged. Throws {@link LinkRefused}. */
export function decode(input: string, expected: LinkKind | null): Decoded {
  let refused = new LinkRefused('not-a-link');
  for (const candidate of candidates(input)) {
    const result = attempt(candidate, expected);
    if (!(result instanceof LinkRefused)) return result;
    if (ORDER.indexOf(result.reason) > ORDER.indexOf(refused.reason)) refused = result;
  }
  throw refused;
}

const MARKED = /(?:#|%23)([0-9])([A-Za-z])([\w-]*)/g;
// Without the mark only what can hardly be anything else: at the start or behind a white or
// quoting character, a letter that is a kind, and most of a link.
const BARE = /(?:^|[\s\u200b-\u200f\u2060<>"'`“”„«»‘’()[\]*_,;:])([0-9])([spmrct])([\w-]{32,})/g;

function* candidates(input: string): Generator<Candidate> {
  for (const pattern of [MARKED, BARE]) {
    for (const [, version = '', letter = '', run = ''] of input.matchAll(pattern)) {
      yield { version, letter, run };
    }
  }
}

function attempt(candidate: Candidate, expected: LinkKind | null): Decoded | LinkRefused {
  const { version, letter, run } = candidate;
  if (version !== '1') return new LinkRefused('update');
  if (!isLetter(letter)) return new LinkRefused('damaged');
  const shape = SHAPES[letter];
  const chars = Math.ceil(((shape.payload + shape.check) * 4) / 3);
  if (run.length < chars) return new LinkRefused('cut');
  if (expected !== null && shape.kind !== expected)
    return new LinkRefused('wrong-kind', shape.kind);
  const payload = verified(letter, run.slice(0, chars));
  return payload === null ? new LinkRefused('damaged') : { letter, payload };
}

function isLetter(letter: string): letter is Letter {
  return Object.hasOwn(SHAPES, letter);
}

/** The payload of a whole link, or null where the checksum does not fit or is not canonical. */
function verified(letter: Letter, text: string): Bytes | null {
  try {
    const bytes = fromB64u(text);
    const payload = bytes.slice(0, SHAPES[letter].payload);
    const check = bytes.subarray(SHAPES[letter].payload);
    return equal(check, checksum(letter, payload)) ? payload : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
