import { pageWords } from '../../parts/words.tsx';
import type { OpenWords } from '../../words/en/open.ts';

export const { context: OpenContext, use: useWords } = pageWords<OpenWords>();
