import { common } from './common.ts';

/** The first look of `/answer`. */
export const words = {
  ...common,
  title: 'Give access to support',
  lead: 'Support asked you for access. What you fill in is sealed on your own device, and only support can open it.',
};

export type AnswerWords = typeof words;
