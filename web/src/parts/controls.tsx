/** Switches, chips, folded parts. Native elements, so that every keyboard and reader knows them. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export function Switch({
  id,
  label,
  hint,
  on,
  onSwitch,
}: {
  id: string;
  label: string;
  hint?: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
}) {
  return (
    <div class="switch">
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

type Option<T extends string> = readonly [value: T, label: string];

export function Chips<T extends string>({
  name,
  legend,
  hint,
  options,
  value,
  onValue,
}: {
  name: string;
  legend: string;
  hint: string;
  options: readonly Option<T>[];
  value: T;
  onValue: (value: T) => void;
}) {
  return (
    <fieldset class="chips">
      <legend>
        <h2>{legend}</h2>
        <span class="hint">{hint}</span>
      </legend>
      {options.map(([option, label]) => (
        <label key={option} class="chip">
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onValue(option)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** `open` may open it, never close it under the reader. */
export function Fold({
  title,
  open = false,
  children,
}: {
  title: string;
  open?: boolean;
  children: ComponentChildren;
}) {
  const [isOpen, set] = useState(open);
  useEffect(() => {
    if (open) set(true);
  }, [open]);
  return (
    <details class="fold" open={isOpen} onToggle={(event) => set(event.currentTarget.open)}>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}
