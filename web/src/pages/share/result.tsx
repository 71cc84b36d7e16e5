/** After sealing: one link to send, one receipt to keep. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { moment } from '../../format.ts';
import { forget, remember } from '../../memory.ts';
import { Banner } from '../../parts/banner.tsx';
import { Fold, Switch } from '../../parts/controls.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Remind } from '../../parts/remind.ts';
import { Badge, Card, Heading, Time, useTitle } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { QrCode } from './qr.tsx';
import type { Done } from './sealing.ts';
import { useSealedWords } from './words.ts';

export function Result({
  sealed,
  onCopied,
  onNext,
}: {
  sealed: Done;
  onCopied: () => void;
  onNext: () => void;
}) {
  const words = useSealedWords();
  useTitle(words.title);
  return (
    <>
      <Badge>{words.badge}</Badge>
      <Heading focus>{words.title}</Heading>
      <p class="lead">{fill(words.lead, { at: <Time at={sealed.expires} /> })}</p>
      <div class="stack">
        <LinkCard sealed={sealed} onCopied={onCopied} />
        {sealed.passphrase !== null && <PassphraseCard passphrase={sealed.passphrase} />}
        <ReceiptCard sealed={sealed} />
        <Card
          title={words.after}
          hint={words.afterHint}
          aside={
            <button type="button" class="button" onClick={onNext}>
              {words.next}
            </button>
          }
        >
          <Remind />
        </Card>
      </div>
    </>
  );
}

function LinkCard({ sealed, onCopied }: { sealed: Done; onCopied: () => void }) {
  const words = useSealedWords();
  const { lang } = useTongue();
  const link = useRef<HTMLElement>(null);
  const [qr, showQr] = useState(false);
  useEffect(() => {
    if (link.current) getSelection()?.selectAllChildren(link.current);
  }, []);
  const message = words.ticket(
    sealed.shareLink,
    moment(lang, sealed.expires),
    sealed.passphrase !== null,
  );
  return (
    <section class="card">
      <h2>{words.link}</h2>
      <code ref={link} class="link" translate={false} onCopy={onCopied}>
        {sealed.shareLink}
      </code>
      <div class="buttons">
        <CopyButton
          look="primary"
          label={words.copy}
          what={words.link}
          text={sealed.shareLink}
          onCopied={onCopied}
        />
        <CopyButton
          look="tall"
          label={words.message}
          what={words.message}
          text={message}
          onCopied={onCopied}
        />
        <button type="button" class="button tall" aria-expanded={qr} onClick={() => showQr(!qr)}>
          {words.qr}
        </button>
      </div>
      {qr && <QrCode text={sealed.shareLink} label={words.qrLabel} />}
    </section>
  );
}

function PassphraseCard({ passphrase }: { passphrase: string }) {
  const words = useSealedWords();
  return (
    <Card title={words.words} hint={words.wordsHint}>
      <div class="beside">
        <strong class="words" translate={false}>
          {passphrase}
        </strong>
        <CopyButton text={passphrase} what={words.passphrase} />
      </div>
    </Card>
  );
}

function ReceiptCard({ sealed }: { sealed: Done }) {
  const words = useSealedWords();
  const [kept, keep] = useState(false);
  const [failed, fail] = useState(false);
  const { receiptLink: link, kinds, created, expires } = sealed;
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
      {failed && <Banner tone="warn">{words.rememberFailed}</Banner>}
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
