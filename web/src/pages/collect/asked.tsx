/** What was asked for, as the document says it. */

import { kindLabel } from '../../labels.ts';
import { Code } from '../../parts/code.tsx';
import { Card, Time } from '../../parts/text.tsx';
import { visibleLine } from '../../visible.ts';
import type { Held } from './state.ts';
import { useWords } from './words.ts';

export function AskedCard({ held: { collecting, seen } }: { held: Held }) {
  const words = useWords();
  const { asked: said } = words;
  const { asked, view } = seen;
  const rows: [label: string, value: string][] = [
    [said.reference, visibleLine(asked.reference)],
    [said.from, visibleLine(asked.from)],
    [said.kinds, asked.ask.map((kind) => kindLabel(words, kind)).join(' · ')],
  ];
  return (
    <Card title={said.title}>
      <dl class="said">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {view.answered_at && (
          <div>
            <dt>{said.answered}</dt>
            <dd>
              <Time at={view.answered_at} />
            </dd>
          </div>
        )}
        <div>
          <dt>{said.code}</dt>
          <dd>
            <Code code={collecting.keys.code} /> <span class="hint">{said.codeHint}</span>
          </dd>
        </div>
      </dl>
    </Card>
  );
}
