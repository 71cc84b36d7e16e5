/** Whether a text has no unpaired surrogate. `String.isWellFormed` is too new for browsers of 2023. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
