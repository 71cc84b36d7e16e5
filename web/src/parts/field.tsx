/** Labelled fields: hint, doubt with its fix, error; all tied to the field for a screen reader. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { focusSoon } from './focus.ts';
import { Heed } from './icons.tsx';
import { afterPress } from './press.ts';
import { useTongue } from './words.tsx';

/** Something doubtful about a value, and what one press does about it. */
export type Remark = { text: string; fix?: { label: string; press: () => void } };

export type FieldProps = {
  id: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  onLeave?: () => void;
  hint?: string | undefined;
  required?: boolean;
  error?: string | undefined;
  remarks?: readonly Remark[];
  wide?: boolean;
};

/** Keeps spelling, translation and password programs away from what is typed. */
export const PRIVATE = {
  autocomplete: 'off',
  // In this spelling it is set as an attribute: the property is a boolean, and 'off' would be true.
  autoCorrect: 'off',
  autocapitalize: 'off',
  spellcheck: false,
  translate: false,
  'data-1p-ignore': true,
  'data-lpignore': 'true',
  'data-bwignore': true,
  'data-form-type': 'other',
} as const;

/** Only the keyboard of a phone follows it: `type="email"` and `type="url"` would change what was typed. */
export type Mode = 'text' | 'email' | 'url' | 'numeric';

export function TextField(
  props: FieldProps & { mode?: Mode; rows?: number; placeholder?: string | undefined },
) {
  const { mode = 'text', rows, placeholder } = props;
  const attributes = { ...PRIVATE, ...wiring(props), placeholder };
  return (
    <FieldFrame {...props}>
      {rows ? (
        <textarea {...attributes} rows={rows} />
      ) : (
        <input {...attributes} type="text" inputMode={mode} />
      )}
    </FieldFrame>
  );
}

/** A secret, masked until it is shown; the button names the field. */
export function SecretField(
  props: FieldProps & { multiline?: boolean; shownFirst?: boolean; children?: ComponentChildren },
) {
  const [shown, show] = useState(props.shownFirst === true);
  const { common } = useTongue();
  const attributes = { ...PRIVATE, ...wiring(props) };
  // Preact types each input by its type; this one changes between two.
  const type = (shown ? 'text' : 'password') as 'password';
  return (
    <FieldFrame {...props} below={props.children}>
      <div class="secret">
        {props.multiline ? (
          <textarea {...attributes} rows={4} class={shown ? 'code' : 'code masked'} />
        ) : (
          <input {...attributes} type={type} class="code" />
        )}
        <button
          type="button"
          class="button small"
          aria-pressed={shown}
          aria-label={common.showThing(props.label)}
          onClick={() => show(!shown)}
        >
          {common.show}
        </button>
      </div>
    </FieldFrame>
  );
}

export function ChoiceField(
  props: FieldProps & { choices: ReadonlyArray<readonly [value: string, label: string]> },
) {
  return (
    <FieldFrame {...props}>
      <select {...wiring(props)}>
        {props.choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

function wiring({ id, value, onValue, onLeave, hint, error, remarks, required }: FieldProps) {
  const describedBy = [
    hint && `${id}-hint`,
    error && `${id}-error`,
    remarks?.length && `${id}-remarks`,
  ]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    value,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-required': required ? ('true' as const) : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
    onBlur: () => onLeave && afterPress(onLeave),
  };
}

function FieldFrame(
  props: FieldProps & { below?: ComponentChildren; children: ComponentChildren },
) {
  const { id, label, hint, required, error, remarks = [], wide, below, children } = props;
  const { common } = useTongue();
  const mend = (press: () => void) => {
    press();
    focusSoon(id);
  };
  return (
    <div class={wide ? 'field wide' : 'field'}>
      <label for={id}>
        {label}
        {required && <span class="mustfill"> ({common.required})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Heed /> {error}
        </p>
      )}
      {children}
      {below}
      {remarks.length > 0 && (
        <div id={`${id}-remarks`} class="remarks">
          {remarks.map(({ text, fix }) => (
            <p key={text} class="remark">
              <Heed />
              <span>{text}</span>
              {fix && (
                <button type="button" class="button small" onClick={() => mend(fix.press)}>
                  {fix.label}
                </button>
              )}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
