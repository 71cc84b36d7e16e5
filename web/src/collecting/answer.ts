/** The answer to a request, up to the key of its bundle. Nothing here takes anything away from anybody. */

import { Opening } from '../handover.ts';
import { checkEnvelope, type KeyPair, openAnswer } from '../protocol/collect.ts';
import { RequestRefused } from '../protocol/request.ts';
import { openTeamKey, type TeamKey } from '../protocol/teamkey.ts';
import { type Bytes, concat, fromB64u, Malformed } from '../protocol/token.ts';
import { WRAP } from '../protocol/wrap.ts';
import { recallOpening, rememberOpening } from '../session.ts';
import type { Collecting, CollectorView, Seen } from './request.ts';

export { checkKeys, oneOffKey } from '../protocol/collect.ts';

/**
 * Opens the wrap. `known`: all public keys of which it is known whose they are. Throws
 * `RequestRefused`.
 */
export async function unwrap(
  { keys }: Collecting,
  { view, asked }: Seen,
  own: KeyPair,
  known: readonly Uint8Array[] = [own.publicKey],
): Promise<Opening> {
  const collected = decoded(view);
  const key = await openAnswer(keys, asked, collected, own, known);
  const opening = await openingOf(keys.rid, key, collected.envelopeHash);
  const tab = recallOpening();
  if (tab !== null) rememberOpening({ ...tab, answer: concat(key, collected.envelopeHash) });
  return opening;
}

/** As {@link unwrap}, with a team key. Throws `PassphraseRefused`, `WorkerFailed` and `TeamKeyRefused`: `passphrase`, too. */
export async function unwrapAsTeam(
  collecting: Collecting,
  seen: Seen,
  file: TeamKey,
  known: readonly Uint8Array[],
  passphrase: string,
  onProgress: (fraction: number) => void,
): Promise<Opening> {
  const { stretch } = await import('../passphrase.ts');
  const seed = openTeamKey(file, await stretch(passphrase, file.salt, onProgress));
  return unwrap(collecting, seen, { seed, publicKey: file.publicKey }, known);
}

/** What this tab has unwrapped before a reload, or null. */
export async function unwrapped({ keys }: Collecting): Promise<Opening | null> {
  const answer = recallOpening()?.answer ?? null;
  if (answer === null) return null;
  return openingOf(keys.rid, answer.slice(0, 32), answer.slice(32));
}

function openingOf(rid: Bytes, key: Uint8Array, envelopeHash: Uint8Array): Promise<Opening> {
  return Opening.ofAnswer(key, rid, (envelope) => checkEnvelope(envelope, envelopeHash));
}

function decoded({ wraps, envelope_sha256: hash = '' }: CollectorView) {
  try {
    return {
      wraps: wraps.map((wrap) => fromB64u(wrap, WRAP)),
      envelopeHash: fromB64u(hash, 32),
    };
  } catch (error) {
    throw error instanceof Malformed ? new RequestRefused('wrap') : error;
  }
}
