import { common } from './common.ts';

/** The first look of `/request`. */
export const words = {
  ...common,
  title: 'Ask for access',
  lead: 'You get a link for the ticket. With it the merchant can only give access: it opens nothing.',
};

export type RequestWords = typeof words;
