import type { OpenWords } from '../en/open.ts';
import { common } from './common.ts';
import { opening } from './opening.ts';

export const words: OpenWords = {
  ...common,
  ...opening,
  title: 'On vous transmet un accès',
  lead: 'Il s’ouvre une seule fois. Après votre clic, personne d’autre ne pourra l’ouvrir, et le serveur effacera sa copie peu après.',
  open: 'Ouvrir maintenant',
};
