// tests/vectors/idempotency.json: what the server builds for a machine is a request like any other.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Asked, encodeDocument } from '../../src/protocol/document.ts';
import { expand, extract } from '../../src/protocol/key.ts';
import { collectKeys, deriveRequest, documentHash } from '../../src/protocol/request.ts';
import { collectLink, requestLink } from '../../src/protocol/requestlink.ts';
import { fromB64u, label } from '../../src/protocol/token.ts';
import { fromHex, readVectors, toHex } from './hex.ts';

type Call = Record<'name' | 'api_key' | 'idempotency_key' | 's' | 'salt' | 'T', string> &
  Record<'reference' | 'from' | 'expires_at' | 'D' | 'R' | 'rid' | 'code', string> &
  Record<'answer_hash' | 'collect_hash' | 'request_link' | 'collect_link', string> & {
    ask: Asked['ask'];
    lang: Asked['lang'];
    keys: string[];
  };

const BASE = 'https://handover.example';
const { calls } = readVectors<{ calls: Call[] }>('idempotency.json');

test.each(calls)('the salt and T of $name', async (call) => {
  const message = `handover/1 idempotency${call.idempotency_key}`;
  const s = createHmac('sha256', call.api_key).update(message).digest('hex');
  expect(s).toBe(call.s);
  const text = new TextEncoder();
  const prk = await extract(text.encode(call.api_key), text.encode(message));
  expect(toHex(await expand(prk, label('salt'), 32))).toBe(call.salt);
  expect(toHex(await expand(prk, label('t'), 16))).toBe(call.T);
});

test.each(calls)('the request of $name', async ({ ask, reference, from, lang, ...call }) => {
  const keys = call.keys.map((key) => fromB64u(key));
  const asked = { keys, ask, reference, from, lang, expiresAt: call.expires_at };
  const document = encodeDocument(asked, fromHex(call.salt));
  expect(toHex(document)).toBe(call.D);
  const { hash, rid, code, answerHash } = await deriveRequest(await documentHash(document));
  const secret = fromHex(call.T);
  const { collectHash } = await collectKeys(secret);
  expect([hash, rid, answerHash, collectHash].map(toHex)).toEqual([
    call.R,
    call.rid,
    call.answer_hash,
    call.collect_hash,
  ]);
  expect(code).toBe(call.code);
  expect(requestLink(BASE, hash)).toBe(call.request_link);
  expect(collectLink(BASE, hash, secret)).toBe(call.collect_link);
});
