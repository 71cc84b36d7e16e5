/** The error summary: takes focus, lists what to mend, each line leads to its field (after GOV.UK's). */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * `here` is what stands at the field itself, where its name need not be said again. What is `soft`
 * may stay as it is, if the reader says so.
 */
export type Complaint = { field: string; text: string; here?: string; soft?: true };

/** `turn` changes with each press, so that a second press takes the focus again. */
export function Summary({
  title,
  complaints,
  turn,
  children,
}: {
  title: string;
  complaints: readonly Complaint[];
  turn: number;
  children?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) box.current?.focus();
  }, [turn]);
  return (
    <div ref={box} class="summary" role="alert" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{title}</h2>
      <ul>
        {complaints.map(({ field, text }) => (
          <li key={field + text}>
            <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** Without the address bar: its fragment belongs to links. */
function goTo(event: Event, id: string): void {
  event.preventDefault();
  const field = document.getElementById(id);
  // A field inside a folded part must be seen before it can take the focus.
  for (let fold = field?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
