/**
 * Leaving a field may put a warning below it, and that moves what is further down. Where the field is
 * left by pressing a button, the button must not move away from under the finger: the warning waits
 * until the press is over.
 */

let pressed = false;

const begin = () => {
  pressed = true;
};
const end = () => {
  pressed = false;
};

addEventListener('pointerdown', begin, { capture: true });
addEventListener('pointerup', end, { capture: true });
addEventListener('pointercancel', end, { capture: true });

/** Does it now, or right after the press that is under way. */
export function afterPress(act: () => void): void {
  if (!pressed) {
    act();
    return;
  }
  const once = new AbortController();
  // The click comes in the same turn as the release.
  const later = () => {
    once.abort();
    setTimeout(act);
  };
  addEventListener('pointerup', later, { signal: once.signal });
  addEventListener('pointercancel', later, { signal: once.signal });
}
