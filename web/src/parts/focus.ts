/** Moves the focus to an element that the next rendering brings: where the pressed button goes away, the focus must not. */
export function focusSoon(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus());
}
