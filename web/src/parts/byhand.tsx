/** The text itself, selected, where the browser lets no page copy. It may be a secret: it goes when the focus does. */

import { useEffect, useId, useRef } from 'preact/hooks';
import { HIDE_AFTER } from '../idle.ts';
import { putExactly } from './copy.tsx';
import { PRIVATE } from './field.tsx';
import { useTongue } from './words.tsx';

export function ByHand({
  text,
  what,
  onCopied,
  onBack,
  onLeft,
}: {
  text: string;
  what: string;
  onCopied: () => void;
  onBack: () => void;
  onLeft: () => void;
}) {
  const { common } = useTongue();
  const field = useRef<HTMLTextAreaElement>(null);
  const said = useId();
  useEffect(() => {
    field.current?.select();
    const timer = setTimeout(onLeft, HIDE_AFTER);
    return () => clearTimeout(timer);
  }, []);
  const copy = (event: ClipboardEvent) => {
    putExactly(text, event);
    onCopied();
    onBack();
  };
  return (
    <div class="byhand">
      <p id={said}>{common.copyFailed}</p>
      <textarea
        {...PRIVATE}
        ref={field}
        class="code"
        rows={2}
        readOnly
        value={text}
        aria-label={what}
        aria-describedby={said}
        onCopy={copy}
        onBlur={onLeft}
        onKeyDown={({ key }) => key === 'Escape' && onBack()}
      />
    </div>
  );
}
