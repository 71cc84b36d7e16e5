/** A ready message with a link in it, in the language of the reader or in the other. */

import { useState } from 'preact/hooks';
import type { Lang } from '../format.ts';
import { CopyButton } from './copy.tsx';
import { isSelected } from './selected.ts';
import { Card } from './text.tsx';

/** Each language by its own name. */
export const NAMES = { fr: 'Français', en: 'English' } as const satisfies Record<Lang, string>;

type Words = { title: string; hint: string; language: string; text: string; copy: string };

type Props = {
  words: Words;
  /** The language that it is first shown in. */
  first: Lang;
  write: (lang: Lang) => string;
  /** Copied by hand, the message counts only with the whole of the link. */
  link: string;
  onCopied: () => void;
};

export function MessageCard({ words, first, write, link, onCopied }: Props) {
  const [lang, speak] = useState(first);
  const text = write(lang);
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
        onCopy={() => isSelected(link) && onCopied()}
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
