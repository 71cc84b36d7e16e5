/** How long it may wait, and whether there is a passphrase. */

import { useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { lifetime } from '../../format.ts';
import { Chips, Switch } from '../../parts/controls.tsx';
import { Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { DAY, DEFAULT_MOST, type DraftState } from './draft.ts';
import type { ErrorAt } from './form.tsx';
import { Amount, PassphrasePanel } from './later.ts';
import { useWords } from './words.ts';

type Props = { draft: DraftState; errorAt: ErrorAt };

const OFFERED = [3600, DAY, 3 * DAY, 7 * DAY, 14 * DAY];

export function Expiry({ draft, errorAt, server }: Props & { server: About | null }) {
  const words = useWords();
  const { lang } = useTongue();
  const [other, choose] = useState(false);
  const most = server?.max_lifetime ?? DEFAULT_MOST;
  const { expiresIn } = draft.now;
  const offered = OFFERED.filter((seconds) => seconds <= most);
  const options = [
    ...offered.map((seconds) => [String(seconds), lifetime(lang, seconds)] as const),
    ['other', words.expiry.other] as const,
  ];
  const own = other || expiresIn === null || !offered.includes(expiresIn);
  const pick = (value: string) => {
    choose(value === 'other');
    if (value !== 'other') draft.change({ expiresIn: Number(value) });
  };
  return (
    <>
      <Chips
        name="expiry"
        legend={words.expiry.title}
        hint={words.expiry.hint}
        options={options}
        value={own ? 'other' : String(expiresIn)}
        onValue={pick}
      />
      {own && <Amount draft={draft} errorAt={errorAt} />}
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
  const { draft } = props;
  const { passphrase } = draft.now;
  return (
    <div>
      <Switch
        id="passphrase-on"
        label={words.passphrase.on}
        hint={words.passphrase.hint}
        on={passphrase !== null}
        onSwitch={(on) => draft.change({ passphrase: on ? '' : null })}
      />
      {passphrase !== null && <PassphrasePanel {...props} />}
    </div>
  );
}
