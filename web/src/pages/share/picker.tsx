/** The kinds as cards: each press adds one. One switch hides what a hosted shop is never asked for. */

import { useState } from 'preact/hooks';
import type { DraftState } from '../../filling/draft.ts';
import { Switch } from '../../parts/controls.tsx';
import { Check, Plus } from '../../parts/icons.tsx';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { HOSTED_KINDS, isKind, KINDS, type KindId } from '../../protocol/kind.ts';
import { kindId } from './ids.ts';
import { ItemCard } from './later.ts';
import { useWords } from './words.ts';

export function KindPicker({ draft }: { draft: DraftState }) {
  const words = useWords();
  const { lang } = useTongue();
  const [hosted, host] = useState(false);
  // Only to be early: the card itself loads what did not come.
  const warm = () => void ItemCard.preload(lang).catch(() => {});
  const offered = hosted ? HOSTED_KINDS : Object.keys(KINDS).filter(isKind);
  return (
    <Card title={words.pick.title} hint={words.pick.hint}>
      <div class="kinds" onPointerEnter={warm} onFocusCapture={warm}>
        {offered.map((kind) => (
          <KindCard
            key={kind}
            kind={kind}
            count={draft.now.items.filter((item) => item.kind === kind).length}
            onAdd={() => draft.add(kind)}
          />
        ))}
      </div>
      <Switch
        id="hosted"
        label={words.pick.hosted}
        hint={words.pick.hostedHint}
        on={hosted}
        onSwitch={host}
      />
    </Card>
  );
}

function KindCard({ kind, count, onAdd }: { kind: KindId; count: number; onAdd: () => void }) {
  const words = useWords();
  return (
    <button
      type="button"
      id={kindId(kind)}
      class={count > 0 ? 'kind chosen' : 'kind'}
      onClick={onAdd}
    >
      {count > 0 ? <Check /> : <Plus />}
      <b>{words.kinds[kind]}</b>
      <small>{count > 0 ? words.pick.added(count) : words.pick.about[kind]}</small>
    </button>
  );
}
