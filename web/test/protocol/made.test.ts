// Our own vectors, tests/vectors/{token,padding,bundle,envelope,link}.json; tests/vectors/README.md
// says what their members mean.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allVectors, serialize } from '../../scripts/vectors/all.ts';
import { type Parts, padded } from '../../scripts/vectors/bundle.ts';
import { filled } from '../../scripts/vectors/bytes.ts';
import { forge } from '../../scripts/vectors/forge.ts';
import { argon2id } from '../../src/protocol/argon2.ts';
import { BundleRefused, decodeBundle } from '../../src/protocol/bundle.ts';
import { EnvelopeRefused, openEnvelope, sealEnvelope } from '../../src/protocol/envelope.ts';
import { openKeys, PassphraseRefused, passphraseBytes } from '../../src/protocol/key.ts';
import {
  LinkRefused,
  parseReceiptLink,
  parseShareLink,
  receiptLink,
  shareLink,
} from '../../src/protocol/link.ts';
import { CHUNK, envelopeLength, pad, paddedLength } from '../../src/protocol/padding.ts';
import { type Bytes, concat, fromB64u, Malformed, toB64u } from '../../src/protocol/token.ts';
import { fromHex, readVectors, sha256Hex, toHex } from './hex.ts';

type Case = { name: string; expect: string };

/** The name of the refusal, or 'ok'. Anything but our own errors is thrown on. */
async function outcome(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (error instanceof Malformed) return 'malformed';
    const ours =
      error instanceof LinkRefused ||
      error instanceof EnvelopeRefused ||
      error instanceof BundleRefused ||
      error instanceof PassphraseRefused;
    if (ours) return error.reason;
    throw error;
  }
}

test('the committed files are the ones that scripts/make-vectors.ts writes', async () => {
  for (const [name, vectors] of Object.entries(await allVectors())) {
    const path = new URL(`../../../tests/vectors/${name}`, import.meta.url);
    expect(readFileSync(path, 'utf8') === serialize(vectors), `${name}: npm run vectors`).toBe(
      true,
    );
  }
});

describe('token.json', () => {
  const { b64u } = readVectors<{ b64u: (Case & { text: string; bytes?: string })[] }>('token.json');
  test.each(b64u)('$name: $expect', async ({ text, bytes, expect: wanted }) => {
    expect(await outcome(() => fromB64u(text))).toBe(wanted);
    if (bytes === undefined) return;
    expect(toHex(fromB64u(text))).toBe(bytes);
    expect(toB64u(fromHex(bytes))).toBe(text);
    expect(await outcome(() => fromB64u(text, bytes.length / 2 + 1))).toBe('malformed');
  });
});

describe('padding.json', () => {
  type Pad = Case & { n: number; pad: number; envelope_length: number };
  type Size = Case & { size: number; padded?: number };
  const { pads, sizes } = readVectors<{ pads: Pad[]; sizes: Size[] }>('padding.json');
  test.each(pads)('$name', (vector) => {
    expect(pad(vector.n)).toBe(vector.pad);
    expect(envelopeLength(vector.pad)).toBe(vector.envelope_length);
  });
  test.each(sizes)('$name: $expect', ({ size, padded: length }) => {
    expect(paddedLength(size)).toBe(length ?? null);
  });
});

describe('bundle.json', () => {
  type Vector = Case & Parts & { sha256: string; length?: number; decoded?: Decoded };
  type Decoded = { items: unknown[]; files: { name: string; size: number }[]; lang: string };
  const { bundles } = readVectors<{ bundles: Vector[] }>('bundle.json');
  test.each(bundles)('$name: $expect', async (vector) => {
    const bytes = padded(vector);
    expect(sha256Hex(bytes)).toBe(vector.sha256);
    expect(await outcome(() => decodeBundle(bytes))).toBe(vector.expect);
    if (vector.decoded === undefined) return;
    const { items, files, lang } = decodeBundle(bytes);
    const listed = files.map(({ name, type, bytes: { length } }) => ({ name, type, size: length }));
    expect({ items, files: listed, lang }).toEqual(vector.decoded);
    for (const file of files) expect(toHex(file.bytes)).toBe(toHex(filled(file.bytes.length)));
  });
});

describe('envelope.json', () => {
  type Recipe = {
    K: string;
    P: string;
    id: string;
    passphrase: boolean;
    salt: string;
    body: number;
  };
  type Sealed = Case & Recipe & { length: number; sha256: string };
  type Change = { xor?: [number, number]; cut?: number; append?: string; chunks?: number[] };
  type Changed = Case & { of: string; change?: Change[]; open?: Partial<Recipe> };
  type Forged = Case & { of: string; last: number[]; sha256: string };
  type Passphrase = Case & { text: string; nfkc?: string; salt?: string; P?: string };
  const vectors = readVectors<{
    passphrases: Passphrase[];
    sealed: Sealed[];
    changed: Changed[];
    forged: Forged[];
  }>('envelope.json');

  const body = (n: number) => concat(filled(n), new Uint8Array(pad(n) - n));
  const sealing = async ({ K, P, id, passphrase }: Recipe) => {
    const { prk1 } = await openKeys(fromHex(K), fromHex(P));
    return { prk1, id: fromHex(id), passphrase };
  };
  const sealed = async (recipe: Recipe) =>
    sealEnvelope(await sealing(recipe), fromHex(recipe.salt), body(recipe.body));
  const named = (name: string) => {
    const found = vectors.sealed.find((vector) => vector.name === name);
    if (found === undefined) throw new Error(`no envelope is named ${name}`);
    return found;
  };

  test.each(vectors.passphrases)('passphrase, $name: $expect', async (vector) => {
    expect(await outcome(() => passphraseBytes(vector.text))).toBe(vector.expect);
    if (vector.salt === undefined) return;
    const bytes = passphraseBytes(vector.text);
    expect(toHex(bytes)).toBe(vector.nfkc);
    expect(toHex(argon2id(bytes, fromHex(vector.salt)))).toBe(vector.P);
  });

  test.each(vectors.sealed)('$name', async (vector) => {
    const envelope = await sealed(vector);
    expect(envelope.length).toBe(vector.length);
    expect(sha256Hex(envelope)).toBe(vector.sha256);
    const opened = await openEnvelope(await sealing(vector), envelope);
    expect(sha256Hex(opened)).toBe(sha256Hex(body(vector.body)));
  });

  test.each(vectors.changed)('$of, $name: $expect', async ({ of, change, open, ...vector }) => {
    const recipe = named(of);
    const envelope = (change ?? []).reduce(changed, await sealed(recipe));
    const keys = await sealing({ ...recipe, ...open });
    expect(await outcome(() => openEnvelope(keys, envelope))).toBe(vector.expect);
  });

  test.each(vectors.forged)('$of, $name: $expect', async ({ of, last, sha256, ...vector }) => {
    const recipe = named(of);
    const keys = await sealing(recipe);
    const envelope = await forge(keys, fromHex(recipe.salt), body(recipe.body), last);
    expect(sha256Hex(envelope)).toBe(sha256);
    expect(await outcome(() => openEnvelope(keys, envelope))).toBe(vector.expect);
  });

  function changed(envelope: Bytes, { xor, cut, append, chunks }: Change): Bytes {
    if (cut !== undefined) return envelope.slice(0, cut);
    if (append !== undefined) return concat(envelope, fromHex(append));
    const out = envelope.slice();
    if (xor !== undefined) out[xor[0]] = (out[xor[0]] ?? 0) ^ xor[1];
    if (chunks === undefined) return out;
    const size = CHUNK + 16;
    const at = (i: number) => envelope.subarray(64 + i * size, 64 + (i + 1) * size);
    return concat(envelope.subarray(0, 64), ...chunks.map(at));
  }
});

describe('link.json', () => {
  type Written = Case & { kind: string; payload: string; link: string };
  type Read = Case & {
    expected: 'share' | 'receipt';
    input: string;
    payload?: string;
    passphrase?: boolean;
    found?: string;
  };
  const { base, written, read } = readVectors<{ base: string; written: Written[]; read: Read[] }>(
    'link.json',
  );

  test.each(written)('$name', ({ kind, payload, link }) => {
    const bytes = fromHex(payload);
    const made =
      kind === 'm'
        ? receiptLink(base, bytes.slice(0, 16), bytes.slice(16))
        : shareLink(base, bytes, kind === 'p');
    expect(made).toBe(link);
  });

  test.each(read)('$expected: $name: $expect', async (vector) => {
    const parse = vector.expected === 'share' ? parseShareLink : parseReceiptLink;
    expect(await outcome(() => parse(vector.input))).toBe(vector.expect);
    if (vector.found !== undefined) {
      expect(() => parse(vector.input)).toThrow(expect.objectContaining({ found: vector.found }));
    }
    if (vector.payload === undefined) return;
    if (vector.expected === 'receipt') {
      const { id, secret } = parseReceiptLink(vector.input);
      expect(toHex(concat(id, secret))).toBe(vector.payload);
    } else {
      const { key, passphrase } = parseShareLink(vector.input);
      expect([toHex(key), passphrase]).toEqual([vector.payload, vector.passphrase]);
    }
  });
});
