import { wordsContext } from '../../parts/words.tsx';
import type { EndedWords } from '../../words/en/ended.ts';
import type { InAppWords } from '../../words/en/inapp.ts';
import type { OpenWords } from '../../words/en/open.ts';
import type { RefusedWords } from '../../words/en/refused.ts';
import type { ShownWords } from '../../words/en/shown.ts';
import type { UnlockWords } from '../../words/en/unlock.ts';

export const { context: OpenContext, use: useWords } = wordsContext<OpenWords>();
export const { context: ShownContext, use: useShownWords } = wordsContext<ShownWords>();
export const { context: EndedContext, use: useEndedWords } = wordsContext<EndedWords>();
export const { context: RefusedContext, use: useRefusedWords } = wordsContext<RefusedWords>();
export const { context: InAppContext, use: useInAppWords } = wordsContext<InAppWords>();
export const { context: UnlockContext, use: useUnlockWords } = wordsContext<UnlockWords>();
