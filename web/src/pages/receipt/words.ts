import { wordsContext } from '../../parts/words.tsx';
import type { ReceiptWords } from '../../words/en/receipt.ts';

export const { context: ReceiptContext, use: useWords } = wordsContext<ReceiptWords>();
