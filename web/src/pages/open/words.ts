import { wordsContext } from '../../parts/words.tsx';
import type { EndedWords } from '../../words/en/ended.ts';
import type { RefusedWords } from '../../words/en/refused.ts';
import type { UnlockWords } from '../../words/en/unlock.ts';

export const { context: EndedContext, use: useEndedWords } = wordsContext<EndedWords>();
export const { context: RefusedContext, use: useRefusedWords } = wordsContext<RefusedWords>();
export const { context: UnlockContext, use: useUnlockWords } = wordsContext<UnlockWords>();
