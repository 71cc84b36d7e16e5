/** Files to seal with the rest. What is too large is said before it is read. */

import { useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { nextKey } from '../../draft.ts';
import { size } from '../../format.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { visibleLine } from '../../visible.ts';
import { type Circumstances, sealedSize } from './complaints.ts';
import type { DraftState } from './draft.ts';
import type { ErrorAt } from './form.tsx';
import { IDS } from './ids.ts';
import { useWords } from './words.ts';

type Props = {
  draft: DraftState;
  server: About | null;
  measure: Circumstances['measure'];
  errorAt: ErrorAt;
};

export function Files({ draft, server, measure, errorAt }: Props) {
  const words = useWords();
  const { lang } = useTongue();
  const [refused, refuse] = useState<string[]>([]);
  const most = server?.max_envelope ?? Number.POSITIVE_INFINITY;
  const error = errorAt(IDS.files);
  const add = async (chosen: readonly File[]) => {
    refuse([]);
    for (const file of chosen) {
      const refusal =
        file.size > most
          ? words.check.size(size(lang, file.size), size(lang, most))
          : await read(file);
      if (refusal) refuse((before) => [...before, `${visibleLine(file.name)}: ${refusal}`]);
    }
  };
  const read = async (file: File): Promise<string | null> => {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      draft.addFile({ key: nextKey(), name: file.name, type: file.type, bytes });
      return null;
    } catch {
      return words.files.unread(visibleLine(file.name));
    }
  };
  return (
    <Card
      title={words.files.title}
      hint={words.files.hint}
      aside={<Picker onChosen={add} described={error ? 'files-error' : undefined} />}
    >
      {error && (
        <p class="error" id="files-error">
          {error}
        </p>
      )}
      {refused.map((text) => (
        <Banner key={text} tone="warn" alert>
          <p>{text}</p>
        </Banner>
      ))}
      {draft.now.files.length > 0 && <Chosen draft={draft} most={most} measure={measure} />}
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

function Chosen({ draft, most, measure }: Pick<Props, 'draft' | 'measure'> & { most: number }) {
  const words = useWords();
  const { lang } = useTongue();
  const { files } = draft.now;
  const together = sealedSize(draft.now, lang, measure);
  const remove = (key: number, name: string) => {
    draft.remove(key);
    announce(words.remove.done(name));
    focusSoon(IDS.files);
  };
  return (
    <div>
      <ul class="files">
        {files.map(({ key, name, bytes }) => (
          <li key={key}>
            <span>{visibleLine(name)}</span>
            <span class="hint">{size(lang, bytes.length)}</span>
            <button
              type="button"
              class="button small"
              aria-label={words.remove.thing(visibleLine(name))}
              onClick={() => remove(key, visibleLine(name))}
            >
              {words.remove.button}
            </button>
          </li>
        ))}
      </ul>
      {typeof together === 'number' && Number.isFinite(most) && (
        <p class="hint">{words.files.size(size(lang, together), size(lang, most))}</p>
      )}
    </div>
  );
}
