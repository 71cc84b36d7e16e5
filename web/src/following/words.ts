import { wordsContext } from '../parts/words.tsx';
import type { CloseWords } from '../words/en/close.ts';
import type { CommonWords } from '../words/en/common.ts';
import type { following } from '../words/en/following.ts';
import type { ReceiptWords } from '../words/en/receipt.ts';

/** `revoke` names what is taken back. */
export type FollowingWords = typeof following & CommonWords & Pick<ReceiptWords, 'revoke'>;

export const { context: FollowingContext, use: useWords } = wordsContext<FollowingWords>();
export const { context: CloseContext, use: useCloseWords } = wordsContext<CloseWords>();
