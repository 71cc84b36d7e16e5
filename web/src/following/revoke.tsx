/** Taking it back, while nobody has opened it; asks once more. */

import { useEffect } from 'preact/hooks';
import { Banner } from '../parts/banner.tsx';
import { Card } from '../parts/text.tsx';
import { revoke } from '../receipt.ts';
import { useAskFirst } from './askfirst.ts';
import { Sure } from './sure.tsx';
import { useWords } from './words.ts';

/** What a receipt link carries. */
export type ReceiptKey = { id: Uint8Array; secret: Uint8Array };

type Props = {
  link: ReceiptKey;
  /** While the question stands the page does not change under the finger. */
  onHold: (on: boolean) => void;
  onDone: (tooLate: boolean) => void;
};

export function Revoke({ link, onHold, onDone }: Props) {
  const words = useWords();
  const { asked, problem, onAsk, ...answers } = useAskFirst('revoke', () => revoke(link), onDone);
  useEffect(() => {
    onHold(asked);
    return () => onHold(false);
  }, [asked]);
  return (
    <Card title={words.revoke.title} hint={words.revoke.text}>
      {problem && (
        <Banner tone="bad" alert>
          {words.problem[problem]}
        </Banner>
      )}
      {asked ? (
        <Sure words={words.revoke} {...answers} />
      ) : (
        <button id="revoke" type="button" class="button bad" onClick={onAsk}>
          {words.revoke.button}
        </button>
      )}
    </Card>
  );
}
