/** tests/vectors/padding.json */

import { CHUNK, envelopeLength, pad, paddedLength } from '../../src/protocol/padding.ts';

const MIB = 1024 * 1024;

/** Every step of pad up to 64 KiB, then Padmé steps in each power of two up to 8 MiB. */
function boundaries(): number[] {
  const found: number[] = [];
  for (let n = 1024; n < 2 * CHUNK; n = pad(n + 1)) found.push(n);
  for (let n = 2 * CHUNK; n <= 8 * MIB; n *= 2) {
    found.push(n, pad(n + 1), pad(n + n / 2 + 1), pad(2 * n - 1));
  }
  return [...new Set(found)];
}

function around(n: number): number[] {
  return [n - 1, n, n + 1];
}

export function paddingVectors() {
  const lengths = [0, 1, ...boundaries().flatMap(around)];
  const legal = [1024, 2048, 65_536, 67_584, 131_072, MIB, 3 * 65_536].map(envelopeLength);
  const sizes = [0, 1, 31, 32, 63, 64, 65, 79, 80, 81, ...legal.flatMap(around), 64 + 65_536 + 32];
  return {
    about: 'pad(n), and which envelope sizes a padded body can have: SPEC section 3',
    pads: [...new Set(lengths)].map((n) => ({
      name: `pad(${n})`,
      n,
      pad: pad(n),
      envelope_length: envelopeLength(pad(n)),
      expect: 'ok',
    })),
    sizes: sizes.map((size) => {
      const padded = paddedLength(size);
      return { name: `an envelope of ${size} bytes`, size, ...verdict(padded) };
    }),
  };
}

function verdict(padded: number | null) {
  return padded === null ? { expect: 'size' } : { padded, expect: 'ok' };
}
