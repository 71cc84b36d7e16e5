/** Requests with their answers, all of it from seeds: what the groups of request.json are made of. */

import { encodeBundle } from '../../src/protocol/bundle.ts';
import { oneOffKey } from '../../src/protocol/collect.ts';
import { encodeDocument } from '../../src/protocol/document.ts';
import { sealEnvelope } from '../../src/protocol/envelope.ts';
import { openKeys, sha256 } from '../../src/protocol/key.ts';
import { deriveRequest, documentHash } from '../../src/protocol/request.ts';
import type { Bytes } from '../../src/protocol/token.ts';
import { type Binding, sealWrap } from '../../src/protocol/wrap.ts';
import { publicKey } from '../../src/protocol/xwing.ts';
import { seeded } from './bytes.ts';

export const BASE = 'https://handover.example';

export type Key = { name: string; sk: Bytes; pk: Bytes };

function key(name: string): Key {
  const sk = seeded(`request sk ${name}`, 32);
  return { name, sk, pk: publicKey(sk) };
}

export const SUPPORT = key('support');
export const NIGHT = key('night shift');
export const STRANGER = key('stranger');

/** A request with its answer, all of it from the seed `name`; with no team, to a one-off key. */
export async function made(name: string, teams: readonly Key[]) {
  const secret = seeded(`${name} secret`, teams.length === 0 ? 32 : 16);
  const { seed: sk, publicKey: pk } =
    teams.length === 0
      ? await oneOffKey(secret)
      : { seed: new Uint8Array(0), publicKey: new Uint8Array(0) };
  const keys = teams.length === 0 ? [{ name: 'one-off', sk, pk }] : teams;
  const document = encodeDocument(
    {
      keys: keys.map((one) => one.pk),
      ask: ['backoffice', 'ftp'],
      reference: 'T-4711',
      from: 'Équipe support',
      lang: 'fr',
      expiresAt: '2026-01-09T03:04:05.678Z',
    },
    seeded(`${name} salt`, 32),
  );
  const derived = await deriveRequest(await documentHash(document));
  const answer = await answered(name, derived.rid);
  const binding = { hash: derived.hash, rid: derived.rid, envelopeHash: answer.envelopeHash };
  const wraps = await Promise.all(
    keys.map((one, i) => wrapped(one, binding, answer.key, `${name} ${i}`)),
  );
  return { name, secret, keys, document, derived, answer, binding, wraps };
}

export type Made = Awaited<ReturnType<typeof made>>;

async function answered(name: string, rid: Bytes) {
  const K = seeded(`${name} K`, 32);
  const { openToken, prk1 } = await openKeys(K, new Uint8Array(0));
  const items = [
    { kind: 'other', fields: { title: name, secret: 'é🔑' } },
    { kind: 'ftp', fields: {}, absent: true as const },
  ];
  const padded = encodeBundle({ items, files: [], lang: 'fr' });
  const sealing = { prk1, id: rid, passphrase: false };
  const envelope = await sealEnvelope(sealing, seeded(`${name} envelope`, 24), padded);
  return { key: K, openToken, items, envelope, envelopeHash: await sha256(envelope) };
}

export function wrapped({ pk }: Key, binding: Binding, K: Bytes, seed: string): Promise<Bytes> {
  return sealWrap(pk, binding, K, seeded(`${seed} eseed`, 64));
}
