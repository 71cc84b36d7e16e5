/** The passphrase: slips are pointed out before they cost a try, and each try says what it means. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { doubts } from '../../doubt.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { SecretField } from '../../parts/field.tsx';
import { useUnlockWords } from './words.ts';

export type Wrong = 'wrong' | 'mistyped';

type Props = {
  /** It was right once, so that no try is at stake. */
  resumes: boolean;
  triesLeft: number;
  error: Wrong | undefined;
  onOpen: (passphrase: string) => void;
  /** The form around the field; `press` is what its button does. */
  frame: (field: ComponentChildren, press: () => void) => ComponentChildren;
};

export function Unlock({ resumes, triesLeft, error, onOpen, frame }: Props) {
  const words = useUnlockWords();
  const { typed, change, settle, remarks, held, empty, press } = useTyped(onOpen, resumes);
  const said = { empty: words.passphraseEmpty, wrong: words.wrong, mistyped: words.wrongFree };
  const wrong = empty ? 'empty' : error;
  // Said at the field, so that is where the reader goes on, in the place of what was wrong.
  useEffect(() => {
    const field = document.getElementById(FIELD);
    if (!wrong || !(field instanceof HTMLInputElement)) return;
    field.focus();
    field.select();
  }, [wrong]);
  return frame(
    <>
      <SecretField
        id={FIELD}
        label={words.passphrase}
        hint={resumes ? undefined : words.passphraseHint}
        value={typed}
        onValue={change}
        onLeave={settle}
        error={wrong && said[wrong]}
        remarks={remarks}
      >
        {held && <p class="hint">{words.asIs}</p>}
      </SecretField>
      {!resumes && <Tries left={triesLeft} />}
    </>,
    press,
  );
}

function Tries({ left }: { left: number }) {
  const { tries } = useUnlockWords();
  return (
    <div role="status">
      {left === 1 ? <Banner tone="warn">{tries(left)}</Banner> : <p>{tries(left)}</p>}
    </div>
  );
}

const FIELD = 'passphrase';

/** What is typed. Its doubts show when the field is left, or once instead of the press that would cost a try. */
function useTyped(onOpen: (passphrase: string) => void, free: boolean) {
  const words = useUnlockWords();
  const [typed, type] = useState('');
  // The field is left before the press that mends it, and says so after it.
  const latest = useRef('');
  /** The text whose doubts the reader has seen, and whether a press was held back for them. */
  const [seen, see] = useState<{ text: string; held: boolean }>({ text: '', held: false });
  const [empty, miss] = useState(false);
  const found = doubts(typed);
  const shown = seen.text === typed ? found : [];
  const change = (text: string) => {
    miss(false);
    latest.current = text;
    type(text);
  };
  /** One press takes one doubt out; the others stay in sight. */
  const mend = (fixed: string) => {
    see({ text: fixed, held: false });
    change(fixed);
  };
  const press = () => {
    if (typed.normalize('NFKC') === '') return miss(true);
    if (free || found.length === 0 || seen.text === typed) return onOpen(typed);
    see({ text: typed, held: true });
    const doubted = found.map(({ doubt }) => words.doubt[doubt].text);
    announce([...doubted, words.asIs].join(' '));
  };
  return {
    typed,
    change,
    settle: () =>
      see(({ text, held }) => ({ text: latest.current, held: held && text === latest.current })),
    remarks: shown.map(({ doubt, fixed }) => ({
      text: words.doubt[doubt].text,
      fix: { label: words.doubt[doubt].fix, press: () => mend(fixed) },
    })),
    held: shown.length > 0 && seen.held,
    empty,
    press,
  };
}
