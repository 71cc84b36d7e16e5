/** 'How it works', in the footer: loaded by whoever asks. */

import { later } from './later.tsx';
import { wordsContext } from './words.tsx';

const { context, use } = wordsContext<typeof import('../words/en/how.ts').how>();
export const useHowWords = use;

export const How = later({
  view: async () => (await import('./howtext.tsx')).HowText,
  words: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/how.ts') : await import('../words/en/how.ts')).how,
  context,
});
