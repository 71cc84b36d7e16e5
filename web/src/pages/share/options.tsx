/** How long it may wait, and the passphrase. */

import { useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { lifetime } from '../../format.ts';
import { passphrase as fourWords } from '../../generate.ts';
import { Chips, Switch } from '../../parts/controls.tsx';
import { ChoiceField, SecretField, TextField } from '../../parts/field.tsx';
import { type Lang, useTongue } from '../../parts/words.tsx';
import { DAY, DEFAULT_MOST, type DraftState } from './draft.ts';
import type { ErrorAt } from './form.tsx';
import { IDS } from './ids.ts';
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
      {own && (
        <Amount
          seconds={expiresIn}
          onSeconds={(seconds) => draft.change({ expiresIn: seconds })}
          error={errorAt(IDS.expiry)}
        />
      )}
    </>
  );
}

function Amount({
  seconds,
  onSeconds,
  error,
}: {
  seconds: number | null;
  onSeconds: (seconds: number | null) => void;
  error: string | undefined;
}) {
  const words = useWords();
  const [unit, setUnit] = useState(seconds !== null && seconds % DAY !== 0 ? 3600 : DAY);
  const [amount, setAmount] = useState(String(Math.round((seconds ?? unit) / unit)));
  const update = (text: string, length: number) => {
    setAmount(text);
    setUnit(length);
    onSeconds(/^\s*\d{1,4}\s*$/.test(text) ? Number(text) * length : null);
  };
  const units = [
    ['3600', words.expiry.hours],
    [String(DAY), words.expiry.days],
  ] as const;
  return (
    <div class="amount">
      <TextField
        id={IDS.expiry}
        label={words.expiry.amount}
        mode="numeric"
        value={amount}
        onValue={(text) => update(text, unit)}
        error={error}
      />
      <ChoiceField
        id="expiry-unit"
        label={words.expiry.unit}
        value={String(unit)}
        choices={units}
        onValue={(length) => update(amount, Number(length))}
      />
    </div>
  );
}

export function Passphrase({ draft, errorAt }: Props) {
  const words = useWords();
  const { lang } = useTongue();
  const { passphrase } = draft.now;
  const offer = async () => {
    draft.change({ passphrase: '' });
    // Without the list the field stays empty, and something of one's own can be typed.
    const list = await wordList(lang).catch(() => null);
    if (list) draft.change({ passphrase: fourWords(list) });
  };
  return (
    <div>
      <Switch
        id="passphrase-on"
        label={words.passphrase.on}
        hint={words.passphrase.hint}
        on={passphrase !== null}
        onSwitch={(on) => (on ? offer() : draft.change({ passphrase: null }))}
      />
      {passphrase !== null && (
        <div class="panel">
          <SecretField
            id={IDS.passphrase}
            label={words.passphrase.label}
            hint={words.passphrase.own}
            value={passphrase}
            onValue={(typed) => draft.change({ passphrase: typed })}
            error={errorAt(IDS.passphrase)}
            shownFirst
          >
            <button type="button" class="button small inset" onClick={offer}>
              {words.passphrase.again}
            </button>
          </SecretField>
        </div>
      )}
    </div>
  );
}

async function wordList(lang: Lang): Promise<readonly string[]> {
  const { WORDS } =
    lang === 'fr' ? await import('../../lists/fr.ts') : await import('../../lists/en.ts');
  return WORDS;
}
