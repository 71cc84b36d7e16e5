/** For which ticket it is, in which language, and until when. */

import { Amount } from '../../parts/amount.tsx';
import { Chips } from '../../parts/controls.tsx';
import { type AmountProps, Expiry } from '../../parts/expiry.tsx';
import { TextField } from '../../parts/field.tsx';
import { NAMES } from '../../parts/message.tsx';
import { Card } from '../../parts/text.tsx';
import type { ErrorAt } from './form.tsx';
import { IDS } from './ids.ts';
import type { WishState } from './wish.ts';
import { useWords } from './words.ts';

type Props = { wish: WishState; errorAt: ErrorAt };

/** `identified`: with an access key the merchant is shown what stands here. */
export function Ticket({ wish, identified, errorAt }: Props & { identified: boolean }) {
  const { ticket: words, lang } = useWords();
  const { now, change } = wish;
  return (
    <Card title={words.title} hint={identified ? words.shown : words.unshown}>
      <div class="grid">
        <TextField
          id={IDS.reference}
          label={words.reference}
          value={now.reference}
          onValue={(reference) => change({ reference })}
          error={errorAt(IDS.reference)}
        />
        <TextField
          id={IDS.from}
          label={words.from}
          value={now.from}
          onValue={(from) => change({ from })}
          error={errorAt(IDS.from)}
        />
      </div>
      <Chips
        name="lang"
        legend={lang.title}
        hint={lang.hint}
        options={[
          ['fr', NAMES.fr],
          ['en', NAMES.en],
        ]}
        value={now.lang}
        onValue={(chosen) => change({ lang: chosen })}
      />
    </Card>
  );
}

export function Deadline({ wish, errorAt }: Props) {
  const words = useWords();
  return (
    <section class="card">
      <Expiry
        words={words.expiry}
        most={wish.most}
        amount={Other}
        seconds={wish.now.expiresIn}
        onSeconds={(expiresIn) => wish.change({ expiresIn })}
        error={errorAt(IDS.expiry)}
      />
    </section>
  );
}

function Other(props: AmountProps) {
  const { amount } = useWords();
  return <Amount {...props} words={amount} />;
}
