/** Asks once more, where nothing undoes it. */

import { useEffect, useRef } from 'preact/hooks';
import { Slow } from '../parts/waiting.tsx';

type Props = {
  words: { sure: string; yes: string; no: string };
  /** While it is being done both buttons stay, as the focus is on one of them. */
  busy?: boolean;
  onYes: () => void;
  onNo: () => void;
};

export function Sure({ words, busy = false, onYes, onNo }: Props) {
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => asked.current?.focus(), []);
  return (
    <div>
      <p ref={asked} class="strong" tabIndex={-1}>
        {words.sure}
      </p>
      <div class="buttons">
        <button type="button" class="button bad" aria-disabled={busy} onClick={onYes}>
          {words.yes}
        </button>
        <button type="button" class="button" aria-disabled={busy} onClick={onNo}>
          {words.no}
        </button>
      </div>
      <Slow on={busy} />
    </div>
  );
}
