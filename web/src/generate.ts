/** Passphrases and passwords, drawn uniformly from the system's random source. */

import { randomBytes } from './protocol/token.ts';

type Random = (n: number) => Uint8Array;

/** A uniform integer in 0 … n−1 by rejection: what lies above the last whole multiple of n is drawn again. n ≤ 65536. */
export function below(n: number, random: Random = randomBytes): number {
  const limit = 65536 - (65536 % n);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const drawn = high * 256 + low;
    if (drawn < limit) return drawn % n;
  }
}

/** Four words of a list of at least 2048: 44 bits, on top of a link of 256. */
export function passphrase(words: readonly string[], random: Random = randomBytes): string {
  return Array.from({ length: 4 }, () => words[below(words.length, random)]).join(' ');
}

// Without 0 O 1 l I, which look alike when somebody has to read them out.
const LETTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.!+';
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[-_.!+]/];

/** 20 characters (119 bits) with each class that password rules ask for: drawn again until it has them all, which keeps it uniform. */
export function password(random: Random = randomBytes): string {
  for (;;) {
    const drawn = Array.from({ length: 20 }, () => LETTERS[below(LETTERS.length, random)]).join('');
    if (CLASSES.every((wanted) => wanted.test(drawn))) return drawn;
  }
}
