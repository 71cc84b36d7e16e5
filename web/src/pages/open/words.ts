import { wordsContext } from '../../parts/words.tsx';
import type { EndedWords } from '../../words/en/ended.ts';
import type { OpenWords } from '../../words/en/open.ts';
import type { ShownWords } from '../../words/en/shown.ts';

export const { context: OpenContext, use: useWords } = wordsContext<OpenWords>();
export const { context: ShownContext, use: useShownWords } = wordsContext<ShownWords>();
export const { context: EndedContext, use: useEndedWords } = wordsContext<EndedWords>();
