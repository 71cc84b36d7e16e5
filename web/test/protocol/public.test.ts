// Public vectors against what we ship: RFC documents and Wycheproof.
import { chacha20poly1305, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { describe, expect, test } from 'vitest';
import { expand, extract } from '../../src/protocol/key.ts';
import { decapsulate, encapsulate, publicKey } from '../../src/protocol/xwing.ts';
import { fromHex, readVectors, toHex } from './hex.ts';

type Aead = Record<'source' | 'cipher' | 'key' | 'nonce' | 'aad', string> &
  Record<'plaintext' | 'ciphertext' | 'tag', string>;
type Hkdf = Record<'source' | 'ikm' | 'salt' | 'info' | 'okm', string>;
type Argon2 = Record<
  'source' | 'password' | 'salt' | 'secret' | 'associated_data' | 'tag',
  string
> &
  Record<'memory_kib' | 'passes' | 'lanes', number>;

type XWing = Record<'source' | 'seed' | 'eseed' | 'pk' | 'ct' | 'ss', string>;

const rfc = readVectors<{
  aead: Aead[];
  hkdf_sha256: Hkdf[];
  argon2id: Argon2[];
  x_wing: XWing[];
}>('rfc.json');

const CIPHERS: Readonly<Record<string, typeof xchacha20poly1305>> = {
  'chacha20-poly1305': chacha20poly1305,
  'xchacha20-poly1305': xchacha20poly1305,
};

test.each(rfc.aead)('$source', ({ cipher, key, nonce, aad, plaintext, ciphertext, tag }) => {
  const make = CIPHERS[cipher];
  const aead = () => make?.(fromHex(key), fromHex(nonce), fromHex(aad));
  expect(toHex(aead()?.encrypt(fromHex(plaintext)) ?? new Uint8Array())).toBe(ciphertext + tag);
  expect(toHex(aead()?.decrypt(fromHex(ciphertext + tag)) ?? new Uint8Array())).toBe(plaintext);
});

test.each(rfc.hkdf_sha256)('$source', async ({ ikm, salt, info, okm }) => {
  const prk = await extract(fromHex(salt), fromHex(ikm));
  expect(toHex(await expand(prk, fromHex(info), okm.length / 2))).toBe(okm);
});

test.each(rfc.argon2id)('$source', (vector) => {
  const options = {
    m: vector.memory_kib,
    t: vector.passes,
    p: vector.lanes,
    key: fromHex(vector.secret),
    personalization: fromHex(vector.associated_data),
    dkLen: 32,
  };
  const [password, salt] = [fromHex(vector.password), fromHex(vector.salt)];
  expect(toHex(argon2id(password, salt, options))).toBe(vector.tag);
});

test.each(rfc.x_wing)('$source', ({ seed, eseed, pk, ct, ss }) => {
  expect(toHex(publicKey(fromHex(seed)))).toBe(pk);
  const { enc, shared } = encapsulate(fromHex(pk), fromHex(eseed));
  expect([toHex(enc), toHex(shared)]).toEqual([ct, ss]);
  expect(toHex(decapsulate(fromHex(ct), fromHex(seed)))).toBe(ss);
});

type Tested<T> = { numberOfTests: number; testGroups: { tests: (T & Common)[] }[] };
type Common = { tcId: number; comment: string; result: 'valid' | 'invalid' };

/** All tests of the file, and none forgotten. */
function wycheproof<T>(name: string): (T & Common)[] {
  const file = readVectors<Tested<T>>(`wycheproof/${name}`);
  const tests = file.testGroups.flatMap((group) => group.tests);
  if (tests.length !== file.numberOfTests) throw new Error(`${name}: tests are missing`);
  return tests;
}

describe('Wycheproof, XChaCha20-Poly1305', () => {
  type Case = Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag', string>;
  test.each(wycheproof<Case>('xchacha20_poly1305_test.json'))('$tcId $comment', (vector) => {
    const aead = () =>
      xchacha20poly1305(fromHex(vector.key), fromHex(vector.iv), fromHex(vector.aad));
    const sealed = vector.ct + vector.tag;
    if (vector.result === 'invalid') {
      expect(() => aead().decrypt(fromHex(sealed))).toThrow();
    } else {
      expect(toHex(aead().encrypt(fromHex(vector.msg)))).toBe(sealed);
      expect(toHex(aead().decrypt(fromHex(sealed)))).toBe(vector.msg);
    }
  });
});

describe('Wycheproof, HKDF-SHA256', () => {
  type Case = Record<'ikm' | 'salt' | 'info' | 'okm', string> & { size: number };
  test.each(wycheproof<Case>('hkdf_sha256_test.json'))('$tcId $comment', async (vector) => {
    const prk = await extract(fromHex(vector.salt), fromHex(vector.ikm));
    const made = expand(prk, fromHex(vector.info), vector.size);
    if (vector.result === 'invalid') await expect(made).rejects.toThrow();
    else expect(toHex(await made)).toBe(vector.okm);
  });
});
