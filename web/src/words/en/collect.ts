import { common } from './common.ts';

/** The first look of `/collect`. */
export const words = {
  ...common,
  title: 'Collect the answer',
  lead: 'The access that you asked for opens here, once. Then it is erased.',
};

export type CollectWords = typeof words;
