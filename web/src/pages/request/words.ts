import { wordsContext } from '../../parts/words.tsx';
import type { RequestWords } from '../../words/en/request.ts';

export const { context: RequestContext, use: useWords } = wordsContext<RequestWords>();
