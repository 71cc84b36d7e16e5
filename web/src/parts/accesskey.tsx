/** The access key of whoever may make something here, kept in this browser if its owner wants it. */

import { useState } from 'preact/hooks';
import { apiKeyIn, forgetKey, type KeyFlaw, keepKey, keptKey, keyFlaw } from '../apikey.ts';
import type { AccessKeyWords } from '../words/en/accesskey.ts';
import { Banner } from './banner.tsx';
import { Switch } from './controls.tsx';
import { SecretField } from './field.tsx';

export const ACCESS_KEY = 'access-key';

export type AccessKey = {
  text: string;
  type: (text: string) => void;
  /** Null while there is no whole key. */
  key: string | null;
  flaw: KeyFlaw | null;
  kept: boolean;
  /** False where the browser lets nothing be stored. */
  keep: (on: boolean) => boolean;
};

export function useAccessKey(): AccessKey {
  const [{ text, kept }, set] = useState(() => {
    const key = keptKey();
    return { text: key ?? '', kept: key !== null };
  });
  /** What is kept follows the field; a part of a key is never kept. */
  const store = (typed: string) => {
    const key = apiKeyIn(typed);
    if (key === null) forgetKey();
    return key === null || keepKey(key);
  };
  return {
    text,
    key: apiKeyIn(text),
    flaw: keyFlaw(text),
    kept,
    type: (typed) => {
      set({ text: typed, kept });
      if (kept) store(typed);
    },
    keep: (on) => {
      const done = !on || store(text);
      if (!on) forgetKey();
      set({ text, kept: on && done });
      return done;
    },
  };
}

type Props = {
  words: AccessKeyWords;
  access: AccessKey;
  required: boolean;
  hint?: string;
  error: string | undefined;
};

export function AccessKeyField({ words, access, required, hint, error }: Props) {
  const [left, leave] = useState(false);
  const [failed, fail] = useState(false);
  const { flaw } = access;
  const doubtful = left && flaw !== null && flaw !== 'empty';
  return (
    <div class="stack inner">
      <SecretField
        id={ACCESS_KEY}
        label={words.label}
        hint={hint}
        value={access.text}
        onValue={access.type}
        onLeave={() => leave(true)}
        required={required}
        error={error}
        remarks={doubtful && !error ? [{ text: words.flaw[flaw] }] : []}
      />
      <Switch
        id="keep-key"
        label={words.keep}
        hint={words.keepHint}
        on={access.kept}
        onSwitch={(on) => fail(!access.keep(on))}
      />
      {failed && (
        <Banner tone="warn" alert>
          {words.keepFailed}
        </Banner>
      )}
    </div>
  );
}
