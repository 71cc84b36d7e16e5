/** The page hides what it shows after a quiet time, says so before, and shows it again on a press. */

import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../parts/announce.tsx';
import { Banner } from '../parts/banner.tsx';
import { Card } from '../parts/text.tsx';
import { useFocusBefore } from './watch.ts';
import { useShownWords } from './words.ts';

export function Drowsy({ onKeep }: { onKeep: () => void }) {
  const words = useShownWords();
  const { giveBack } = useFocusBefore();
  const keep = () => {
    giveBack();
    announce(words.kept);
    onKeep();
  };
  return (
    <div class="notice">
      <Banner tone="warn" alert>
        <div class="beside">
          <p class="strong">{words.idle}</p>
          <button type="button" class="button" onClick={keep}>
            {words.keepOpen}
          </button>
        </div>
      </Banner>
    </div>
  );
}

export function Hidden({ onShow }: { onShow: () => void }) {
  const words = useShownWords();
  const button = useRef<HTMLButtonElement>(null);
  const { giveBack } = useFocusBefore();
  useEffect(() => {
    announce(words.hidden);
    // The rows went away, and the focus with them if it was there.
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  const show = () => {
    giveBack();
    onShow();
  };
  return (
    <div class="stack">
      <Card title={words.hidden} hint={words.hiddenText}>
        <button ref={button} type="button" class="button primary" onClick={show}>
          {words.showAgain}
        </button>
      </Card>
    </div>
  );
}
