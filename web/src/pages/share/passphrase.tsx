/** The passphrase in a panel of its own: four words to tell by telephone, or one's own. */

import { useEffect, useState } from 'preact/hooks';
import { passphraseDoubts } from '../../check.ts';
import type { ErrorAt } from '../../filling/press.tsx';
import { useItemWords } from '../../filling/words.ts';
import { passphrase as fourWords } from '../../generate.ts';
import { type Remark, SecretField } from '../../parts/field.tsx';
import { type Lang, useTongue } from '../../parts/words.tsx';
import type { OptionState } from './choices.ts';
import { IDS } from './ids.ts';

export function PassphrasePanel({ options, errorAt }: { options: OptionState; errorAt: ErrorAt }) {
  const { passphrase: words } = useItemWords();
  const { lang } = useTongue();
  const value = options.now.passphrase ?? '';
  const [left, leave] = useState(false);
  const type = (passphrase: string) => options.change({ passphrase });
  // The list may come late, or never: what is typed or switched off meanwhile stays, and nothing comes
  // into an empty field in which somebody is about to type or to paste.
  const offer = async (instead: string) => {
    const list = await wordList(lang).catch(() => null);
    if (list === null) return;
    const taken = instead === '' && document.activeElement?.id === IDS.passphrase;
    options.change(({ passphrase }) =>
      passphrase === instead && !taken ? { passphrase: fourWords(list) } : {},
    );
  };
  useEffect(() => void offer(''), []);
  const remarks = left ? passphraseDoubts(value).map((doubt) => remark(doubt)) : [];
  function remark({ doubt, fixed }: ReturnType<typeof passphraseDoubts>[number]): Remark {
    const press = () => (fixed === undefined ? void offer(value) : type(fixed));
    return { text: words.doubt[doubt], fix: { label: words.fix[doubt], press } };
  }
  return (
    <div class="panel">
      <p class="strong">{words.tell}</p>
      <SecretField
        id={IDS.passphrase}
        label={words.label}
        hint={words.own}
        value={value}
        onValue={type}
        onLeave={() => leave(true)}
        error={errorAt(IDS.passphrase)}
        remarks={remarks}
        shownFirst
      >
        <button type="button" class="button small inset" onClick={() => offer(value)}>
          {words.again}
        </button>
      </SecretField>
    </div>
  );
}

async function wordList(lang: Lang): Promise<readonly string[]> {
  const { WORDS } =
    lang === 'fr' ? await import('../../lists/fr.ts') : await import('../../lists/en.ts');
  return WORDS;
}
