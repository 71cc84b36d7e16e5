// tests/vectors/v1.json: made by one independent implementation and checked by another.
import { describe, expect, test } from 'vitest';
import { argon2id } from '../../src/protocol/argon2.ts';
import { decodeBundle, encodeBundle } from '../../src/protocol/bundle.ts';
import { openEnvelope, sealEnvelope } from '../../src/protocol/envelope.ts';
import {
  linkKeys,
  openKeys,
  passphraseBytes,
  payloadKeys,
  receiptKeys,
} from '../../src/protocol/key.ts';
import {
  LinkRefused,
  parseReceiptLink,
  parseShareLink,
  receiptLink,
  shareLink,
} from '../../src/protocol/link.ts';
import { envelopeLength, pad, paddedLength } from '../../src/protocol/padding.ts';
import { toB64u } from '../../src/protocol/token.ts';
import { fromHex, readVectors, sha256Hex, toHex } from './hex.ts';

type Sealed = {
  name: string;
  K: string;
  passphrase: string | null;
  passphrase_nfkc_utf8: string | null;
  id: string;
  link_token: string;
  salt_pw: string;
  P: string;
  open_token: string;
  link_hash: string;
  open_hash: string;
  meta: string;
  files: { name: string; type: string; size: number; sha256: string }[];
  body_len: number;
  padded_len: number;
  padded_sha256: string;
  salt: string;
  header: string;
  key: string;
  nonce_prefix: string;
  commit: string;
  envelope: string | null;
  envelope_len: number;
  envelope_sha256: string;
  link: string;
};
type Frozen = {
  bundles: Sealed[];
  pads: { n: number; pad: number; envelope_len: number }[];
  receipts: {
    id: string;
    M: string;
    receipt_token: string;
    receipt_hash: string;
    link: string;
  }[];
  links: {
    kinds: { expected_kind: string; link: string; payload: string; with_tail: string }[];
    good: { name: string; input: string; K: string }[];
    bad: { name: string; input: string; reason: string }[];
  };
};

const BASE = 'https://handover.example';
const frozen = readVectors<Frozen>('v1.json');

/** The rule of the file bytes, see `bytes` in the vectors. */
function fileBytes(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (31 * i + 7) % 256);
}

function bundleOf(vector: Sealed) {
  const meta = JSON.parse(Buffer.from(vector.meta, 'hex').toString('utf8'));
  const files = vector.files.map(({ name, type, size }) => ({
    name,
    type,
    bytes: fileBytes(size),
  }));
  return { items: meta.items, files, lang: meta.lang };
}

function stretched(vector: Sealed): Uint8Array {
  if (vector.passphrase === null) return new Uint8Array(0);
  return argon2id(passphraseBytes(vector.passphrase), fromHex(vector.salt_pw));
}

describe.each(frozen.bundles)('bundle: $name', (vector) => {
  test('the link gives its tokens and its id', async () => {
    const keys = await linkKeys(fromHex(vector.K));
    expect(toHex(keys.linkToken)).toBe(vector.link_token);
    expect(toHex(keys.linkHash)).toBe(vector.link_hash);
    expect(toHex(keys.id)).toBe(vector.id);
    expect(toHex(keys.passphraseSalt)).toBe(vector.salt_pw);
  });

  test('the passphrase gives P, the open token and the payload keys', async () => {
    if (vector.passphrase !== null) {
      expect(toHex(passphraseBytes(vector.passphrase))).toBe(vector.passphrase_nfkc_utf8);
    }
    const p = stretched(vector);
    expect(toHex(p)).toBe(vector.P);
    const { openToken, openHash, prk1 } = await openKeys(fromHex(vector.K), p);
    expect(toHex(openToken)).toBe(vector.open_token);
    expect(toHex(openHash)).toBe(vector.open_hash);
    const payload = await payloadKeys(prk1, fromHex(vector.header), fromHex(vector.id));
    expect(toHex(payload.key)).toBe(vector.key);
    expect(toHex(payload.noncePrefix)).toBe(vector.nonce_prefix);
    expect(toHex(payload.commit)).toBe(vector.commit);
  });

  test('the bundle gives these very bytes', () => {
    const padded = encodeBundle(bundleOf(vector));
    expect(padded.length).toBe(vector.padded_len);
    expect(pad(vector.body_len)).toBe(vector.padded_len);
    expect(sha256Hex(padded)).toBe(vector.padded_sha256);
  });

  test('sealing gives the envelope, and opening the bundle', async () => {
    const { prk1 } = await openKeys(fromHex(vector.K), fromHex(vector.P));
    const sealing = { prk1, id: fromHex(vector.id), passphrase: vector.passphrase !== null };
    const bundle = bundleOf(vector);
    const envelope = await sealEnvelope(sealing, fromHex(vector.salt), encodeBundle(bundle));
    expect(toHex(envelope.subarray(0, 32))).toBe(vector.header);
    expect(envelope.length).toBe(vector.envelope_len);
    expect(sha256Hex(envelope)).toBe(vector.envelope_sha256);
    if (vector.envelope !== null) expect(toB64u(envelope)).toBe(vector.envelope);
    const opened = decodeBundle(await openEnvelope(sealing, envelope));
    expect(opened.items).toEqual(bundle.items);
    expect(opened.lang).toBe(bundle.lang);
    expect(opened.files.map(({ bytes }) => sha256Hex(bytes))).toEqual(
      vector.files.map(({ sha256 }) => sha256),
    );
  });

  test('the link is written and read', () => {
    const passphrase = vector.passphrase !== null;
    expect(shareLink(BASE, fromHex(vector.K), passphrase)).toBe(vector.link);
    expect(parseShareLink(vector.link)).toEqual({ key: fromHex(vector.K), passphrase });
  });
});

test.each(frozen.pads)('pad($n) = $pad', ({ n, pad: padded, envelope_len }) => {
  expect(pad(n)).toBe(padded);
  expect(envelopeLength(padded)).toBe(envelope_len);
  expect(paddedLength(envelope_len)).toBe(padded);
});

test.each(frozen.receipts)('receipt $id', async (vector) => {
  const { receiptToken, receiptHash } = await receiptKeys(fromHex(vector.M));
  expect(toHex(receiptToken)).toBe(vector.receipt_token);
  expect(toHex(receiptHash)).toBe(vector.receipt_hash);
  const link = { id: fromHex(vector.id), secret: fromHex(vector.M) };
  expect(receiptLink(BASE, link.id, link.secret)).toBe(vector.link);
  expect(parseReceiptLink(vector.link)).toEqual(link);
});

function refusal(parse: () => unknown): LinkRefused {
  try {
    parse();
  } catch (error) {
    if (error instanceof LinkRefused) return error;
    throw error;
  }
  throw new Error('the link was accepted');
}

test.each(frozen.links.kinds)('a $expected_kind link', ({ expected_kind, payload, ...links }) => {
  for (const link of [links.link, links.with_tail]) {
    if (expected_kind === 'share') {
      expect(toHex(parseShareLink(link).key)).toBe(payload);
    } else {
      expect(refusal(() => parseShareLink(link))).toMatchObject({
        reason: 'wrong-kind',
        found: expected_kind,
      });
    }
    if (expected_kind === 'receipt') {
      const { id, secret } = parseReceiptLink(link);
      expect(toHex(id) + toHex(secret)).toBe(payload);
    }
  }
});

test.each(frozen.links.good)('still opens: $name', ({ input, K }) => {
  expect(toHex(parseShareLink(input).key)).toBe(K);
});

test.each(frozen.links.bad)('refused: $name', ({ input, reason }) => {
  expect(refusal(() => parseShareLink(input)).reason).toBe(reason);
});
