import type { CollectWords } from '../en/collect.ts';
import { common } from './common.ts';

export const words: CollectWords = {
  ...common,
  title: 'Récupérez la réponse',
  lead: 'Les accès que vous avez demandés s’ouvrent ici, une seule fois. Ensuite, ils sont effacés.',
};
