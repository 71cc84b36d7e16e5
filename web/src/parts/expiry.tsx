/** How long something may wait: a few lifetimes, or one of one's own. */

import { type ComponentType, createElement } from 'preact';
import { useState } from 'preact/hooks';
import { lifetime } from '../format.ts';
import { Chips } from './controls.tsx';
import { Time } from './text.tsx';
import { fill, useTongue } from './words.tsx';

export const DAY = 86_400;
/** The field of a lifetime of one's own. */
export const EXPIRY = 'expiry';
const OFFERED = [3600, DAY, 3 * DAY, 7 * DAY, 14 * DAY];

/** `until` has the place `{at}`. */
type Words = { title: string; hint: string; other: string; until: string };

/** Seconds; null while 'other' holds no number. */
export type AmountProps = {
  seconds: number | null;
  onSeconds: (seconds: number | null) => void;
  error: string | undefined;
};

/** `most` seconds are what the server takes; `amount` is shown for 'other'. */
type Props = AmountProps & { words: Words; most: number; amount: ComponentType<AmountProps> };

export function Expiry({ words, most, amount, ...rest }: Props) {
  const { seconds, onSeconds } = rest;
  const { lang } = useTongue();
  const [other, choose] = useState(false);
  const offered = OFFERED.filter((one) => one <= most);
  const choices = [
    ...offered.map((one) => [String(one), lifetime(lang, one)] as const),
    ['other', words.other] as const,
  ];
  const own = other || seconds === null || !offered.includes(seconds);
  const pick = (value: string) => {
    choose(value === 'other');
    if (value !== 'other') onSeconds(Number(value));
  };
  return (
    <>
      <Chips
        name="expiry"
        legend={words.title}
        hint={words.hint}
        options={choices}
        value={own ? 'other' : String(seconds)}
        onValue={pick}
      />
      {own && createElement(amount, rest)}
      {seconds !== null && (
        <p class="hint">{fill(words.until, { at: <Time at={after(seconds)} /> })}</p>
      )}
    </>
  );
}

function after(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
