/** A team's long-lived key, in a file under a passphrase (SPEC section 5). */

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { parseJson } from './json.ts';
import { sha256 } from './sha256.ts';
import { isWellFormed } from './text.ts';
import { type Bytes, concat, fromB64u, label } from './token.ts';

/** Why a team key file is refused: `file` (is none, or damaged), `update` (of a later version), `passphrase`. */
export type TeamKeyFlaw = 'file' | 'update' | 'passphrase';

export class TeamKeyRefused extends Error {
  override name = 'TeamKeyRefused';
  readonly reason: TeamKeyFlaw;
  constructor(reason: TeamKeyFlaw) {
    super(`team key refused: ${reason}`);
    this.reason = reason;
  }
}

/** The wrapped file: whoever has it still needs the passphrase. `createdAt`: RFC 3339. */
export type TeamKey = {
  name: string;
  publicKey: Bytes;
  createdAt: string;
  salt: Bytes;
  nonce: Bytes;
  sealed: Bytes;
};

/** Reads the file's text. Throws {@link TeamKeyRefused}: `file`, `update`. */
export function readTeamKey(text: string): TeamKey {
  const members = tryParse(text);
  if (members.kind !== 'handover-team-key') throw new TeamKeyRefused('file');
  if (Number.isSafeInteger(members.v) && Number(members.v) > 1) throw new TeamKeyRefused('update');
  const { v, name, created_at: createdAt } = members;
  const named = typeof name === 'string' && isWellFormed(name);
  const dated = typeof createdAt === 'string' && !Number.isNaN(Date.parse(createdAt));
  if (v !== 1 || !named || !dated) throw new TeamKeyRefused('file');
  return {
    name,
    publicKey: bytes(members.public_key, 1216),
    createdAt,
    salt: bytes(members.salt, 16),
    nonce: bytes(members.nonce, 24),
    sealed: bytes(members.sealed, 48),
  };
}

function tryParse(text: string): Record<string, unknown> {
  try {
    const value = parseJson(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Refused below.
  }
  throw new TeamKeyRefused('file');
}

function bytes(value: unknown, length: number): Bytes {
  try {
    if (typeof value === 'string') return fromB64u(value, length);
  } catch {
    // Refused below.
  }
  throw new TeamKeyRefused('file');
}

/**
 * ```text
 * sealed = XChaCha20-Poly1305(Argon2id(NFKC(passphrase), salt), nonce, aad = L("team-key") ‖ pk, sk seed)
 * ```
 * `stretched` is the 32 bytes of Argon2id, see passphrase.ts. Throws {@link TeamKeyRefused}:
 * `passphrase`, also where the file is damaged: nobody can tell the two apart.
 */
export function openTeamKey(file: TeamKey, stretched: Uint8Array): Bytes {
  const aad = concat(label('team-key'), file.publicKey);
  try {
    return new Uint8Array(xchacha20poly1305(stretched, file.nonce, aad).decrypt(file.sealed));
  } catch {
    throw new TeamKeyRefused('passphrase');
  }
}

/** First 8 bytes of `H(L("team-key") ‖ pk)`, hex in groups of four: to compare by eye. */
export function fingerprint(publicKey: Uint8Array): string {
  const hash = sha256(concat(label('team-key'), publicKey));
  const pairs = Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  return pairs.join('').replace(/(.{4})(?=.)/g, '$1 ');
}
