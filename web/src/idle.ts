/** When a page with secrets hides itself. */

/** Milliseconds without a sign of the reader. */
export const WARN_AFTER = 4.5 * 60_000;
export const HIDE_AFTER = 5 * 60_000;

export type Idleness = 'awake' | 'drowsy' | 'hidden';

export function idleness(quietFor: number): Idleness {
  if (quietFor >= HIDE_AFTER) return 'hidden';
  return quietFor >= WARN_AFTER ? 'drowsy' : 'awake';
}

// Tab and what is held with it: on the way to a button.
const ON_THE_WAY = /^(?:Tab|Shift|Control|Alt|Meta)$/;

/**
 * Whether a sign of the reader keeps the page open. While the warning stands, what may lead to its
 * button does not take the button away; once all is hidden only the button counts, as a passer-by may
 * move the mouse.
 */
export function wakes(state: Idleness, sign: { type: string; key?: string }): boolean {
  if (state === 'awake') return true;
  if (state === 'hidden') return false;
  if (sign.type === 'keydown') return !ON_THE_WAY.test(sign.key ?? '');
  return sign.type === 'pointerdown' || sign.type === 'touchstart';
}
