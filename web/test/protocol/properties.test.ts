import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bundle,
  BundleRefused,
  decodeBundle,
  encodeBundle,
} from '../../src/protocol/bundle.ts';
import { EnvelopeRefused, openEnvelope, sealEnvelope } from '../../src/protocol/envelope.ts';
import { DuplicateMember, parseJson } from '../../src/protocol/json.ts';
import { openKeys, sha256 as webSha256 } from '../../src/protocol/key.ts';
import {
  LinkRefused,
  parseReceiptLink,
  parseShareLink,
  receiptLink,
  shareLink,
} from '../../src/protocol/link.ts';
import { envelopeLength, pad, paddedLength } from '../../src/protocol/padding.ts';
import { sha256 } from '../../src/protocol/sha256.ts';
import {
  concat,
  equal,
  fromB64u,
  Malformed,
  randomBytes,
  toB64u,
  u32,
} from '../../src/protocol/token.ts';
import { Misunderstood, readProblem, readReceipt, readView } from '../../src/protocol/wire.ts';
import { sha256Hex, toHex } from './hex.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyBytes = (maxLength: number) => fc.uint8Array({ maxLength, size: 'max' });
const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((it) => it.isWellFormed());

const item = fc.record(
  { kind: text, fields: fc.dictionary(text, text), note: text, absent: fc.constant(true as const) },
  { requiredKeys: ['kind', 'fields'] },
);
const file = fc.record({ name: text, type: text, bytes: anyBytes(3000) });
const bundle: fc.Arbitrary<Bundle> = fc.record({
  items: fc.array(item, { maxLength: 64 }),
  files: fc.array(file, { maxLength: 4 }),
  lang: fc.constantFrom('fr' as const, 'en' as const),
});

/** Nothing but these classes may come out, whatever goes in. */
function throwsOnly(act: () => unknown, ...classes: (new (...args: never[]) => Error)[]): void {
  try {
    act();
  } catch (error) {
    expect(
      classes.some((one) => error instanceof one),
      String(error),
    ).toBe(true);
  }
}

async function keysFor(key: Uint8Array, id: Uint8Array, passphrase: boolean) {
  const { prk1 } = await openKeys(key, passphrase ? key : new Uint8Array(0));
  return { prk1, id, passphrase };
}

describe('token', () => {
  test('b64u there and back', () => {
    fc.assert(fc.property(anyBytes(300), (it) => equal(fromB64u(toB64u(it)), it)));
  });

  test('b64u is what Node writes', () => {
    const node = (it: Uint8Array) => Buffer.from(it).toString('base64url');
    fc.assert(fc.property(anyBytes(300), (it) => toB64u(it) === node(it)));
  });

  test('a text is canonical or refused', () => {
    const near = fc.string({ unit: fc.constantFrom(...'ABQgw_-09z=+/ \n'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (it) => {
        throwsOnly(() => expect(toB64u(fromB64u(it))).toBe(it), Malformed);
      }),
    );
  });
});

describe('sha256', () => {
  test('of every length up to three blocks it is what Node makes', () => {
    for (let n = 0; n <= 200; n++) {
      const message = Uint8Array.from({ length: n }, (_, i) => i * 7 + n);
      expect(toHex(sha256(message))).toBe(sha256Hex(message));
    }
  });

  test('of any bytes it is what WebCrypto makes', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes(500), async (it) => equal(sha256(it), await webSha256(it))),
    );
  });
});

describe('padding', () => {
  const MOST = 8 * 1024 * 1024;

  test('pad(n) holds n, never shrinks, is its own padding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), (n) => {
        expect(pad(n)).toBeGreaterThanOrEqual(n);
        expect(pad(n + 1)).toBeGreaterThanOrEqual(pad(n));
        expect(pad(pad(n))).toBe(pad(n));
      }),
    );
  });

  test('above 64 KiB it costs less than an eighth', () => {
    fc.assert(fc.property(fc.integer({ min: 65_537, max: MOST }), (n) => pad(n) - n < n / 8));
  });

  test('an envelope size is legal exactly when a body has it: every size up to 300 KiB', () => {
    const image = new Set<number>();
    for (let n = 0; n <= 300 * 1024; n++) image.add(envelopeLength(pad(n)));
    for (let size = 0; size < 300 * 1024; size++) {
      if ((paddedLength(size) !== null) !== image.has(size)) throw new Error(`size ${size}`);
    }
  });
});

describe('bundle', () => {
  test('there and back', () => {
    fc.assert(
      fc.property(bundle, (it) => {
        const found = decodeBundle(encodeBundle(it));
        expect(found.items).toEqual(it.items.map((one) => ({ ...one, fields: { ...one.fields } })));
        expect(found.lang).toBe(it.lang);
        expect(found.files.map((one) => [one.name, one.type, toB64u(one.bytes)])).toEqual(
          it.files.map((one) => [one.name, one.type, toB64u(one.bytes)]),
        );
      }),
    );
  });

  test('any bytes are a bundle or refused', () => {
    fc.assert(
      fc.property(anyBytes(2000), (it) => {
        throwsOnly(() => decodeBundle(new Uint8Array(it)), BundleRefused);
      }),
    );
  });

  test('any meta is a bundle or refused', () => {
    const meta = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(meta, (it) => {
        const encoded = new TextEncoder().encode(it);
        const padded = new Uint8Array(pad(encoded.length + 4));
        padded.set(concat(u32(encoded.length), encoded));
        throwsOnly(() => decodeBundle(padded), BundleRefused);
      }),
    );
  });

  test('text with half of a surrogate pair is not sealed', () => {
    const broken: Bundle[] = ['kind', 'name', 'value', 'note', 'file', 'type'].map((where) => {
      const put = (place: string) => (place === where ? '\ud83d' : 'x');
      const fields = { [put('name')]: put('value') };
      const files = [{ name: put('file'), type: put('type'), bytes: new Uint8Array(0) }];
      return { items: [{ kind: put('kind'), fields, note: put('note') }], files, lang: 'en' };
    });
    for (const one of broken) {
      expect(() => encodeBundle(one)).toThrow(expect.objectContaining({ reason: 'utf8' }));
    }
  });

  test.each([
    { name: '65 items', items: 65, files: 0, secret: 0 },
    { name: '65 files', items: 0, files: 65, secret: 0 },
    { name: 'meta over 256 KiB', items: 1, files: 0, secret: 256 * 1024 },
  ])('not sealed: $name', ({ items, files, secret }) => {
    const one = { kind: 'other', fields: { secret: 'x'.repeat(secret) } };
    const empty = { name: 'a', type: '', bytes: new Uint8Array(0) };
    const it: Bundle = {
      items: Array.from({ length: items }, () => one),
      files: Array.from({ length: files }, () => empty),
      lang: 'fr',
    };
    expect(() => encodeBundle(it)).toThrow(expect.objectContaining({ reason: 'limit' }));
  });
});

describe('json', () => {
  test('JSON without duplicates reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), (it) => {
        expect(parseJson(it)).toEqual(JSON.parse(it));
      }),
    );
  });

  test('a duplicate is found in any object, however its name is written', () => {
    const name = fc.string({ unit: 'binary', maxLength: 8 });
    const escaped = (it: string) =>
      Array.from(
        { length: it.length },
        (_, i) => `\\u${it.charCodeAt(i).toString(16).padStart(4, '0')}`,
      ).join('');
    fc.assert(
      fc.property(name, fc.json(), fc.json(), (it, a, b) => {
        const twice = `{${JSON.stringify(it)}:${a},"${escaped(it)}":${b}}`;
        expect(() => parseJson(`[${twice}]`)).toThrow(DuplicateMember);
        expect(() => parseJson(`{"x":${twice}}`)).toThrow(DuplicateMember);
      }),
    );
  });
});

describe('envelope', () => {
  test('bytes there and back, and not with another key', async () => {
    const one = fc.record({
      key: bytes(32),
      id: bytes(16),
      salt: bytes(24),
      passphrase: fc.boolean(),
      body: anyBytes(3000),
    });
    await fc.assert(
      fc.asyncProperty(one, async ({ key, id, salt, passphrase, body }) => {
        const padded = concat(body, new Uint8Array(pad(body.length) - body.length));
        const keys = await keysFor(key, id, passphrase);
        const envelope = await sealEnvelope(keys, salt, padded);
        expect(equal(await openEnvelope(keys, envelope), padded)).toBe(true);
        const stranger = await keysFor(randomBytes(32), id, passphrase);
        await expect(openEnvelope(stranger, envelope)).rejects.toThrow(EnvelopeRefused);
      }),
      { numRuns: 50 },
    );
  });

  test('one changed byte anywhere is refused', async () => {
    const keys = await keysFor(randomBytes(32), randomBytes(16), false);
    const envelope = await sealEnvelope(keys, randomBytes(24), randomBytes(2048));
    const at = fc.integer({ min: 0, max: envelope.length - 1 });
    await fc.assert(
      fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (offset, mask) => {
        const changed = envelope.slice();
        changed[offset] = (changed[offset] ?? 0) ^ mask;
        await expect(openEnvelope(keys, changed)).rejects.toThrow(EnvelopeRefused);
      }),
    );
  });

  test('any bytes are refused', async () => {
    const keys = await keysFor(randomBytes(32), randomBytes(16), false);
    const likely = fc
      .tuple(anyBytes(2200))
      .map(([it]) => concat(Uint8Array.of(0x48, 1, 1, 0, 16), it));
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyBytes(2200), likely), async (it) => {
        await expect(openEnvelope(keys, it)).rejects.toThrow(EnvelopeRefused);
      }),
    );
  });
});

describe('link', () => {
  const BASE = 'https://handover.example/sub';
  const around = fc.string({
    unit: fc.constantFrom(...' \n<>()[]"\'.,:!?*`|&=%#/é'),
    maxLength: 20,
  });

  test('a share link there and back, whatever stands around it', () => {
    fc.assert(
      fc.property(bytes(32), fc.boolean(), around, around, (key, passphrase, before, behind) => {
        const found = parseShareLink(before + shareLink(BASE, key, passphrase) + behind);
        expect([toB64u(found.key), found.passphrase]).toEqual([toB64u(key), passphrase]);
      }),
    );
  });

  test('a receipt link there and back, and told apart', () => {
    fc.assert(
      fc.property(bytes(16), bytes(32), around, (id, secret, behind) => {
        const link = receiptLink(BASE, id, secret) + behind;
        // What looks like a link inside a link is one more candidate, and damaged.
        fc.pre(!/_[0-9][spmrct]/.test(link));
        const found = parseReceiptLink(link);
        expect([toB64u(found.id), toB64u(found.secret)]).toEqual([toB64u(id), toB64u(secret)]);
        expect(() => parseShareLink(link)).toThrow(
          expect.objectContaining({ reason: 'wrong-kind', found: 'receipt' }),
        );
      }),
    );
  });

  test('the last character is always a letter or a digit', () => {
    fc.assert(
      fc.property(bytes(16), bytes(32), fc.boolean(), (id, key, passphrase) => {
        expect(shareLink(BASE, key, passphrase)).toMatch(/[AQgw]$/);
        expect(receiptLink(BASE, id, key)).toMatch(/[A-Za-z0-9]$/);
      }),
    );
  });

  test('one changed character is never accepted', () => {
    const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const change = fc.tuple(fc.integer({ min: 2, max: 47 }), fc.constantFrom(...ALPHABET));
    // Two bytes of checksum: one in 65536 changes would pass, so the keys are fixed.
    const link = shareLink('', new Uint8Array(32).fill(7), false).slice('/open#'.length);
    fc.assert(
      fc.property(change, ([at, char]) => {
        fc.pre(link[at] !== char);
        const changed = link.slice(0, at) + char + link.slice(at + 1);
        expect(() => parseShareLink(`#${changed}`)).toThrow(
          expect.objectContaining({ reason: 'damaged' }),
        );
      }),
    );
  });

  test('any text is a link or refused', () => {
    const likely = fc.tuple(
      fc.constantFrom('#1s', '#1m', '#2x', ' 1p', '%231c'),
      fc.base64String(),
    );
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      likely.map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(any, (it) => {
        throwsOnly(() => parseShareLink(it), LinkRefused);
        throwsOnly(() => parseReceiptLink(it), LinkRefused);
      }),
    );
  });
});

test('any answer is understood or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const read of [readView, readReceipt, readProblem]) {
        throwsOnly(() => read(json), Misunderstood);
      }
    }),
  );
});
