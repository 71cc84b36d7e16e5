/** The paste box: sorted on a press, and that press can be undone. */

import { useState } from 'preact/hooks';
import type { DraftItem } from '../../draft.ts';
import { list } from '../../format.ts';
import { kindLabel } from '../../labels.ts';
import { announce } from '../../parts/announce.tsx';
import { PRIVATE } from '../../parts/field.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { DraftState } from './draft.ts';
import { IDS } from './ids.ts';
import { useWords } from './words.ts';

type Sorted = { items: DraftItem[]; text: string; said: string };

export function PasteBox({ draft }: { draft: DraftState }) {
  const words = useWords();
  const { lang } = useTongue();
  const [last, setLast] = useState<Sorted | null>(null);
  const { paste } = draft.now;
  const sortIt = async () => {
    const items = await draft.sortPaste();
    const said = words.paste.sorted(
      list(
        lang,
        items.map(({ kind }) => kindLabel(words, kind)),
      ),
    );
    setLast({ items, text: paste, said });
    announce(said);
    focusSoon(IDS.unsort);
  };
  const undo = (sorted: Sorted) => {
    draft.unsort(sorted.items, sorted.text);
    setLast(null);
    focusSoon(IDS.paste);
  };
  return (
    <Card title={words.paste.title} hint={words.paste.hint}>
      <div>
        <textarea
          {...PRIVATE}
          id={IDS.paste}
          rows={4}
          aria-label={words.paste.label}
          placeholder={words.paste.placeholder}
          value={paste}
          onInput={(event) => draft.change({ paste: event.currentTarget.value })}
        />
      </div>
      {paste.trim() !== '' && (
        <button type="button" class="button" onClick={() => void sortIt()}>
          {words.paste.sort}
        </button>
      )}
      {paste === '' && last && (
        <div class="bar">
          <span>{last.said}</span>
          <button id={IDS.unsort} type="button" class="button small" onClick={() => undo(last)}>
            {words.paste.undo}
          </button>
        </div>
      )}
    </Card>
  );
}
