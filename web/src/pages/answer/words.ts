import { wordsContext } from '../../parts/words.tsx';
import type { AnswerWords } from '../../words/en/answer.ts';

export const { context: AnswerContext, use: useWords } = wordsContext<AnswerWords>();
