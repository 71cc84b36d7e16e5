/** After sealing: one link to send, one receipt to keep. */

import { KeepReceipt } from '../../following/keep.tsx';
import { type Lang, zonedMoment } from '../../format.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { LinkCard } from '../../parts/linkcard.tsx';
import { MessageCard } from '../../parts/message.tsx';
import { Next } from '../../parts/next.tsx';
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

function After({ sealed, onCopied, onNext }: Props) {
  const words = useSealedWords();
  return (
    <Card title={words.after} hint={words.afterHint}>
      <Remind />
      <Next
        words={words}
        safe={sealed.copied}
        link={sealed.shareLink}
        label={words.copy}
        what={words.link}
        onCopied={onCopied}
        onNext={onNext}
      />
    </Card>
  );
}
