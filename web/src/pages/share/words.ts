import { wordsContext } from '../../parts/words.tsx';
import type { AccessKeyWords } from '../../words/en/accesskey.ts';
import type { SealedWords } from '../../words/en/sealed.ts';
import type { ShareWords } from '../../words/en/share.ts';

export const { context: ShareContext, use: useWords } = wordsContext<ShareWords>();
export const { context: SealedContext, use: useSealedWords } = wordsContext<SealedWords>();
export const { context: AccessContext, use: useAccessWords } = wordsContext<AccessKeyWords>();
