import { wordsContext } from '../../parts/words.tsx';
import type { CloseWords } from '../../words/en/close.ts';
import type { MineWords } from '../../words/en/mine.ts';
import type { ReceiptWords } from '../../words/en/receipt.ts';

export const { context: ReceiptContext, use: useWords } = wordsContext<ReceiptWords>();
export const { context: CloseContext, use: useCloseWords } = wordsContext<CloseWords>();
export const { context: MineContext, use: useMineWords } = wordsContext<MineWords>();
