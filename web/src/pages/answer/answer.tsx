/** The card of one access; what is asked for can be said not to be there. */

import { isQuestion } from '../../asked.ts';
import type { DraftItem } from '../../draft.ts';
import type { DraftState } from '../../filling/draft.ts';
import { IDS } from '../../filling/ids.ts';
import { ItemCard } from '../../filling/item.tsx';
import type { ErrorAt } from '../../filling/press.tsx';
import type { KindId } from '../../protocol/kind.ts';
import { useWords } from './words.ts';

type Props = { item: DraftItem; ask: readonly KindId[]; draft: DraftState; errorAt: ErrorAt };

export function Answer({ item, ask, draft, errorAt }: Props) {
  const question = isQuestion(item, draft.now.items, ask);
  return (
    <ItemCard
      item={item}
      draft={draft}
      errorAt={errorAt}
      from={IDS.paste}
      aside={question ? <Absence item={item} draft={draft} /> : undefined}
    />
  );
}

/** What was typed is kept, should it have been pressed by mistake. */
function Absence({ item, draft }: Pick<Props, 'item' | 'draft'>) {
  const { absent, kinds } = useWords();
  return (
    <button
      type="button"
      class="button small"
      aria-pressed={item.absent === true}
      aria-label={absent.thing(kinds[item.kind])}
      onClick={() => draft.edit(item.key, { absent: !item.absent })}
    >
      {absent.button}
    </button>
  );
}
