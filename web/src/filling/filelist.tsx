/** The chosen files, and those that could not be taken. */

import { useEffect } from 'preact/hooks';
import type { About } from '../client.ts';
import { size } from '../format.ts';
import { announce } from '../parts/announce.tsx';
import { Banner } from '../parts/banner.tsx';
import { focusSoon } from '../parts/focus.ts';
import { useTongue } from '../parts/words.tsx';
import { visibleLine } from '../visible.ts';
import type { DraftState } from './draft.ts';
import { IDS } from './ids.ts';
import { measure } from './measure.ts';
import type { Refusal } from './reading.ts';
import { useItemWords, useWords } from './words.ts';

export function FileList({ draft, server }: { draft: DraftState; server: About | null }) {
  const { files: words } = useItemWords();
  const { lang } = useTongue();
  const { files } = draft.now;
  const last = files.at(-1);
  useEffect(() => {
    if (last) announce(words.added(visibleLine(last.name)));
  }, [last?.key]);
  const inWords = ({ name, why }: Refusal) => {
    if (typeof why === 'string') return words[why](visibleLine(name));
    return words.large(visibleLine(name), size(lang, why.bytes), size(lang, why.most));
  };
  return (
    <div class="stack inner">
      {draft.reading.refused.map((refusal) => (
        <Banner key={refusal.name} tone="warn" alert>
          <p>{inWords(refusal)}</p>
        </Banner>
      ))}
      {files.length > 0 && <Chosen draft={draft} most={server?.max_envelope ?? null} />}
    </div>
  );
}

function Chosen({ draft, most }: { draft: DraftState; most: number | null }) {
  const { files: said } = useItemWords();
  const { remove: words } = useWords();
  const { lang } = useTongue();
  const together = measure(draft.now, lang);
  const remove = (key: number, name: string) => {
    draft.remove(key);
    announce(words.done(name));
    focusSoon(IDS.files);
  };
  return (
    <div>
      <ul class="files">
        {draft.now.files.map(({ key, name, bytes }) => (
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
      {typeof together === 'number' && most !== null && (
        <p class="hint">{said.size(size(lang, together), size(lang, most))}</p>
      )}
    </div>
  );
}
