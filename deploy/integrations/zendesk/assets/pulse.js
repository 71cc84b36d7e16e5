// @ts-check
/** Looks again by itself while the ticket is in front of somebody. */

/** Between two looks, in seconds; after failures longer and longer, up to the second. */
const PAUSE = 30;
const LONGEST = 300;

/**
 * How long until the next look, in seconds.
 * @param {number} failures looks in a row that told nothing
 * @param {number} wished what the server's Retry-After says
 */
export function pause(failures, wished) {
  return Math.max(wished, Math.min(LONGEST, PAUSE * 2 ** Math.max(0, failures - 1)));
}

export class Pulse {
  /** @param {() => Promise<import('./refusal.js').Refusal | null>} look */
  constructor(look) {
    this.look = look;
    this.awake = false;
    this.looking = false;
    this.failures = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Looks at once, and then again and again. */
  async wake() {
    this.awake = true;
    await this.beat();
  }

  sleep() {
    this.awake = false;
    clearTimeout(this.timer);
  }

  async beat() {
    if (this.looking) return;
    this.looking = true;
    clearTimeout(this.timer);
    const refusal = await this.look();
    this.looking = false;
    this.failures = refusal === null ? 0 : this.failures + 1;
    const seconds = pause(this.failures, refusal?.seconds ?? 0);
    if (this.awake) this.timer = setTimeout(() => void this.beat(), seconds * 1000);
  }
}
