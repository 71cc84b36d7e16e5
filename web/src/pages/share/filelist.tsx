/** The chosen files. What is too large is said before it is read. */

import { useEffect, useState } from 'preact/hooks';
import { nextKey } from '../../draft.ts';
import { size } from '../../format.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { useTongue } from '../../parts/words.tsx';
import { visibleLine } from '../../visible.ts';
import type { FilesProps } from './files.tsx';
import { IDS } from './ids.ts';
import { measure } from './measure.ts';
import { useItemWords, useWords } from './words.ts';

export function FileList({ chosen, ...props }: FilesProps & { chosen: readonly File[] }) {
  const { draft, server } = props;
  const most = server?.max_envelope ?? Number.POSITIVE_INFINITY;
  const { refused, add } = useReading(props, most);
  useEffect(() => void add(chosen), [chosen]);
  return (
    <div class="stack inner">
      {refused.map((text) => (
        <Banner key={text} tone="warn" alert>
          <p>{text}</p>
        </Banner>
      ))}
      {draft.now.files.length > 0 && <Chosen draft={draft} most={most} />}
    </div>
  );
}

function useReading({ draft }: FilesProps, most: number) {
  const { files: words } = useItemWords();
  const { lang } = useTongue();
  const [refused, refuse] = useState<string[]>([]);
  const read = async (file: File): Promise<string | null> => {
    const name = visibleLine(file.name);
    if (file.size > most) return words.large(name, size(lang, file.size), size(lang, most));
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      draft.addFile({ key: nextKey(), name: file.name, type: file.type, bytes });
      announce(words.added(name));
      return null;
    } catch {
      return words.unread(name);
    }
  };
  const add = async (files: readonly File[]) => {
    refuse([]);
    for (const file of files) {
      const refusal = await read(file);
      if (refusal) refuse((before) => [...before, refusal]);
    }
  };
  return { refused, add };
}

function Chosen({ draft, most }: Pick<FilesProps, 'draft'> & { most: number }) {
  const { files: said } = useItemWords();
  const { remove: words } = useWords();
  const { lang } = useTongue();
  const { files } = draft.now;
  const together = measure(draft.now, lang);
  const remove = (key: number, name: string) => {
    draft.remove(key);
    announce(words.done(name));
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
              aria-label={words.thing(visibleLine(name))}
              onClick={() => remove(key, visibleLine(name))}
            >
              {words.button}
            </button>
          </li>
        ))}
      </ul>
      {typeof together === 'number' && Number.isFinite(most) && (
        <p class="hint">{said.size(size(lang, together), size(lang, most))}</p>
      )}
    </div>
  );
}
