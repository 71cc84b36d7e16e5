import type { AnswerWords } from '../en/answer.ts';
import { common } from './common.ts';

export const words: AnswerWords = {
  ...common,
  title: 'Donnez vos accès au support',
  lead: 'Le support vous a demandé des accès. Ce que vous saisissez est scellé sur votre appareil, et seul le support peut l’ouvrir.',
};
