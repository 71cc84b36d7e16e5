/** The paste box. What is pasted is sorted at once, what is typed on a press; either can be undone. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { announce } from '../parts/announce.tsx';
import { PRIVATE } from '../parts/field.tsx';
import { Heed } from '../parts/icons.tsx';
import { Card } from '../parts/text.tsx';
import type { DraftState } from './draft.ts';

import { IDS } from './ids.ts';
import type { ErrorAt } from './press.tsx';
import { isTyped } from './sorting.ts';
import { useWords } from './words.ts';

type Props = {
  draft: DraftState;
  errorAt: ErrorAt;
  /** What was recognised, once something was. */
  children: ComponentChildren;
};

export function PasteBox({ draft, errorAt, children }: Props) {
  const words = useWords();
  const { paste, items } = draft.now;
  const error = errorAt(IDS.paste);
  // The text in which nothing was recognised.
  const [plain, markPlain] = useState('');
  const sortPasted = async (text: string) => {
    // Where the code does not come, the text stays, and the press on 'Seal' says what is wrong.
    const batch = await draft.sort(text).catch(() => null);
    if (!batch) return;
    if (isTyped(batch)) draft.takeSorted(batch);
    else {
      markPlain(text);
      announce(words.paste.plain);
    }
  };
  const sortTyped = () => void draft.sort(paste).then(draft.takeSorted, () => {});
  const input = ({
    currentTarget,
    inputType,
  }: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
    const { value } = currentTarget;
    draft.change({ paste: value });
    if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') void sortPasted(value);
  };
  return (
    <Card title={words.paste.title} hint={words.paste.hint}>
      <div class="field">
        {error && (
          <p class="error" id="paste-error">
            <Heed /> {error}
          </p>
        )}
        <textarea
          {...PRIVATE}
          id={IDS.paste}
          rows={4}
          aria-label={words.paste.label}
          placeholder={words.paste.placeholder}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'paste-error' : undefined}
          value={paste}
          onInput={input}
        />
        {paste !== '' && paste === plain && <p class="hint below">{words.paste.plain}</p>}
      </div>
      {paste.trim() !== '' && paste !== plain && (
        <button type="button" class="button" onClick={sortTyped}>
          {words.paste.sort}
        </button>
      )}
      {items.some(({ source }) => source !== undefined) && children}
    </Card>
  );
}
