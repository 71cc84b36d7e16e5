/** tests/vectors/envelope.json: envelopes, and what is done to them. */

import { argon2id } from '../../src/protocol/argon2.ts';
import { sealEnvelope } from '../../src/protocol/envelope.ts';
import { linkKeys, openKeys, passphraseBytes } from '../../src/protocol/key.ts';
import { CHUNK, pad } from '../../src/protocol/padding.ts';
import { type Bytes, concat } from '../../src/protocol/token.ts';
import { filled, hex, seeded, sha256Hex, unhex } from './bytes.ts';
import { forge } from './forge.ts';

const MIB = 1024 * 1024;
const PASSPHRASE = 'Fünf Wörter ﬁnden ½ Ångström';

/** The inputs of one envelope: the body is `fill` of `body` bytes, then zeros up to pad(body). */
type Recipe = { K: string; P: string; id: string; passphrase: boolean; salt: string; body: number };
/** What is done to the envelope before it is opened, one after the other. */
type Change =
  | { xor: [offset: number, mask: number] }
  | { cut: number }
  | { append: string }
  | { chunks: number[] };

async function recipe(seed: string, body: number, passphrase = false): Promise<Recipe> {
  const key = seeded(`${seed} K`, 32);
  const { id, passphraseSalt } = await linkKeys(key);
  const p = passphrase ? argon2id(passphraseBytes(PASSPHRASE), passphraseSalt) : new Uint8Array(0);
  const salt = seeded(`${seed} salt`, 24);
  return { K: hex(key), P: hex(p), id: hex(id), passphrase, salt: hex(salt), body };
}

function paddedBody(body: number): Bytes {
  return concat(filled(body), new Uint8Array(pad(body) - body));
}

export async function make({ K, P, id, passphrase, salt, body }: Recipe): Promise<Bytes> {
  const { prk1 } = await openKeys(unhex(K), unhex(P));
  return sealEnvelope({ prk1, id: unhex(id), passphrase }, unhex(salt), paddedBody(body));
}

async function good(name: string, from: Recipe) {
  const envelope = await make(from);
  return { name, ...from, length: envelope.length, sha256: sha256Hex(envelope), expect: 'ok' };
}

/** The envelopes of `sealed` that `changed` and `forged` begin with. */
const ONE = 'body of 1024 bytes';
const THREE = 'three chunks, the last short';
const WHOLE = 'three whole chunks';
const LOCKED = 'with a passphrase';

const SIZES: readonly (readonly [string, number])[] = [
  ['empty body', 0],
  ...[1024, 2048, 4096, 8192, 16_384, 32_768, CHUNK].flatMap((n) =>
    [n - 1, n, n + 1].map((body) => [`body of ${body} bytes`, body] as const),
  ),
  ['two chunks, the second of 2 KiB', 67_584],
  ['two whole chunks', 2 * CHUNK],
  ['three chunks', 2 * CHUNK + 1],
  [WHOLE, 3 * CHUNK],
  ['1 MiB less one', MIB - 1],
  ['1 MiB', MIB],
  ['1 MiB and one', MIB + 1],
];

function bit(offset: number, shift: number): Change {
  return { xor: [offset, 1 << shift] };
}

/** What a reader says to header byte `offset` when any of its bits is another. */
function headerVerdict(offset: number, shift: number): string {
  if (offset === 1 || offset === 2) return 'update';
  if (offset === 3 && shift === 0) return 'passphrase-flag';
  return offset < 8 ? 'header' : 'commit';
}

function headerBits() {
  return Array.from({ length: 32 * 8 }, (_, i) => {
    const [offset, shift] = [Math.floor(i / 8), i % 8];
    const expect = headerVerdict(offset, shift);
    const name = `header byte ${offset}, bit ${shift} flipped`;
    return { name, of: ONE, change: [bit(offset, shift)], expect };
  });
}

/** Wrong tags, sizes and orders, of an envelope of one chunk and one of three. */
function damages() {
  const to =
    (of: string) =>
    (name: string, expect: string, ...change: Change[]) => ({ name, of, change, expect });
  const [single, triple, whole] = [to(ONE), to(THREE), to(WHOLE)];
  const chunk = CHUNK + 16;
  return [
    single('commitment, first bit', 'commit', bit(32, 0)),
    single('commitment, last bit', 'commit', bit(63, 7)),
    single('ciphertext, first bit', 'tag', bit(64, 0)),
    single('tag, last bit', 'tag', bit(64 + 1024 + 15, 7)),
    single('nothing', 'size', { cut: 0 }),
    single('header cut', 'size', { cut: 31 }),
    single('only the header', 'size', { cut: 32 }),
    single('only header and commitment', 'size', { cut: 64 }),
    single('last byte lost', 'size', { cut: 64 + 1024 + 15 }),
    single('a byte appended', 'size', { append: '00' }),
    single('an empty last chunk appended', 'size', { append: '00'.repeat(16) }),
    triple('first chunk, one bit', 'tag', bit(64, 3)),
    triple('second chunk, one bit', 'tag', bit(64 + chunk, 3)),
    triple('last chunk, one bit', 'tag', bit(64 + 2 * chunk, 3)),
    triple('last chunk lost', 'tag', { chunks: [0, 1] }),
    triple('only the first chunk', 'tag', { chunks: [0] }),
    triple('only the last chunk', 'tag', { chunks: [2] }),
    triple('first chunk lost', 'tag', { chunks: [1, 2] }),
    triple('first two swapped', 'tag', { chunks: [1, 0, 2] }),
    triple('last two swapped', 'tag', { chunks: [0, 2, 1] }),
    triple('first twice', 'tag', { chunks: [0, 0, 2] }),
    triple('short last chunk twice', 'size', { chunks: [0, 2, 2] }),
    whole('last twice', 'tag', { chunks: [0, 2, 2] }),
    whole('all turned round', 'tag', { chunks: [2, 1, 0] }),
    whole('last first', 'tag', { chunks: [2, 0, 1] }),
    whole('last chunk lost', 'tag', { chunks: [0, 1] }),
    triple('first repeated at the end', 'tag', { chunks: [0, 1, 2, 0] }),
    triple('cut inside the last chunk', 'size', { cut: 64 + 2 * chunk + 100 }),
  ];
}

/** Opened with other inputs than it was sealed with: `open` replaces them. */
function strangers() {
  const P = hex(seeded('another P', 32));
  const other = (name: string, of: string, open: Partial<Recipe>, expect: string) => ({
    name,
    of,
    open,
    expect,
  });
  return [
    other('another id', ONE, { id: hex(seeded('another id', 16)) }, 'commit'),
    other('another key', ONE, { K: hex(seeded('another K', 32)) }, 'commit'),
    other('another passphrase', LOCKED, { P }, 'commit'),
    other(
      'no passphrase where one is needed',
      LOCKED,
      { P: '', passphrase: false },
      'passphrase-flag',
    ),
    other('a passphrase where none is needed', ONE, { P, passphrase: true }, 'passphrase-flag'),
  ];
}

/** Sealed by somebody who has the key and breaks the rules: `last` as in {@link forge}. */
async function forged(name: string, from: Recipe & { name: string }, last: number[]) {
  const keys = await openKeys(unhex(from.K), unhex(from.P));
  const sealing = { prk1: keys.prk1, id: unhex(from.id), passphrase: from.passphrase };
  const envelope = await forge(sealing, unhex(from.salt), paddedBody(from.body), last);
  return { name, of: from.name, last, sha256: sha256Hex(envelope), expect: 'tag' };
}

async function passphrases() {
  const salt = seeded('passphrase salt', 16);
  const texts: readonly (readonly [string, string])[] = [
    ['plain', 'correct horse battery staple'],
    ['NFKC changes it', PASSPHRASE],
    ['decomposed, composed by NFKC', 'cafe\u0301'],
    ['spaces at both ends stay', '  two spaces  '],
    ['outside the basic plane', '\u{1f511}\u{1f512}'],
  ];
  const made = texts.map(async ([name, text]) => {
    const nfkc = passphraseBytes(text);
    const P = hex(argon2id(nfkc, salt));
    return { name, text, nfkc: hex(nfkc), salt: hex(salt), P, expect: 'ok' };
  });
  return [...(await Promise.all(made)), { name: 'empty', text: '', expect: 'empty' }];
}

export async function envelopeVectors() {
  const sizes = SIZES.map(async ([name, body]) => good(name, await recipe(name, body)));
  const one = await good(ONE, await recipe(ONE, 1024));
  const three = await good(THREE, await recipe(THREE, 2 * CHUNK + 70));
  const locked = await good(LOCKED, await recipe(LOCKED, 100, true));
  return {
    about: 'envelopes by recipe, and what is done to them: SPEC sections 1 and 2',
    passphrase: PASSPHRASE,
    passphrases: await passphrases(),
    sealed: [...(await Promise.all(sizes)), three, locked],
    changed: [...headerBits(), ...damages(), ...strangers()],
    forged: [
      await forged('one chunk that is not flagged as last', one, [0]),
      await forged('first of three flagged as last', three, [1, 0, 1]),
      await forged('none of three flagged as last', three, [0, 0, 0]),
      await forged('a flag that is neither 0 nor 1', one, [2]),
    ],
  };
}
