// tests/vectors/rust.json: bundles that the Rust code sealed, opened by the shipped code.
import { expect, test } from 'vitest';
import { argon2id } from '../../src/protocol/argon2.ts';
import { decodeBundle } from '../../src/protocol/bundle.ts';
import { openEnvelope } from '../../src/protocol/envelope.ts';
import { linkKeys, openKeys, passphraseBytes, receiptKeys } from '../../src/protocol/key.ts';
import { parseReceiptLink, parseShareLink } from '../../src/protocol/link.ts';
import { fromB64u, toB64u } from '../../src/protocol/token.ts';
import { readVectors, sha256Hex } from './hex.ts';

type Sealed = {
  name: string;
  share_link: string;
  passphrase: string | null;
  receipt_link: string;
  receipt_token: string;
  link_token: string;
  open_token: string;
  id: string;
  envelope: string;
  opened: { items: unknown[]; files: unknown[]; lang: string };
};

const { bundles } = readVectors<{ bundles: Sealed[] }>('rust.json');

test.each(bundles)('sealed by Rust: $name', { timeout: 60_000 }, async (vector) => {
  const { key, passphrase } = parseShareLink(vector.share_link);
  expect(passphrase).toBe(vector.passphrase !== null);
  const { id, linkToken, passphraseSalt } = await linkKeys(key);
  const p =
    vector.passphrase === null
      ? new Uint8Array(0)
      : await argon2id(passphraseBytes(vector.passphrase), passphraseSalt);
  const { openToken, prk1 } = await openKeys(key, p);
  expect([id, linkToken, openToken].map(toB64u)).toEqual([
    vector.id,
    vector.link_token,
    vector.open_token,
  ]);
  const padded = await openEnvelope({ prk1, id, passphrase }, fromB64u(vector.envelope));
  const { items, files, lang } = decodeBundle(padded);
  const described = files.map(({ name, type, bytes }) => ({
    name,
    type,
    size: bytes.length,
    sha256: sha256Hex(bytes),
  }));
  expect({ items, files: described, lang }).toEqual(vector.opened);
});

test.each(bundles)('receipt written by Rust: $name', async (vector) => {
  const { id, secret } = parseReceiptLink(vector.receipt_link);
  expect(toB64u(id)).toBe(vector.id);
  expect(toB64u((await receiptKeys(secret)).receiptToken)).toBe(vector.receipt_token);
});
