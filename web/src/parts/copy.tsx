/** Copies exact text. The button keeps its width; the copied state is shown for two seconds, and spoken. */

import { createElement } from 'preact';
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
  field.addEventListener('copy', (event) => putExactly(text, event));
  // The old call is the only other way to a clipboard.
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/** A text area turns CR LF into LF; what is put into the event is exact. */
export function putExactly(text: string, event: ClipboardEvent): void {
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
  event.stopPropagation();
}

type Props = {
  id?: string;
  text: string;
  /** What is copied, for the screen reader: 'Password'. */
  what: string;
  label?: string;
  look?: string;
  onCopied?: () => void;
};

export function CopyButton({ id, text, what, label, look = 'small', onCopied }: Props) {
  const { common } = useTongue();
  const [copied, mark] = useBriefly();
  const [byHand, show] = useByHand();
  const button = useRef<HTMLButtonElement>(null);
  const done = () => {
    announce(common.copiedThing(what));
    mark();
    onCopied?.();
  };
  const copy = async () => ((await copyText(text)) ? done() : show(true));
  const back = () => {
    show(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        class={`button ${look}`}
        data-copy
        aria-label={copied ? common.copiedThing(what) : (label ?? common.copyThing(what))}
        onClick={copy}
      >
        <span class="swap" data-done={copied}>
          <span>{label ?? common.copy}</span>
          <span aria-hidden="true">{common.copied}</span>
        </span>
      </button>
      {byHand &&
        createElement(byHand, {
          text,
          what,
          onCopied: done,
          onBack: back,
          onLeft: () => show(false),
        })}
    </>
  );
}

type View = typeof import('./byhand.tsx').ByHand;

let view: View | null = null;
let fetching: Promise<void> | null = null;

/** Once for all buttons of a page; after a failure, again. */
function fetchView(): Promise<void> {
  fetching ??= import('./byhand.tsx').then(
    ({ ByHand }) => {
      view = ByHand;
    },
    () => {
      fetching = null;
    },
  );
  return fetching;
}

/** Fetched with the button, as it is needed where the connection may be gone; null while it is not wanted. */
function useByHand(): [View | null, (on: boolean) => void] {
  const [on, set] = useState(false);
  useEffect(() => void fetchView(), []);
  const show = (on: boolean) => void (on ? fetchView().then(() => set(view !== null)) : set(false));
  return [on ? view : null, show];
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
