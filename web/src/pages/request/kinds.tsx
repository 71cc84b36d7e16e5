/** The kinds as cards, chosen or not. One switch leaves what a hosted shop has. */

import { Switch } from '../../parts/controls.tsx';
import { Check, Heed, Plus } from '../../parts/icons.tsx';
import { Card } from '../../parts/text.tsx';
import type { ErrorAt } from './form.tsx';
import { kindId } from './ids.ts';
import { offered, switched, toggled, type WishState } from './wish.ts';
import { useWords } from './words.ts';

export function KindChoice({ wish, errorAt }: { wish: WishState; errorAt: ErrorAt }) {
  const { ask: words, kinds } = useWords();
  const { now, change } = wish;
  const [first] = offered(now);
  const error = first && errorAt(kindId(first));
  return (
    <Card title={words.title} hint={words.hint}>
      {error && (
        <p class="error" id="kinds-error">
          <Heed /> {error}
        </p>
      )}
      <div class="kinds">
        {offered(now).map((kind) => {
          const chosen = now.ask.includes(kind);
          return (
            <button
              key={kind}
              type="button"
              id={kindId(kind)}
              class={chosen ? 'kind chosen' : 'kind'}
              aria-pressed={chosen}
              aria-describedby={error ? 'kinds-error' : undefined}
              onClick={() => change(toggled(now, kind))}
            >
              {chosen ? <Check /> : <Plus />}
              <b>{kinds[kind]}</b>
              <small>{words.about[kind]}</small>
            </button>
          );
        })}
      </div>
      <Switch
        id="hosted"
        label={words.hosted}
        hint={words.hostedHint}
        on={now.hosted}
        onSwitch={(hosted) => change(switched(now, hosted))}
      />
    </Card>
  );
}
