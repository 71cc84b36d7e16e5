/** Starts a page: loads the words of one language, renders the frame, and keeps state when the language changes. */

import { type Context, type FunctionComponent, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommonWords } from '../words/en/common.ts';
import { soon } from './asked.ts';
import { dressed } from './brand.ts';
import { Frame } from './frame.tsx';
import { isLangChosen, type Lang, startLang, storeLang, TongueContext } from './words.tsx';

type Page<W> = {
  /** The words of a language, as a module of its own. */
  load: (lang: Lang) => Promise<W>;
  context: Context<W | null>;
  view: FunctionComponent;
};

export async function start<W extends CommonWords>(page: Page<W>): Promise<void> {
  const place = document.getElementById('app');
  if (place === null) return;
  const lang = startLang();
  try {
    const [words] = await Promise.all([page.load(lang), soon(dressed)]);
    render(<Root page={page} first={{ lang, words }} />, place);
  } catch {
    // No words came, so these few stand here, in both languages.
    render(
      <main>
        <h1>This page did not load completely</h1>
        <p class="lead">Nothing is lost: please reload it.</p>
        <p lang="fr" class="lead">
          Cette page n’est pas complète. Rien n’est perdu : rechargez-la.
        </p>
      </main>,
      place,
    );
  }
}

type Spoken<W> = { lang: Lang; words: W };

function Root<W extends CommonWords>({ page, first }: { page: Page<W>; first: Spoken<W> }) {
  const [{ lang, words }, speak] = useState(first);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const chosen = useRef(isLangChosen());
  const use = async (wanted: Lang) => {
    // Offline the other language cannot come; the page stays as it is.
    const found = await page.load(wanted).catch(() => null);
    if (found) speak({ lang: wanted, words: found });
  };
  const choose = (wanted: Lang) => {
    chosen.current = true;
    storeLang(wanted);
    return use(wanted);
  };
  const suggest = async (wanted: Lang) => {
    if (chosen.current) return lang;
    await use(wanted);
    return wanted;
  };
  const View = page.view;
  return (
    <TongueContext.Provider value={{ lang, common: words, choose, suggest }}>
      <page.context.Provider value={words}>
        <Frame>
          <View />
        </Frame>
      </page.context.Provider>
    </TongueContext.Provider>
  );
}
