/** How long it may wait, and whether there is a passphrase. */

import { useState } from 'preact/hooks';
import type { ErrorAt } from '../../filling/press.tsx';
import { lifetime } from '../../format.ts';
import { Chips, Switch } from '../../parts/controls.tsx';
import { Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { DAY, type OptionState } from './choices.ts';
import { Amount, PassphrasePanel } from './later.ts';
import { useWords } from './words.ts';

type Props = { options: OptionState; errorAt: ErrorAt };

const OFFERED = [3600, DAY, 3 * DAY, 7 * DAY, 14 * DAY];

export function Expiry({ options, errorAt }: Props) {
  const words = useWords();
  const { lang } = useTongue();
  const [other, choose] = useState(false);
  const { expiresIn } = options.now;
  const offered = OFFERED.filter((seconds) => seconds <= options.most);
  const choices = [
    ...offered.map((seconds) => [String(seconds), lifetime(lang, seconds)] as const),
    ['other', words.expiry.other] as const,
  ];
  const own = other || expiresIn === null || !offered.includes(expiresIn);
  const pick = (value: string) => {
    choose(value === 'other');
    if (value !== 'other') options.change({ expiresIn: Number(value) });
  };
  return (
    <>
      <Chips
        name="expiry"
        legend={words.expiry.title}
        hint={words.expiry.hint}
        options={choices}
        value={own ? 'other' : String(expiresIn)}
        onValue={pick}
      />
      {own && <Amount options={options} errorAt={errorAt} />}
      {expiresIn !== null && (
        <p class="hint">{fill(words.expiry.until, { at: <Time at={after(expiresIn)} /> })}</p>
      )}
    </>
  );
}

function after(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

export function Passphrase(props: Props) {
  const words = useWords();
  const { options } = props;
  const { passphrase } = options.now;
  return (
    <div>
      <Switch
        id="passphrase-on"
        label={words.passphrase.on}
        hint={words.passphrase.hint}
        on={passphrase !== null}
        onSwitch={(on) => options.change({ passphrase: on ? '' : null })}
      />
      {passphrase !== null && <PassphrasePanel {...props} />}
    </div>
  );
}
