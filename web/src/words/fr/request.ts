import type { RequestWords } from '../en/request.ts';
import { common } from './common.ts';

export const words: RequestWords = {
  ...common,
  title: 'Demandez un accès',
  lead: 'Vous obtenez un lien pour le ticket. Il permet seulement au commerçant de donner ses accès : il n’ouvre rien.',
};
