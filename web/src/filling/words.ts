import { wordsContext } from '../parts/words.tsx';
import type { CommonWords } from '../words/en/common.ts';
import type { filling } from '../words/en/filling.ts';
import type { ItemWords } from '../words/en/items.ts';

export type FillingWords = typeof filling & CommonWords;

export const { context: FillingContext, use: useWords } = wordsContext<FillingWords>();
export const { context: ItemContext, use: useItemWords } = wordsContext<ItemWords>();
