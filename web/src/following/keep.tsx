/** The receipt link, to keep for oneself; remembered on this device if wanted. */

import { useState } from 'preact/hooks';
import { forget, type Remembered, remember } from '../memory.ts';
import { Banner } from '../parts/banner.tsx';
import { Fold, Switch } from '../parts/controls.tsx';
import { CopyButton } from '../parts/copy.tsx';
import { Card } from '../parts/text.tsx';
import type { keep } from '../words/en/keep.ts';

type Props = Omit<Remembered, 'closed'> & {
  /** Whether this device remembers it already. */
  known?: boolean;
  said: typeof keep;
};

export function KeepReceipt({ link, kinds, created, expires, known = false, said: words }: Props) {
  const [kept, keep] = useState(known);
  const [failed, fail] = useState(false);
  const onKeep = (on: boolean) => {
    if (!on) forget(link);
    const done = !on || remember({ link, kinds, created, expires });
    keep(on && done);
    fail(!done);
  };
  return (
    <Card title={words.receipt} hint={words.receiptHint}>
      <Switch
        id="remember"
        label={words.remember}
        hint={words.rememberHint}
        on={kept}
        onSwitch={onKeep}
      />
      {failed && (
        <Banner tone="warn" alert>
          {words.rememberFailed}
        </Banner>
      )}
      <Fold title={words.receiptLink}>
        <code class="link" translate={false}>
          {link}
        </code>
        <div class="buttons">
          <CopyButton look="" text={link} what={words.receiptLink} />
          <a class="button" href={link} target="_blank" rel="noopener noreferrer">
            {words.receiptOpen}
          </a>
        </div>
      </Fold>
    </Card>
  );
}
