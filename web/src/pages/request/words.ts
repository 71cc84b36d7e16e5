import { wordsContext } from '../../parts/words.tsx';
import type { RequestWords } from '../../words/en/request.ts';
import type { RequestedWords } from '../../words/en/requested.ts';

export const { context: RequestContext, use: useWords } = wordsContext<RequestWords>();
export const { context: RequestedContext, use: useRequestedWords } = wordsContext<RequestedWords>();
