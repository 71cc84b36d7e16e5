import { wordsContext } from '../../parts/words.tsx';
import type { MineWords } from '../../words/en/mine.ts';
import type { ReceiptWords } from '../../words/en/receipt.ts';

export const { context: ReceiptContext, use: useWords } = wordsContext<ReceiptWords>();
export const { context: MineContext, use: useMineWords } = wordsContext<MineWords>();
