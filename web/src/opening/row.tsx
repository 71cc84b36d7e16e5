/** One value: its label, itself or a mask, 'Show' and 'Copy' always at the same place. */

import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { CopyButton } from '../parts/copy.tsx';
import { useTongue } from '../parts/words.tsx';
import { visible } from '../visible.ts';
import { useShownWords } from './words.ts';

/** Grows with each press of 'Hide all'. */
export const HideTurn = createContext(0);

export function Row({
  label,
  value,
  secret = false,
  line = false,
}: {
  label: string;
  value: string;
  secret?: boolean;
  /** A command: it stands in a line of its own. */
  line?: boolean;
}) {
  const [shown, show] = useState(false);
  const turn = useContext(HideTurn);
  useEffect(() => show(false), [turn]);
  const masked = secret && !shown;
  // A click on a row gives it the focus, so that `c` then copies it.
  return (
    <div data-row tabIndex={-1} class={line || (!masked && isTall(value)) ? 'tall' : undefined}>
      <dt>{label}</dt>
      <dd>{masked ? <Mask /> : <Value text={value} />}</dd>
      <dd class="acts">
        {secret && <Reveal label={label} shown={shown} onShow={show} />}
        <CopyButton text={value} what={label} />
      </dd>
    </div>
  );
}

/** A name breaks behind its dots, before it breaks inside a word. */
export function breakable(text: string): ComponentChildren {
  return text.split(/(?<=\.)/).flatMap((part) => [part, <wbr />]);
}

/** Has lines of its own, which a narrow column would break. */
function isTall(value: string): boolean {
  return value.trim().includes('\n');
}

function Value({ text }: { text: string }) {
  return (
    <span class="value" translate={false}>
      {visible(text)}
    </span>
  );
}

/** Always as long: the mask tells nothing of the length. */
function Mask() {
  const words = useShownWords();
  return (
    <>
      <span class="value dots" aria-hidden="true">
        ••••••••••••
      </span>
      <span class="spoken">{words.masked}</span>
    </>
  );
}

function Reveal({
  label,
  shown,
  onShow,
}: {
  label: string;
  shown: boolean;
  onShow: (on: boolean) => void;
}) {
  const { common } = useTongue();
  return (
    <button
      type="button"
      class="button small"
      aria-pressed={shown}
      aria-label={common.showThing(label)}
      onClick={() => onShow(!shown)}
    >
      {common.show}
    </button>
  );
}
