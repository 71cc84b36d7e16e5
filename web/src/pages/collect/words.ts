import { wordsContext } from '../../parts/words.tsx';
import type { CollectWords } from '../../words/en/collect.ts';

export const { context: CollectContext, use: useWords } = wordsContext<CollectWords>();
