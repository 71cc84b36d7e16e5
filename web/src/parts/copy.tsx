/** Copies exact text. The button keeps its width; the copied state is shown for two seconds, and spoken. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from './announce.tsx';
import { useTongue } from './words.tsx';

/** Through the Clipboard API, else through a selected field (plain http, old web views). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'spoken';
  field.readOnly = true;
  document.body.append(field);
  field.select();
  // A text area turns CR LF into LF; what is put into the event is exact.
  const exact = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  };
  field.addEventListener('copy', exact);
  // The old call is the only other way to a clipboard.
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

type Props = {
  text: string;
  /** What is copied, for the screen reader: 'Password'. */
  what: string;
  label?: string;
  look?: string;
  onCopied?: () => void;
};

export function CopyButton({ text, what, label, look = 'small', onCopied }: Props) {
  const { common } = useTongue();
  const [copied, mark] = useBriefly();
  const copy = async () => {
    const done = await copyText(text);
    announce(done ? common.copiedThing(what) : common.copyFailed);
    if (!done) return;
    mark();
    onCopied?.();
  };
  return (
    <button
      type="button"
      class={`button ${look}`}
      data-copy
      aria-label={label ?? common.copyThing(what)}
      onClick={copy}
    >
      <span class="swap" data-done={copied}>
        <span>{label ?? common.copy}</span>
        <span aria-hidden="true">{common.copied}</span>
      </span>
    </button>
  );
}

/** True for two seconds after `mark`. */
function useBriefly(): [boolean, () => void] {
  const [on, set] = useState(false);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const mark = () => {
    clearTimeout(timer.current);
    set(true);
    timer.current = window.setTimeout(() => set(false), 2000);
  };
  return [on, mark];
}
