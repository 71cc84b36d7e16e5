import type { InAppWords } from '../en/inapp.ts';

export const words: InAppWords = {
  title: 'Vous êtes dans le navigateur intégré d’une messagerie',
  text: 'Cette fenêtre peut se fermer à tout moment, et le lien ne s’ouvre qu’une fois. Copiez-le et ouvrez-le dans votre navigateur habituel.',
  copy: 'Copier ce lien',
  thing: 'ce lien',
};
