/** A lifetime of one's own: a number and its unit. */

import { useState } from 'preact/hooks';
import { type AmountProps, DAY, EXPIRY } from './expiry.tsx';
import { ChoiceField, TextField } from './field.tsx';

type Words = { label: string; unit: string; hours: string; days: string };

export function Amount({ words, seconds, onSeconds, error }: AmountProps & { words: Words }) {
  const [unit, setUnit] = useState(seconds !== null && seconds % DAY !== 0 ? 3600 : DAY);
  const [amount, setAmount] = useState(String(Math.round((seconds ?? unit) / unit)));
  const update = (text: string, length: number) => {
    setAmount(text);
    setUnit(length);
    onSeconds(/^\s*\d{1,4}\s*$/.test(text) ? Number(text) * length : null);
  };
  const units = [
    ['3600', words.hours],
    [String(DAY), words.days],
  ] as const;
  return (
    <div class="amount">
      <TextField
        id={EXPIRY}
        label={words.label}
        mode="numeric"
        value={amount}
        onValue={(text) => update(text, unit)}
        error={error}
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
