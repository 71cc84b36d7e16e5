/** The one button that a form ends with, and above it how it goes. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type Props = {
  id: string;
  label: string;
  onPress: () => void;
  busy: boolean;
  /** Changes when there is something new to see; empty while there is nothing. */
  turn: string;
  children: ComponentChildren;
};

/** The button stays while it works, so that the focus does. */
export function Action({ id, label, onPress, busy, turn, children }: Props) {
  const said = useRef<HTMLDivElement>(null);
  // The button keeps the focus; what is said above it may be out of sight.
  useEffect(() => {
    if (turn !== '') said.current?.scrollIntoView({ block: 'nearest' });
  }, [turn]);
  return (
    <div ref={said} class="stack inner">
      {children}
      <button
        id={id}
        type="button"
        class="button primary full"
        aria-disabled={busy}
        onClick={onPress}
      >
        {label}
      </button>
    </div>
  );
}
