import { wordsContext } from '../../parts/words.tsx';
import type { AnswerWords } from '../../words/en/answer.ts';
import type { ElseWords } from '../../words/en/answerelse.ts';
import type { GivenWords } from '../../words/en/answergiven.ts';

export const { context: AnswerContext, use: useWords } = wordsContext<AnswerWords>();
export const { context: ElseContext, use: useElseWords } = wordsContext<ElseWords>();
export const { context: GivenContext, use: useGivenWords } = wordsContext<GivenWords>();
