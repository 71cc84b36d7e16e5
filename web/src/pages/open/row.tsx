/** One value: its label, itself or a mask, 'Show' and 'Copy' always at the same place. */

import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { CopyButton } from '../../parts/copy.tsx';
import { visible } from '../../visible.ts';
import { useWords } from './words.ts';

/** Grows with each press of 'Hide all'. */
export const HideTurn = createContext(0);

export function Row({
  label,
  value,
  secret = false,
}: {
  label: string;
  value: string;
  secret?: boolean;
}) {
  const [shown, show] = useState(false);
  const turn = useContext(HideTurn);
  useEffect(() => show(false), [turn]);
  return (
    <div data-row>
      <dt>{label}</dt>
      <dd>{secret && !shown ? <Mask /> : <Value text={value} />}</dd>
      <dd class="acts">
        {secret && <Reveal label={label} shown={shown} onShow={show} />}
        <CopyButton text={value} what={label} />
      </dd>
    </div>
  );
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
  const { shown } = useWords();
  return (
    <>
      <span class="value dots" aria-hidden="true">
        ••••••••••••
      </span>
      <span class="spoken">{shown.masked}</span>
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
  const words = useWords();
  return (
    <button
      type="button"
      class="button small"
      aria-pressed={shown}
      aria-label={words.showThing(label)}
      onClick={() => onShow(!shown)}
    >
      <span class="swap" data-done={shown}>
        <span>{words.show}</span>
        <span>{words.hide}</span>
      </span>
    </button>
  );
}
