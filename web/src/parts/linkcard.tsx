/** The one link that is to be sent: selected, to be copied, and as a QR code. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CopyButton } from './copy.tsx';
import { QrCode } from './qr.tsx';
import { isSelected } from './selected.ts';
import { Card } from './text.tsx';

/** `copied` is said once it is. */
type Words = { link: string; copy: string; copied: string; qr: string; qrLabel: string };

type Props = { words: Words; link: string; copied: boolean; onCopied: () => void };

export function LinkCard({ words, link, copied, onCopied }: Props) {
  const shown = useRef<HTMLElement>(null);
  const [qr, showQr] = useState(false);
  // Who copies at once copies the link.
  useLayoutEffect(() => {
    if (shown.current) getSelection()?.selectAllChildren(shown.current);
  }, []);
  return (
    <Card title={words.link}>
      <code
        ref={shown}
        class="link"
        translate={false}
        onCopy={() => isSelected(link) && onCopied()}
      >
        {link}
      </code>
      <div class="buttons">
        <CopyButton
          look="primary"
          label={words.copy}
          what={words.link}
          text={link}
          onCopied={onCopied}
        />
        <button type="button" class="button tall" aria-expanded={qr} onClick={() => showQr(!qr)}>
          {words.qr}
        </button>
      </div>
      {copied && <p class="hint">{words.copied}</p>}
      {qr && <QrCode text={link} label={words.qrLabel} />}
    </Card>
  );
}
