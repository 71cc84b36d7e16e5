/** A lifetime of one's own: a number and its unit. */

import { useState } from 'preact/hooks';
import type { ErrorAt } from '../../filling/press.tsx';
import { useItemWords } from '../../filling/words.ts';
import { ChoiceField, TextField } from '../../parts/field.tsx';
import { DAY, type OptionState } from './choices.ts';
import { IDS } from './ids.ts';

export function Amount({ options, errorAt }: { options: OptionState; errorAt: ErrorAt }) {
  const { amount: words } = useItemWords();
  const { expiresIn: seconds } = options.now;
  const [unit, setUnit] = useState(seconds !== null && seconds % DAY !== 0 ? 3600 : DAY);
  const [amount, setAmount] = useState(String(Math.round((seconds ?? unit) / unit)));
  const update = (text: string, length: number) => {
    setAmount(text);
    setUnit(length);
    options.change({ expiresIn: /^\s*\d{1,4}\s*$/.test(text) ? Number(text) * length : null });
  };
  const units = [
    ['3600', words.hours],
    [String(DAY), words.days],
  ] as const;
  return (
    <div class="amount">
      <TextField
        id={IDS.expiry}
        label={words.label}
        mode="numeric"
        value={amount}
        onValue={(text) => update(text, unit)}
        error={errorAt(IDS.expiry)}
      />
      <ChoiceField
        id="expiry-unit"
        label={words.unit}
        value={String(unit)}
        choices={units}
        onValue={(length) => update(amount, Number(length))}
      />
    </div>
  );
}
