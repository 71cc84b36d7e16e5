import { pageWords } from '../../parts/words.tsx';
import type { ShareWords } from '../../words/en/share.ts';

export const { context: ShareContext, use: useWords } = pageWords<ShareWords>();
