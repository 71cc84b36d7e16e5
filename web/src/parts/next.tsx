/** Another one, but not before the only link to this one is copied, or given up. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Banner } from './banner.tsx';
import { CopyButton } from './copy.tsx';
import { focusSoon } from './focus.ts';

type Props = {
  words: { next: string; uncopied: { title: string; text: string; leave: string } };
  /** The link is copied, or kept. */
  safe: boolean;
  link: string;
  /** The button that copies it, and what it copies. */
  label: string;
  what: string;
  onCopied: () => void;
  onNext: () => void;
  /** Other ways on. */
  children?: ComponentChildren;
};

export function Next({ words, safe, link, label, what, onCopied, onNext, children }: Props) {
  const [asked, ask] = useState(false);
  const next = () => {
    if (safe) return onNext();
    ask(true);
    focusSoon('copy-first');
  };
  // The warning goes, and with it what has the focus.
  const copiedFirst = () => {
    onCopied();
    focusSoon('next');
  };
  return (
    <>
      <div class="buttons">
        <button id="next" type="button" class="button" onClick={next}>
          {words.next}
        </button>
        {children}
      </div>
      {asked && !safe && (
        <Banner tone="warn" title={words.uncopied.title} alert>
          <p>{words.uncopied.text}</p>
          <div class="buttons">
            <CopyButton
              id="copy-first"
              look=""
              label={label}
              what={what}
              text={link}
              onCopied={copiedFirst}
            />
            <button type="button" class="button" onClick={onNext}>
              {words.uncopied.leave}
            </button>
          </div>
        </Banner>
      )}
    </>
  );
}
