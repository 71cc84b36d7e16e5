/** How long it may wait, and whether there is a passphrase. */

import type { ErrorAt } from '../../filling/press.tsx';
import { Switch } from '../../parts/controls.tsx';
import { Expiry as Choice } from '../../parts/expiry.tsx';
import type { OptionState } from './choices.ts';
import { IDS } from './ids.ts';
import { Amount, PassphrasePanel } from './later.ts';
import { useWords } from './words.ts';

type Props = { options: OptionState; errorAt: ErrorAt };

export function Expiry({ options, errorAt }: Props) {
  const words = useWords();
  return (
    <Choice
      words={words.expiry}
      most={options.most}
      amount={Amount}
      seconds={options.now.expiresIn}
      onSeconds={(expiresIn) => options.change({ expiresIn })}
      error={errorAt(IDS.expiry)}
    />
  );
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
