import { wordsContext } from '../parts/words.tsx';
import type { InAppWords } from '../words/en/inapp.ts';
import type { OpenWords } from '../words/en/open.ts';
import type { ShownWords } from '../words/en/shown.ts';

/** Each page that opens says these in its own way. */
export const { context: OpenContext, use: useWords } = wordsContext<OpenWords>();
export const { context: ShownContext, use: useShownWords } = wordsContext<ShownWords>();
export const { context: InAppContext, use: useInAppWords } = wordsContext<InAppWords>();
