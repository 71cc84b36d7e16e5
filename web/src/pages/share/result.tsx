/** After sealing: one link to send, one receipt to keep. */

import { useState } from 'preact/hooks';
import { KeepReceipt } from '../../following/keep.tsx';
import { type Lang, zonedMoment } from '../../format.ts';
import { Banner } from '../../parts/banner.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { LinkCard } from '../../parts/linkcard.tsx';
import { MessageCard } from '../../parts/message.tsx';
import { Remind } from '../../parts/remind.ts';
import { Badge, Card, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { ticket as english } from '../../words/en/ticket.ts';
import { ticket as french } from '../../words/fr/ticket.ts';
import type { Done } from './parcel.ts';
import { useSealedWords } from './words.ts';

type Props = { sealed: Done; onCopied: () => void; onNext: () => void };

export function Result({ sealed, onCopied, onNext }: Props) {
  const words = useSealedWords();
  return (
    <>
      <Badge>{words.badge}</Badge>
      <Heading focus>{words.title}</Heading>
      <p class="lead">{fill(words.lead, { at: <Time at={sealed.expires} /> })}</p>
      <div class="stack">
        <LinkCard
          words={words}
          link={sealed.shareLink}
          copied={sealed.copied}
          onCopied={onCopied}
        />
        {sealed.passphrase !== null && <PassphraseCard passphrase={sealed.passphrase} />}
        <Message sealed={sealed} onCopied={onCopied} />
        <KeepReceipt {...sealed} link={sealed.receiptLink} said={words} />
        <After sealed={sealed} onCopied={onCopied} onNext={onNext} />
      </div>
    </>
  );
}

function Message({ sealed, onCopied }: Omit<Props, 'onNext'>) {
  const { ticket: words } = useSealedWords();
  const { lang } = useTongue();
  const { shareLink, expires, passphrase } = sealed;
  const write = (tongue: Lang) => {
    const ticket = tongue === 'fr' ? french : english;
    return ticket(shareLink, zonedMoment(tongue, expires), passphrase !== null);
  };
  return (
    <MessageCard words={words} first={lang} write={write} link={shareLink} onCopied={onCopied} />
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

/** What comes later; and another one, but not before the only link to this one is safe. */
function After({ sealed, onCopied, onNext }: Props) {
  const words = useSealedWords();
  const { copied, shareLink } = sealed;
  const [asked, ask] = useState(false);
  const next = () => {
    if (copied) return onNext();
    ask(true);
    focusSoon('copy-first');
  };
  // The warning goes, and with it what has the focus.
  const copiedFirst = () => {
    onCopied();
    focusSoon('next');
  };
  return (
    <Card title={words.after} hint={words.afterHint}>
      <Remind />
      <button id="next" type="button" class="button" onClick={next}>
        {words.next}
      </button>
      {asked && !copied && (
        <Banner tone="warn" title={words.uncopied.title} alert>
          <p>{words.uncopied.text}</p>
          <div class="buttons">
            <CopyButton
              id="copy-first"
              look=""
              label={words.copy}
              what={words.link}
              text={shareLink}
              onCopied={copiedFirst}
            />
            <button type="button" class="button" onClick={onNext}>
              {words.uncopied.leave}
            </button>
          </div>
        </Banner>
      )}
    </Card>
  );
}
