/** The ready message for the ticket, in the language of the reader or in the other. */

import { useState } from 'preact/hooks';
import { type Lang, zonedMoment } from '../../format.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { ticket as english } from '../../words/en/ticket.ts';
import { ticket as french } from '../../words/fr/ticket.ts';
import type { Done } from './parcel.ts';
import { isSelected } from './selected.ts';
import { useSealedWords } from './words.ts';

const NAMES = { fr: 'Français', en: 'English' } as const satisfies Record<Lang, string>;

export function TicketCard({ sealed, onCopied }: { sealed: Done; onCopied: () => void }) {
  const { ticket: words } = useSealedWords();
  const tongue = useTongue();
  const [lang, speak] = useState<Lang>(tongue.lang);
  const write = lang === 'fr' ? french : english;
  const until = zonedMoment(lang, sealed.expires);
  const text = write(sealed.shareLink, until, sealed.passphrase !== null);
  return (
    <Card
      title={words.title}
      hint={words.hint}
      aside={<Languages lang={lang} onLang={speak} label={words.language} />}
    >
      <pre
        class="source prose"
        lang={lang}
        translate={false}
        onCopy={() => isSelected(sealed.shareLink) && onCopied()}
      >
        {text}
      </pre>
      <div class="buttons">
        <CopyButton look="" label={words.copy} what={words.text} text={text} onCopied={onCopied} />
      </div>
    </Card>
  );
}

function Languages({
  lang,
  onLang,
  label,
}: {
  lang: Lang;
  onLang: (lang: Lang) => void;
  label: string;
}) {
  return (
    <fieldset class="tongues" aria-label={label}>
      {(['en', 'fr'] as const).map((id) => (
        <button
          key={id}
          type="button"
          lang={id}
          aria-pressed={id === lang}
          onClick={() => onLang(id)}
        >
          {NAMES[id]}
        </button>
      ))}
    </fieldset>
  );
}
