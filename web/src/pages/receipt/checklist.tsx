/** What to close when support is done. It has names of kinds, from this device alone, and never a value. */

import { useState } from 'preact/hooks';
import { Banner } from '../../parts/banner.tsx';
import { Remind } from '../../parts/remind.ts';
import { Card } from '../../parts/text.tsx';
import { isKind, KINDS, type KindId } from '../../protocol/kind.ts';
import { useWords } from './words.ts';

export function Checklist({
  kinds,
  finished,
}: {
  kinds: readonly KindId[] | null;
  finished: boolean;
}) {
  const { close } = useWords();
  const [closed, set] = useState<ReadonlySet<KindId>>(new Set());
  const shown = kinds === null ? Object.keys(KINDS).filter(isKind) : named(kinds);
  const tick = (kind: KindId, on: boolean) => {
    const others = [...closed].filter((other) => other !== kind);
    set(new Set(on ? [...others, kind] : others));
  };
  return (
    <Card
      title={finished ? close.title : close.later}
      hint={kinds === null ? close.generic : close.hint}
    >
      <ul class="ticks">
        {shown.map((kind) => (
          <li key={kind}>
            <label>
              <input
                type="checkbox"
                checked={closed.has(kind)}
                onChange={(event) => tick(kind, event.currentTarget.checked)}
              />
              <span>{close.steps[kind]}</span>
            </label>
          </li>
        ))}
      </ul>
      {shown.length > 0 && closed.size === shown.length && (
        <Banner tone="calm" alert>
          {close.all}
        </Banner>
      )}
      <Remind />
    </Card>
  );
}

/** Files alone have no kind of their own. */
function named(kinds: readonly KindId[]): readonly KindId[] {
  return kinds.length === 0 ? ['other'] : kinds;
}
