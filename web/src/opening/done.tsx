/** What came of a press: it takes the focus from the button that went away, and is read out by that. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Done({ focus, children }: { focus: boolean; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) place.current?.focus();
  }, []);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
