/** The error summary: takes focus, lists what to mend, each line leads to its field (after GOV.UK's). */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * `here` is what stands at the field itself, where its name need not be said again. Those of one
 * `group` stand in one line behind it. What is `soft` may stay as it is, if the reader says so.
 */
export type Complaint = {
  field: string;
  text: string;
  here?: string;
  group?: string;
  soft?: true;
};

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
        {lines(complaints).map(([group, inLine]) => (
          <li key={group}>
            {inLine[0]?.group}
            {inLine.map(({ field, text }, index) => (
              <>
                {index > 0 && ', '}
                <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
                  {text}
                </a>
              </>
            ))}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

function lines(complaints: readonly Complaint[]): Array<[string, Complaint[]]> {
  const found = new Map<string, Complaint[]>();
  for (const complaint of complaints) {
    const group = complaint.group ?? complaint.field + complaint.text;
    found.set(group, [...(found.get(group) ?? []), complaint]);
  }
  return [...found];
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
