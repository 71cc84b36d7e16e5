/** The envelope: what the server stores (SPEC section 2). */

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type PayloadKeys, type Prk, payloadKeys } from './key.ts';
import { CHUNK, envelopeLength, PREFIX, paddedLength, TAG } from './padding.ts';
import { type Bytes, concat, equal, u32 } from './token.ts';
import { turn } from './turn.ts';

const MAGIC = 0x48;
const VERSION = 1;
const SUITE = 1;
const WITH_PASSPHRASE = 1;
const LOG2_CHUNK = 16;
const HEADER = 32;
/** Bytes of salt in the header, random per encryption. */
export const SALT = 24;

/**
 * Why an envelope is refused, in the order of the checks: `size` (no whole header), `header`
 * (magic), `update` (a version or suite that this code does not know), `header` (flags, chunk
 * size, zeros), `size` (no padded body has it), `passphrase-flag` (the link says otherwise),
 * `commit` (wrong passphrase or damaged link), `tag` (changed, cut or reordered bytes).
 */
export type EnvelopeFlaw = 'update' | 'header' | 'size' | 'passphrase-flag' | 'commit' | 'tag';

export class EnvelopeRefused extends Error {
  override name = 'EnvelopeRefused';
  readonly reason: EnvelopeFlaw;
  constructor(reason: EnvelopeFlaw) {
    super(`envelope refused: ${reason}`);
    this.reason = reason;
  }
}

/** What the key derivation and the associated data need beside the bytes. */
export type Sealing = { prk1: Prk; id: Uint8Array; passphrase: boolean };

/** Encrypts a padded body. `salt`: {@link SALT} random bytes, never used twice. */
export async function sealEnvelope(
  { prk1, id, passphrase }: Sealing,
  salt: Uint8Array,
  padded: Uint8Array,
): Promise<Bytes> {
  const header = makeHeader(passphrase, salt);
  const keys = await payloadKeys(prk1, header, id);
  const aad = concat(header, id);
  const out = new Uint8Array(envelopeLength(padded.length));
  out.set(header);
  out.set(keys.commit, HEADER);
  const chunks = Math.ceil(padded.length / CHUNK);
  for (let i = 0; i < chunks; i++) {
    if (i > 0) await turn();
    const chunk = padded.subarray(i * CHUNK, (i + 1) * CHUNK);
    out.set(cipher(keys, i, i === chunks - 1, aad).encrypt(chunk), PREFIX + i * (CHUNK + TAG));
  }
  return out;
}

/** Decrypts to the padded body. Throws {@link EnvelopeRefused}; no byte is released before that. */
export async function openEnvelope(
  { prk1, id, passphrase }: Sealing,
  envelope: Uint8Array,
): Promise<Bytes> {
  const { header, commit, sealed, length } = parse(envelope, passphrase);
  const keys = await payloadKeys(prk1, header, id);
  if (!equal(commit, keys.commit)) throw new EnvelopeRefused('commit');
  const aad = concat(header, id);
  const padded = new Uint8Array(length);
  const chunks = Math.ceil(length / CHUNK);
  for (let i = 0; i < chunks; i++) {
    if (i > 0) await turn();
    const chunk = sealed.subarray(i * (CHUNK + TAG), (i + 1) * (CHUNK + TAG));
    padded.set(decrypt(keys, i, i === chunks - 1, aad, chunk), i * CHUNK);
  }
  return padded;
}

type Parsed = { header: Bytes; commit: Uint8Array; sealed: Uint8Array; length: number };

function parse(envelope: Uint8Array, passphrase: boolean): Parsed {
  if (envelope.length < HEADER) throw new EnvelopeRefused('size');
  const header = new Uint8Array(envelope.subarray(0, HEADER));
  checkHeader(header);
  const length = paddedLength(envelope.length);
  if (length === null) throw new EnvelopeRefused('size');
  if ((header[3] === WITH_PASSPHRASE) !== passphrase) throw new EnvelopeRefused('passphrase-flag');
  const commit = envelope.subarray(HEADER, PREFIX);
  return { header, commit, sealed: envelope.subarray(PREFIX), length };
}

function checkHeader(header: Bytes): void {
  const [magic, version, suite, flags = 0, log2Chunk, ...rest] = header;
  if (magic !== MAGIC) throw new EnvelopeRefused('header');
  if (version !== VERSION || suite !== SUITE) throw new EnvelopeRefused('update');
  const zeros = rest.slice(0, 3).every((byte) => byte === 0);
  if (flags > WITH_PASSPHRASE || log2Chunk !== LOG2_CHUNK || !zeros) {
    throw new EnvelopeRefused('header');
  }
}

function makeHeader(passphrase: boolean, salt: Uint8Array): Bytes {
  const flags = passphrase ? WITH_PASSPHRASE : 0;
  return concat(Uint8Array.of(MAGIC, VERSION, SUITE, flags, LOG2_CHUNK, 0, 0, 0), salt);
}

/** `nonce_i = nonce_prefix ‖ u32(i) ‖ (last ? 0x01 : 0x00)`: the last flag ends the stream. */
function cipher(keys: PayloadKeys, i: number, last: boolean, aad: Uint8Array) {
  const nonce = concat(keys.noncePrefix, u32(i), Uint8Array.of(last ? 1 : 0));
  return xchacha20poly1305(keys.key, nonce, aad);
}

function decrypt(keys: PayloadKeys, i: number, last: boolean, aad: Uint8Array, chunk: Uint8Array) {
  try {
    return cipher(keys, i, last, aad).decrypt(chunk);
  } catch {
    throw new EnvelopeRefused('tag');
  }
}
