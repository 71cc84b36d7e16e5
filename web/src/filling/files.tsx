/** Files to seal with the rest: chosen, or dropped anywhere on the page. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { About } from '../client.ts';
import { Card } from '../parts/text.tsx';
import type { DraftState } from './draft.ts';
import { IDS } from './ids.ts';
import type { ErrorAt } from './press.tsx';
import { useWords } from './words.ts';

type Props = {
  draft: DraftState;
  server: About | null;
  errorAt: ErrorAt;
  /** The list, once there is something in it. */
  children: ComponentChildren;
};

export function Files({ draft, server, errorAt, children }: Props) {
  const words = useWords();
  const { reading } = draft;
  const choose = (files: readonly File[]) =>
    reading.read(files, server?.max_envelope ?? Number.POSITIVE_INFINITY);
  useDrop(choose, reading.refuse);
  const error = errorAt(IDS.files);
  return (
    <Card
      title={words.files.title}
      hint={words.files.hint}
      aside={<Picker onChosen={choose} described={error ? 'files-error' : undefined} />}
    >
      {error && (
        <p class="error" id="files-error">
          {error}
        </p>
      )}
      {draft.now.files.length + reading.refused.length > 0 && children}
    </Card>
  );
}

function Picker({
  onChosen,
  described,
}: {
  onChosen: (files: File[]) => void;
  described: string | undefined;
}) {
  const words = useWords();
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again after it was removed.
    input.value = '';
    onChosen(files);
  };
  return (
    <label class="button picker">
      {words.files.add}
      <input
        id={IDS.files}
        type="file"
        multiple
        aria-describedby={described}
        onChange={(event) => choose(event.currentTarget)}
      />
    </label>
  );
}

/** A file that misses a drop zone would else replace the page, and with it all that was typed. */
function useDrop(onDropped: (files: File[]) => void, onRefused: (files: File[]) => void): void {
  const latest = useRef({ onDropped, onRefused });
  latest.current = { onDropped, onRefused };
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      over(event);
      const files = [...(event.dataTransfer?.files ?? [])];
      // While it is being sealed nothing can be added.
      const busy = document.getElementById(IDS.files)?.matches(':disabled');
      if (files.length === 0) return;
      if (busy) latest.current.onRefused(files);
      else latest.current.onDropped(files);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}
