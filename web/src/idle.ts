/** When a page with secrets hides itself. */

/** Milliseconds without a sign of the reader. */
export const WARN_AFTER = 4.5 * 60_000;
export const HIDE_AFTER = 5 * 60_000;

export type Idleness = 'awake' | 'drowsy' | 'hidden';

export function idleness(quietFor: number): Idleness {
  if (quietFor >= HIDE_AFTER) return 'hidden';
  return quietFor >= WARN_AFTER ? 'drowsy' : 'awake';
}
